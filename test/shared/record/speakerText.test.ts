import fc from 'fast-check';
import { parseSpeakerText, toTranscript } from '../../../nodes/shared/record/transcript';

const turns = (text: string | null | undefined) =>
	parseSpeakerText(text).map((turn) => [turn.speaker, turn.text]);

// The vendor's own example, from Cytracom's page "API - Transcription".
test('a prefix names the speaker; number and times are not known', () => {
	expect(parseSpeakerText('Agent: Thank you for calling...')).toStrictEqual([
		{
			speaker: 'Agent',
			number: null,
			text: 'Thank you for calling...',
			at: null,
			offsetSeconds: null,
		},
	]);
});

test.each([null, undefined, '', ' \r\n\t ', 'Agent:', 'Agent: \nCustomer:\n'])(
	'%j has no turns',
	(text) => {
		expect(turns(text)).toEqual([]);
	},
);

test('a text without a prefix is one turn of nobody', () => {
	expect(turns(' Hello there.\nHow are you? ')).toEqual([[null, 'Hello there.\nHow are you?']]);
});

test('what stands before the first prefix is nobody’s; lines without one belong to the turn above', () => {
	const text =
		'[music]\r\nAgent: Hello.\r\nHow can I help?\r\n\r\nCustomer:\r\nMy phone is dead.\rAgent: Oh.';
	expect(turns(text)).toEqual([
		[null, '[music]'],
		['Agent', 'Hello.\nHow can I help?'],
		['Customer', 'My phone is dead.'],
		['Agent', 'Oh.'],
	]);
	expect(toTranscript(parseSpeakerText(text))).toBe(
		'[music]\nAgent: Hello. How can I help?\nCustomer: My phone is dead.\nAgent: Oh.',
	);
});

test.each([
	'Agent',
	'agent',
	'speaker 1',
	'Speaker 12',
	'AGENT',
	'+15125550100',
	'(512) 555-0100',
	'7000',
	'Dr. Ana van Dijk',
	"Sean O'Brien",
	'Leo Ball (Support)',
	'Front Desk & Sales',
	'Éloïse',
	'客服',
	'お客様',
	'العميل',
	'Клиент',
	'Müller-Lüdenscheidt',
	'一二三四五六七八九十',
])('%s is a label', (label) => {
	expect(turns(`${label}: Hi`)).toEqual([[label, 'Hi']]);
	expect(turns(`  ${label} : Hi`)).toEqual([[label, 'Hi']]);
	expect(turns(`${label}：Hi`)).toEqual([[label, 'Hi']]);
});

test.each([
	'http://example.com is down',
	'12:30: we meet',
	'12: we meet',
	'Note that at 10:30 we…',
	'At 10:30: we…',
	'C:\\Users is full',
	'std::move',
	'Here is the thing: it broke',
	'I want five words here: now',
	'One Two Three Four Five: now',
	`${'A'.repeat(41)}: too long`,
	'我想说的是我们的电话系统: 坏了',
	'一二三四五六七八九十百: 坏了',
	'- Agent: hi',
	'a*b: c',
	': hi',
	'Agent hi',
	'Agent;Customer: hi',
])('%s has no label', (text) => {
	expect(turns(text)).toEqual([[null, text]]);
});

test('words that look like no name are a label where they begin a line again', () => {
	const text = 'customer service rep: Hello\nCaller: Hi\ncustomer service rep: Bye';
	expect(turns(text).map(([speaker]) => speaker)).toEqual([
		'customer service rep',
		'Caller',
		'customer service rep',
	]);
});

test('a label of 40 characters is one', () => {
	expect(turns(`${'A'.repeat(40)}: hi`)).toEqual([['A'.repeat(40), 'hi']]);
});

describe('labels within a line', () => {
	test('count in a text of one line whose first label comes back behind a sentence', () => {
		expect(turns('Agent: Hello! Customer: Hi. The time: ten. Agent: Bye.')).toEqual([
			['Agent', 'Hello!'],
			['Customer', 'Hi. The time: ten.'],
			['Agent', 'Bye.'],
		]);
		expect(turns('客服：您好。客户：我有问题。客服：请说。')).toEqual([
			['客服', '您好。'],
			['客户', '我有问题。'],
			['客服', '请说。'],
		]);
		expect(turns('Dr. Ana: Hi. Dr. Leo: Yes. Dr. Ana: Bye.')).toEqual([
			['Dr. Ana', 'Hi.'],
			['Dr. Leo', 'Yes.'],
			['Dr. Ana', 'Bye.'],
		]);
		expect(turns('agent: Hello? Customer: Hi. agent: Bye.\n')).toHaveLength(3);
	});

	test.each([
		['Customer: hi Agent: hello', 'Customer', 'hi Agent: hello'],
		['Agent: Thanks. Note: we close at five.', 'Agent', 'Thanks. Note: we close at five.'],
	])('do not in %j', (text, speaker, words) => {
		expect(turns(text)).toEqual([[speaker, words]]);
	});

	test('do not in a text of several lines', () => {
		expect(turns('Agent: I said. Agent: no.\nCustomer: Ah.')).toEqual([
			['Agent', 'I said. Agent: no.'],
			['Customer', 'Ah.'],
		]);
	});
});

test('no text throws, and no words are lost', () => {
	const piece = fc.constantFrom(
		'Agent:',
		'Customer: ',
		'\n',
		' ',
		'. ',
		'hi',
		'12:30',
		'：',
		'\r\n',
	);
	const text = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.array(piece).map((parts) => parts.join('')),
	);
	fc.assert(
		fc.property(text, (value) => {
			const words = (string: string) => string.replace(/[\s:：]/g, '');
			const kept = parseSpeakerText(value).map(({ speaker, text }) => (speaker ?? '') + text);
			const lost = words(value).length - words(kept.join('')).length;
			// Only labels that nothing follows are left out.
			expect(lost).toBeGreaterThanOrEqual(0);
			if (!/[:：]/.test(value)) expect(lost).toBe(0);
		}),
	);
});
