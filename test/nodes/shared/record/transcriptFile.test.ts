import fc from 'fast-check';

import type { CallRecord, Turn } from '../../../../nodes/shared/record/callRecord';
import { emptyCallRecord } from '../../../../nodes/shared/record/callRecord';
import { NoTimesError } from '../../../../nodes/shared/record/cues';
import { toTranscript } from '../../../../nodes/shared/record/transcript';
import type { TranscriptFormat } from '../../../../nodes/shared/record/transcriptFile';
import { toTranscriptFile } from '../../../../nodes/shared/record/transcriptFile';
import { parseSrt } from '../../../lab/support/subRip';
import { parseVtt } from '../../../lab/support/webVtt';

const turn = (offsetSeconds: number | null, speaker: string | null, text: string): Turn => ({
	speaker,
	number: null,
	text,
	at: null,
	offsetSeconds,
});
const callOf = (...turns: Turn[]): CallRecord => ({
	...emptyCallRecord('yeastar', '20260509214921-8AA6D'),
	startedAt: '2026-05-09T13:49:21.000Z',
	from: '3200',
	to: '7000',
	transcript: toTranscript(turns),
	turns,
});
const call = callOf(
	turn(0.705, 'Leo', 'Hi'),
	turn(5, null, 'Who is\nthere?'),
	turn(6.5, 'Leo', 'I.'),
);
const text = (record: CallRecord, format: TranscriptFormat) =>
	toTranscriptFile(record, format).text;

test('txt is the readable text', () => {
	expect(toTranscriptFile(call, 'txt')).toEqual({
		fileName: '20260509214921-8AA6D.txt',
		mimeType: 'text/plain',
		text: 'Leo: Hi\nWho is there?\nLeo: I.\n',
	});
});

test('md has the facts, the summary and the turns', () => {
	const summaryMarkdown = '## Key Points\n\n- All well';
	expect(toTranscriptFile({ ...call, summaryMarkdown }, 'md')).toEqual({
		fileName: '20260509214921-8AA6D.md',
		mimeType: 'text/markdown',
		text: `# Call on 2026-05-09, 13:49 UTC

- From: 3200
- To: 7000

## Summary

### Key Points

- All well

## Transcript

**Leo** (00:00:00): Hi

(00:00:05): Who is there?

**Leo** (00:00:06): I.
`,
	});
	const odd = callOf(turn(null, 'A*b\n#', '# one\n*two*'), turn(null, null, '1. three'));
	expect(text(odd, 'md')).toContain('**A\\*b #**: \\# one \\*two\\*\n\n1. three\n');
});

test('vtt has a cue for each turn, until the next one', () => {
	expect(toTranscriptFile(call, 'vtt')).toEqual({
		fileName: '20260509214921-8AA6D.vtt',
		mimeType: 'text/vtt',
		text: `WEBVTT

00:00:00.705 --> 00:00:05.000
<v Leo>Hi

00:00:05.000 --> 00:00:06.500
Who is there?

00:00:06.500 --> 00:00:16.500
<v Leo>I.
`,
	});
});

test('srt has numbers, and the name before the words', () => {
	expect(toTranscriptFile(call, 'srt')).toEqual({
		fileName: '20260509214921-8AA6D.srt',
		mimeType: 'application/x-subrip',
		text: `1
00:00:00,705 --> 00:00:05,000
Leo: Hi

2
00:00:05,000 --> 00:00:06,500
Who is there?

3
00:00:06,500 --> 00:00:16,500
Leo: I.
`,
	});
});

test('json is the whole record', () => {
	const { fileName, mimeType, text: json } = toTranscriptFile(call, 'json');
	expect([fileName, mimeType]).toEqual(['20260509214921-8AA6D.json', 'application/json']);
	expect(JSON.parse(json)).toEqual(call);
});

test.each([
	[null, 'transcript.txt'],
	['', 'transcript.txt'],
	['../../etc/passwd', 'etc_passwd.txt'],
	['1749478200.123456', '1749478200.123456.txt'],
	['a b\n<c>:"d"', 'a_b_c_d.txt'],
])('the file of call %j is %s', (id, name) => {
	expect(toTranscriptFile({ ...call, id }, 'txt').fileName).toBe(name);
});

describe('cues', () => {
	const cues = (...turns: Turn[]) => parseVtt(text(callOf(...turns), 'vtt'));

	test('have names and words with arrows, brackets and line breaks in them', () => {
		const odd = turn(1, 'Leo -->\n\nBall & <Co>', '1 --> 2\r\n\r\n00:00:01.000 --> x &amp; <b>');
		expect(cues(odd)).toEqual([
			{
				from: 1,
				to: 11,
				speaker: 'Leo --> Ball & <Co>',
				words: '1 --> 2 00:00:01.000 --> x &amp; <b>',
			},
		]);
		expect(parseSrt(text(callOf(odd), 'srt'))).toEqual([
			{ from: 1, to: 11, line: 'Leo → Ball & <Co>: 1 → 2 00:00:01.000 → x &amp; <b>' },
		]);
	});

	test('of a call of 11 hours and of one of 100', () => {
		const turns = Array.from({ length: 12 }, (_, hour) =>
			turn(hour * 3600 + 0.25, 'Leo', `${hour}`),
		);
		expect(cues(...turns, turn(360_000, 'Leo', 'Bye')).map(({ from }) => from)).toEqual([
			...[...turns.map(({ offsetSeconds }) => offsetSeconds), 360_000],
		]);
		expect(text(callOf(...turns), 'srt')).toContain('11:00:00,250 --> 11:00:10,250');
		expect(text(callOf(turn(360_000, 'Leo', 'Bye')), 'vtt')).toContain('\n100:00:00.000 --> ');
	});

	test('stay in order, and have a length, whatever the times', () => {
		const times = [3, 3, 3.0001, null, 1, -20, 3.0004, 3.001];
		const found = cues(...times.map((time, index) => turn(time, 'Leo', `${index}`)));
		expect(found.map(({ words }) => words).join('')).toBe('54'.padEnd(8, '012367'));
		expect(found[0]).toMatchObject({ from: 0, to: 1 });
		expect(found.at(-1)).toMatchObject({ from: 3.001, to: 13.001 });
	});

	test('stay as long as long words take, at most', () => {
		expect(cues(turn(0, null, 'a'.repeat(500)), turn(3600, null, 'b'))[0]).toMatchObject({
			to: 50,
		});
	});

	test('any 500 turns pass a strict reader', () => {
		const piece = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.constantFrom('-->', '\n\n', '&', '<v '),
		);
		const words = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
		const turns = fc.array(
			fc.tuple(fc.option(fc.double({ min: -400, max: 40_000, noNaN: true })), words, words),
			{
				maxLength: 500,
			},
		);
		fc.assert(
			fc.property(turns, (all) => {
				const record = callOf(turn(0, 'Leo', 'Hi'), ...all.map(([...parts]) => turn(...parts)));
				const vtt = parseVtt(text(record, 'vtt'));
				expect(parseSrt(text(record, 'srt'))).toHaveLength(vtt.length);
				expect(JSON.parse(text(record, 'json'))).toEqual(JSON.parse(JSON.stringify(record)));
			}),
		);
	});
});

describe('without times', () => {
	test.each(['vtt', 'srt'] as const)('%s cannot be', (format) => {
		const cytracom = callOf(turn(null, 'Agent', 'Hi'));
		expect(() => toTranscriptFile(cytracom, format)).toThrow(NoTimesError);
		expect(() => toTranscriptFile(cytracom, format)).toThrow(
			'The transcript of this call has no timestamps.',
		);
	});

	test('the others can', () => {
		const cytracom = callOf(turn(null, 'Agent', 'Hi'));
		expect(text(cytracom, 'txt')).toBe('Agent: Hi\n');
		expect(text(cytracom, 'md')).toContain('\n**Agent**: Hi\n');
	});

	test('a call without turns has a file without words', () => {
		const none = { ...callOf(), startedAt: null, from: null, to: null };
		expect(text(none, 'txt')).toBe('');
		expect(text(none, 'md')).toBe('# Call\n');
		expect(parseVtt(text(none, 'vtt'))).toEqual([]);
		expect(text(none, 'srt')).toBe('');
	});
});
