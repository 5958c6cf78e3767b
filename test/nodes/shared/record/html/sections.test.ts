import { parseSummary } from '../../../../../nodes/shared/record/summary';

const sections = (html: string) =>
	parseSummary(html).summarySections.map(({ title, items }) => [title, ...items]);
const summary = (html: string) => parseSummary(html).summary;

describe('titles', () => {
	test.each([
		['paragraph', '<p>Key Points</p>\n<ul><li>a</li></ul>'],
		['paragraph before a numbered list', '<p>Key Points</p><ol><li>a</li></ol>'],
		['heading', '<h3>Key Points</h3><ul><li>a</li></ul>'],
		['heading with text', '<h1>Key Points</h1><p>a</p>'],
		['bold paragraph', '<p><b>Key Points</b></p><ul><li>a</li></ul>'],
		['bold paragraph with text', '<p><strong>Key</strong> <b>Points</b></p><p>a</p>'],
		['bold line', '<p><b>Key Points</b><br>a</p>'],
		['division', '<div>Key Points</div><ul><li>a</li></ul>'],
		['bare text', 'Key Points<ul><li>a</li></ul>'],
		['list item around the list', '<div><p>Key Points</p><div><ul><li>a</li></ul></div></div>'],
		['term', '<dl><dt>Key Points</dt><dd>a</dd></dl>'],
		['bare items', '<p>Key Points</p><li>a</li>'],
	])('%s', (_name, html) => {
		expect(sections(html)).toEqual([['Key Points', 'a']]);
		expect(summary(html)).toMatch(/^Key Points\n(- )?a$/);
	});

	test('a bold line may end in a colon that is not bold', () => {
		expect(sections('<p><b>Owner</b>:</p><p>Leo</p>')).toEqual([['Owner:', 'Leo']]);
		expect(sections('<p><b>Owner</b>: Leo</p><p>x</p>')).toEqual([]);
	});

	test('a short paragraph is one where paragraphs title lists, unless a title stands right above it', () => {
		const list = '<p>Key Points</p><ul><li>a</li></ul>';
		expect(sections(`${list}<p>Follow-up</p><p>None</p>`)).toEqual([
			['Key Points', 'a'],
			['Follow-up', 'None'],
		]);
		expect(sections(`<p>Call Summary</p><p>They spoke.</p>${list}`)).toEqual([
			['Call Summary', 'They spoke.'],
			['Key Points', 'a'],
		]);
		expect(sections(`${list}<p>That was all.</p>`)).toEqual([['Key Points', 'a', 'That was all.']]);
		expect(sections(`${list}<p>就这些。</p><p>One<br>two</p><p>${'x'.repeat(81)}</p>`)).toEqual([
			['Key Points', 'a', '就这些。', 'One two', 'x'.repeat(81)],
		]);
		expect(sections(`<h2>Key Points</h2><ul><li>a</li></ul><p>More</p>`)).toEqual([
			['Key Points', 'a', 'More'],
		]);
	});

	test('a title of 80 characters is one', () => {
		expect(sections(`<p><b>${'x'.repeat(80)}</b></p><p>a</p>`)).toEqual([['x'.repeat(80), 'a']]);
		expect(sections(`<p><b>${'x'.repeat(81)}</b></p><p>a</p>`)).toEqual([]);
	});

	test('paragraphs alone have none, and points without one stand under an empty one', () => {
		expect(sections('<p>They spoke.</p><p>They agreed.</p>')).toEqual([]);
		expect(sections('<ul><li>a</li></ul><p>b</p>')).toEqual([['', 'a', 'b']]);
	});

	test('points that follow points have no title, and make none of the paragraphs below', () => {
		const html = '<ul><li>a</li></ul><ul><li>b</li></ul><p>Short</p><p>c</p>';
		expect(sections(html)).toEqual([['', 'a', 'b', 'Short', 'c']]);
	});

	test('a heading above a title is a section without points', () => {
		expect(sections('<h1>Call</h1><p>Key Points</p><ul><li>a</li></ul>')).toEqual([
			['Call'],
			['Key Points', 'a'],
		]);
		expect(summary('<h1>Call</h1><h2>Key Points</h2><p>a</p>')).toBe('Call\n\nKey Points\na');
	});
});

describe('points', () => {
	test('nested ones are points of their own, indented in the text', () => {
		const html =
			'<p>T</p><ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul>tail</li><li>d</li></ul><p>T2</p><ul></ul>';
		expect(sections(html)).toEqual([['T', 'a', 'b', 'c', 'tail', 'd'], ['T2']]);
		expect(summary(html)).toBe('T\n- a\n  - b\n    - c\n- tail\n- d\n\nT2');
	});

	test('are never indented under nothing', () => {
		expect(summary('<ul><ul><ul><li>a</li></ul></ul></ul>')).toBe('- a');
	});

	test('are indented by six steps at most', () => {
		const lines = summary('<ul><li>a'.repeat(9))?.split('\n') ?? [];
		expect(lines.map((line) => line.indexOf('-'))).toEqual([0, 2, 4, 6, 8, 10, 12, 12, 12]);
	});

	test('are one line each, whatever is in them', () => {
		expect(sections('<ul><li><p>a</p>\n<p>b</p><h2>c</h2>d<br>e\u2028f</li></ul>')).toEqual([
			['', 'a b c d e f'],
		]);
		expect(summary('<ul><li><b>a</b><br>b<br><br>c</li></ul>')).toBe('- a b c');
	});

	test('may have no item element', () => {
		expect(sections('<p>T</p><ul>a</ul>')).toEqual([['T', 'a']]);
		expect(sections('<p>T</p><ul><p>a</p><p>b</p></ul>')).toEqual([['T', 'a', 'b']]);
	});
});

describe('text', () => {
	test('space is collapsed, breaks are kept, two end a paragraph', () => {
		expect(summary('<p>  a\n\t b<br> c <br><br>d</p><hr>e')).toBe('a b\nc\n\nd\n\ne');
		expect(summary('a<div>b</div>c')).toBe('a\n\nb\n\nc');
		expect(summary('<p>&nbsp;a&nbsp;</p>')).toBe('a');
	});

	test('words of different elements keep their space', () => {
		expect(summary('<p>a<b> b</b> <i>c </i><u>d</u>e</p>')).toBe('a b c de');
	});

	test('a table is a line a row', () => {
		const html =
			'<table><tr><th>Who</th><th>What</th></tr><tr><td>Leo</td><td>calls back</td></tr></table>';
		expect(summary(html)).toBe('Who | What\n\nLeo | calls back');
	});

	test('the address of a link stands behind it, unless it is what the link says', () => {
		expect(summary('<p>See <a href="https://x.org/a?b&amp;c">the <b>page</b></a>.</p>')).toBe(
			'See the page (https://x.org/a?b&c).',
		);
		expect(summary('<p><a href="https://x.org/">x.org</a>')).toBe('x.org');
		expect(summary('<p><a href="mailto:leo@x.org">Leo</a>')).toBe('Leo (leo@x.org)');
		expect(summary('<p><a href="tel:+15125550100">+15125550100</a>')).toBe('+15125550100');
		expect(summary('<p><a href="https://a.b">x</a><a href="https://a.b">y</a> z')).toBe(
			'x (https://a.b)y (https://a.b) z',
		);
		expect(summary('<p>a<a href="https://a.b"> </a>b')).toBe('a b');
		expect(summary('<p>a<a href="https://a.b">&nbsp;</a>b')).toBe('a\u00a0b');
	});

	test.each([
		['x.<b>org</b>', 'https://x.org', 'x.org'],
		['&nbsp;X.org', 'http://x.org/', 'X.org'],
		['x.org', 'https://x.org', 'x.org'],
		['x.orga', 'https://x.org/a', 'x.orga (https://x.org/a)'],
		['x.org?y', 'https://x.org?https://y', 'x.org?y (https://x.org?https://y)'],
		['1', 'https://x.org/tel:1', '1 (https://x.org/tel:1)'],
		['a', ' https://x.org/b&#1;c ', 'a (https://x.org/bc)'],
	])('the link %j to %j reads %j', (label, href, text) => {
		expect(summary(`<p>. <a href="${href}">${label}</a></p>`)).toBe(
			label.startsWith('&nbsp;') ? `. \u00a0${text}` : `. ${text}`,
		);
	});

	test('an address of 2,048 characters is not too long', () => {
		const href = `https://${'x'.repeat(2040)}`;
		expect(summary(`<p><a href="${href}">text</a>`)).toBe(`text (${href})`);
	});

	test.each(['javascript:alert(1)', '/path', '#top', 'ftp://x', `https://${'x'.repeat(2048)}`, ''])(
		'the address %j is left out',
		(href) => {
			expect(summary(`<p><a href="${href}">text</a>`)).toBe('text');
		},
	);

	test('code is left out, words in forms and pictures stay', () => {
		const html =
			'<p>a</p><script>x()</script><style>p{}</style><form><button>b</button></form><p><img alt="c" src="x"> <svg><path/></svg>d</p>';
		expect(summary(html)).toBe('a\n\nb\n\nc d');
		expect(summary('<p>a<svg><p>x</p></svg>b<area alt="x"></p>')).toBe('ab');
	});
});
