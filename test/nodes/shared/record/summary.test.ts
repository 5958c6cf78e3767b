import { parseSummary } from '../../../../nodes/shared/record/summary';

const sections = (html: string) => parseSummary(html).summarySections;
const nothing = {
	summary: null,
	followUps: [],
	summaryMarkdown: null,
	summarySections: [],
	summaryHtml: null,
};

// From Yeastar's page "Get AI Call Summary".
const VENDOR_HTML =
	'<p>Call Summary</p>\n<ul>\n<li>Kristin Hale was transferred to a human agent regarding a login issue.</li>\n' +
	'<li>She reported that 60% of users cannot log in and keep seeing an error message.</li>\n</ul>\n' +
	'<p>Key Points</p>\n<ul>\n<li>The page refreshes after password entry with no error code.</li>\n</ul>\n' +
	'<p>Follow-Up Actions</p>\n<ul>\n<li>Check server logs for login failure records.</li>\n</ul>\n';

test('the vendor’s HTML', () => {
	expect(parseSummary(VENDOR_HTML)).toStrictEqual({
		summary: `Call Summary
- Kristin Hale was transferred to a human agent regarding a login issue.
- She reported that 60% of users cannot log in and keep seeing an error message.

Key Points
- The page refreshes after password entry with no error code.

Follow-Up Actions
- Check server logs for login failure records.`,
		followUps: ['Check server logs for login failure records.'],
		summaryMarkdown: `## Call Summary

- Kristin Hale was transferred to a human agent regarding a login issue.
- She reported that 60% of users cannot log in and keep seeing an error message.

## Key Points

- The page refreshes after password entry with no error code.

## Follow-Up Actions

- Check server logs for login failure records.`,
		summaryHtml: VENDOR_HTML,
		summarySections: [
			{
				title: 'Call Summary',
				items: [
					'Kristin Hale was transferred to a human agent regarding a login issue.',
					'She reported that 60% of users cannot log in and keep seeing an error message.',
				],
			},
			{
				title: 'Key Points',
				items: ['The page refreshes after password entry with no error code.'],
			},
			{
				title: 'Follow-Up Actions',
				items: ['Check server logs for login failure records.'],
			},
		],
	});
});

// From Yeastar's page on event 30040.
test('a section without points is kept', () => {
	const html =
		'<p>Key Points</p>\n<ul>\n<li>a</li>\n</ul>\n<p>Follow-up Actions</p>\n<ul>\n\n</ul>\n';
	expect(sections(html)).toEqual([
		{ title: 'Key Points', items: ['a'] },
		{ title: 'Follow-up Actions', items: [] },
	]);
	expect(parseSummary(html).summary).toBe('Key Points\n- a\n\nFollow-up Actions');
	expect(sections('<p>A</p><ul></ul><p>B</p><ul></ul>').map(({ title }) => title)).toEqual([
		'A',
		'B',
	]);
});

test.each([
	[
		'Chinese',
		'<p>通话总结</p><ul><li>客户无法登录。</li></ul><p>后续行动</p><ul></ul>',
		'通话总结\n- 客户无法登录。\n\n后续行动',
	],
	['Arabic', '<p>ملخص المكالمة</p><ul><li>مرحبا</li></ul>', 'ملخص المكالمة\n- مرحبا'],
	[
		'German',
		'<p>Gespr&auml;chs&uuml;bersicht</p><ul><li>Gr&uuml;&szlig;e aus K&ouml;ln &euro;&#8364;&#x20AC;</li></ul>',
		'Gesprächsübersicht\n- Grüße aus Köln €€€',
	],
	[
		'French',
		'<p>R&eacute;sum&eacute; de l&rsquo;appel</p><ul><li>&laquo;&nbsp;&Ccedil;a va&nbsp;&raquo; &oelig;uvre</li></ul>',
		'Résumé de l’appel\n- «\u00a0Ça va\u00a0» œuvre',
	],
	[
		'Greek and Polish',
		'<p>&Sigma;&upsilon;&nu;</p><ul><li>&lstrok;&oacute;d&zacute;</li></ul>',
		'Συν\n- łódź',
	],
])('%s', (_language, html, summary) => {
	expect(parseSummary(html).summary).toBe(summary);
	expect(sections(html)[0]?.items).toHaveLength(1);
	expect(parseSummary(html).summaryHtml).toBe(html);
});

test.each([
	null,
	undefined,
	'',
	' ',
	'\u00a0\r\n',
	'<p></p>',
	'<p>&nbsp;</p>\n<ul><li> </li></ul>',
	'<br>',
	'<!-- x --><p></p>',
	'<script>alert(1)</script>',
	'<style>p{}</style><svg><text>x</text></svg>',
	'&nbsp;',
])('%j is no summary', (raw) => {
	expect(parseSummary(raw)).toStrictEqual(nothing);
});

describe('plain text', () => {
	// From Yeastar's page "Download AI Call Transcription Data", and Cytracom's "API - Transcription".
	test.each([
		'The conversation began with the agent initiating contact with a simple greeting.',
		'Customer requested billing assistance.',
		'Ask if a < b and c > d, for AT&T & Co. (5 * 3 = 15), snake_case, 60% [inaudible] #7!',
		'Points:\n- one\n- two\n\n1. first',
		'C:\\Users is full; call +1 (512) 555-0100. «Ça va ?» 客户：您好。',
	])('%j stays what it is', (text) => {
		expect(parseSummary(text)).toStrictEqual({ ...nothing, summary: text, summaryMarkdown: text });
	});

	test('is trimmed, its line ends are one kind', () => {
		expect(parseSummary('\n One \r\ntwo\rthree\t\n\n\nfour ').summary).toBe(
			'One\ntwo\nthree\n\n\nfour',
		);
	});

	test('complete references become characters, others stay', () => {
		expect(
			parseSummary('Gr&uuml;&szlig;e, &#8364;5 &amp; AT&T &copy &nosuch; &notit; &amp;lt;').summary,
		).toBe('Grüße, €5 & AT&T &copy &nosuch; &notit; &lt;');
	});

	test('with angle brackets is text, not HTML', () => {
		expect(parseSummary('<Bob> asked').summaryHtml).toBeNull();
		expect(parseSummary('<Bob> asked').summary).toBe('<Bob> asked');
	});
});
