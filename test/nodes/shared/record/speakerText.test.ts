import fc from 'fast-check';
import {
	hasWords,
	parseSpeakerText,
	toTranscript,
} from '../../../../nodes/shared/record/transcript';

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

test('whether it has words is told without cutting it into turns', () => {
	const part = fc.constantFrom(
		'Agent:',
		'Leo：',
		'12:30',
		'Hi.',
		'x:',
		' ',
		'\n',
		'\r',
		'\u0085',
		'\u2028',
	);
	const text = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
	fc.assert(
		fc.property(text, (all) => hasWords(all) === (toTranscript(parseSpeakerText(all)) !== null)),
		{ numRuns: 2000 },
	);
	expect(hasWords(null)).toBe(false);
});

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
	for (const colon of [':', ' :', '：']) {
		const text = `  ${label}${colon} Hi\nOther: Yes`;
		expect(turns(text)).toEqual([
			[label, 'Hi'],
			['Other', 'Yes'],
		]);
	}
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
	const label = 'A'.repeat(40);
	expect(turns(`${label}: hi\n${label}: ho`)).toEqual([
		[label, 'hi'],
		[label, 'ho'],
	]);
	expect(turns(`${label}A: hi\n${label}A: ho`)).toEqual([[null, `${label}A: hi\n${label}A: ho`]]);
});

describe('a text of one line', () => {
	test.each([
		'agent',
		'AGENT',
		'Customer',
		'caller',
		'Callee',
		'Representative',
		'customer service rep',
		'Speaker 2',
		'speaker B',
		'Operator',
		'Client',
		'User',
		'Person 1',
		'Agent (Leo Ball)',
		'Virtual Assistant',
		'Kundin',
		'客服',
		'说话人1',
		'+1 (512) 555-0100',
	])('has %s as a label, once', (role) => {
		expect(turns(`${role}: Hello. I am here! Receptionist: Hi.`)).toEqual([
			[role, 'Hello. I am here!'],
			['Receptionist', 'Hi.'],
		]);
	});

	test.each([
		'Maria: I am late.',
		'Okay: so it is dead.',
		'The customer: he left.',
		'Customer service: press one.',
		'User Guide: see page two.',
		'Client ID: twelve.',
		'A channel: that one.',
		'Channel: two.',
	])('has no label in %j', (text) => {
		expect(turns(text)).toEqual([[null, text]]);
		expect(turns(`Agent: Well. ${text}`)).toEqual([['Agent', `Well. ${text}`]]);
	});

	test('has any other word as a label where it comes back', () => {
		expect(turns('Leo: Hi. Ana: Hello. Leo: So? Ana: Fine. Note: no. Bye.')).toEqual([
			['Leo', 'Hi.'],
			['Ana', 'Hello.'],
			['Leo', 'So?'],
			['Ana', 'Fine. Note: no. Bye.'],
		]);
		expect(turns('Agent: Hi. the thing: one. the thing: two.')).toEqual([
			['Agent', 'Hi. the thing: one. the thing: two.'],
		]);
		expect(turns('Agent: Hi. Street: one. Street: two.')).toEqual([
			['Agent', 'Hi. Street: one. Street: two.'],
		]);
	});

	test('has labels behind the end of a sentence, and titles and initials are none', () => {
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
		expect(turns('Dr. Ana: Hi. J. Doe: Yes. Dr. Ana: Bye. J. Doe: Bye.')).toEqual([
			['Dr. Ana', 'Hi.'],
			['J. Doe', 'Yes.'],
			['Dr. Ana', 'Bye.'],
			['J. Doe', 'Bye.'],
		]);
		expect(turns('agent: Hello? Customer: Hi. agent: Bye.\n')).toHaveLength(3);
	});

	test.each([
		['Customer: hi Agent: hello', 'Customer', 'hi Agent: hello'],
		['Agent: At five. 12:30: no.', 'Agent', 'At five. 12:30: no.'],
		['Agent: so. https://user: x', 'Agent', 'so. https://user: x'],
	])('has no more than one in %j', (text, speaker, words) => {
		expect(turns(text)).toEqual([[speaker, words]]);
	});

	test('of 200,000 sentences is read in a moment', () => {
		const start = performance.now();
		expect(turns('So: it is. '.repeat(200_000))).toHaveLength(200_000);
		expect(turns(`${'a '.repeat(200_000)}${': b'.repeat(200_000)}`)).toHaveLength(1);
		expect(performance.now() - start).toBeLessThan(5_000);
	});
});

describe('a text of several lines', () => {
	test('has no labels within a line', () => {
		expect(turns('Agent: I said. Agent: no.\nCustomer: Ah.')).toEqual([
			['Agent', 'I said. Agent: no.'],
			['Customer', 'Ah.'],
		]);
	});

	test('has fields of a form as words of the turn above', () => {
		const fields = 'Street: 5 Main Street\nCustomer Name: Bob\nBlood Type: A\nPLZ: 10115';
		expect(turns(`Agent: Where?\nCustomer: Here.\n${fields}\nAgent: Ah.`)).toEqual([
			['Agent', 'Where?'],
			['Customer', `Here.\n${fields}`],
			['Agent', 'Ah.'],
		]);
		expect(turns('Leo: Where?\nStreet: 5 Main Street\nAna: Oh.\nStreet: 6 Main Street')).toEqual([
			['Leo', 'Where?\nStreet: 5 Main Street'],
			['Ana', 'Oh.\nStreet: 6 Main Street'],
		]);
		expect(turns('Name: Bob\nOrder Number: 5')).toEqual([[null, 'Name: Bob\nOrder Number: 5']]);
	});

	test('has names as labels, though they come once, or twice and look like a field', () => {
		const speakers = (text: string) => turns(text).map(([speaker]) => speaker);
		expect(speakers('Agent: Hi.\nLeo Ball: Hello.')).toEqual(['Agent', 'Leo Ball']);
		expect(speakers('Leo: Hi.\nAna: Hello.\nLeo: So?\nBob: Bye.')).toEqual([
			...['Leo', 'Ana', 'Leo', 'Bob'],
		]);
		expect(speakers('John Street: Hi.\nAna: Oh.\nJohn Street: Bye.')).toHaveLength(3);
		expect(speakers('Agent: Hi.\nCustomer: Hi.\nBob: Hi.\nBob: Bye.')).toHaveLength(4);
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
