import { vendorExamples } from '../../lab/simulators';
import { fileOf } from '../../lab/support/file';
import { parseSrt } from '../../lab/support/subRip';
import { parseVtt } from '../../lab/support/webVtt';
import {
	callAt,
	getCall,
	getTranscriptFile,
	turnsAfter,
	YeastarSetup,
} from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const { file, receptionist, human } = vendorExamples.yeastar.calls;

describe('a call of eleven hours with 500 turns, and names and words that no file likes', () => {
	const start = '2026-06-01T10:00:00.000Z';
	const legId = '20260601180000-ABCDE';
	const names = ['Ann --> Bob', 'Cy\nDe <Ltd> & Co', '=Sum(1)', '**Zoë** #1'];
	const words = [
		'--> 00:00:01',
		'One.\n\nTwo.',
		'1\n00:00:00,000 --> 00:00:09,000',
		'# Äpfel & <b>',
	];
	const turns = Array.from({ length: 500 }, (_, index) => ({
		...turnsAfter(start, [
			String(3200 + (index % 4)),
			(index * 39600) / 499,
			words[index % 4]!,
		])[0]!,
		name: names[index % 4]!,
	}));
	const oneLine = (text: string) => text.replace(/\s+/g, ' ');
	const spoken = turns.map(({ name, text }) => [oneLine(name), oneLine(text)]);
	const starts = turns.map((_, index) => Math.round(((index * 39600) / 499) * 1000));

	async function textIn(format: string) {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.addCall(callAt(start, legId, { turns, callDuration: 39620, talkDuration: 39615 }));
		return fileOf(await setup.run(getTranscriptFile(legId, { format }))).text;
	}

	test('as text has a line for each', async () => {
		expect(await textIn('txt')).toBe(spoken.map(([who, said]) => `${who}: ${said}\n`).join(''));
	});

	test('as Markdown has a paragraph for each', async () => {
		const paragraphs = (await textIn('md')).split('## Transcript\n\n')[1]!.trim().split('\n\n');

		expect(paragraphs).toHaveLength(500);
		expect(paragraphs[0]).toBe('**Ann --> Bob** (00:00:00): --> 00:00:01');
		expect(paragraphs.at(-1)).toMatch(/^\*\*.+Zoë.+\*\* \(11:00:00\): /);
	});

	test('as WebVTT is read by a parser', async () => {
		const cues = parseVtt(await textIn('vtt'));

		expect(cues.map(({ speaker, words: said }) => [speaker, said])).toEqual(spoken);
		expect(cues.map(({ from }) => Math.round(from * 1000))).toEqual(starts);
	});

	test('as SRT is read by a parser', async () => {
		const cues = parseSrt(await textIn('srt'));

		const noArrow = (text: string) => text.replaceAll('-->', '→');
		expect(cues.map(({ line }) => line)).toEqual(
			spoken.map(([who, said]) => noArrow(`${who}: ${said}`)),
		);
		expect(cues.map(({ from }) => Math.round(from * 1000))).toEqual(starts);
	});

	test('as JSON is the record', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.addCall(callAt(start, legId, { turns, callDuration: 39620, talkDuration: 39615 }));

		const { text } = fileOf(await setup.run(getTranscriptFile(legId, { format: 'json' })));

		expect([JSON.parse(text)]).toEqual(await setup.items(getCall(legId)));
	});
});

test.each([
	['txt', 'text/plain'],
	['md', 'text/markdown'],
	['vtt', 'text/vtt'],
	['srt', 'application/x-subrip'],
	['json', 'application/json'],
])('%s has a name and a type that the next step can use', async (format, mimeType) => {
	await using setup = await YeastarSetup.start(clock);

	expect(fileOf(await setup.run(getTranscriptFile(human.legId, { format })))).toMatchObject({
		fileName: `${human.legId}.${format}`,
		mimeType,
	});
});

test('it is text in the field "data" beside the call, with the names of its speakers', async () => {
	await using setup = await YeastarSetup.start(clock);

	const result = await setup.run(getTranscriptFile(human.legId));

	expect(fileOf(result).text).toMatch(/^Human Agent: Hello, .+\nKristin Hale: Finally, /);
	expect(result.items).toEqual([
		{
			json: (await setup.items(getCall(human.legId)))[0],
			binary: { data: expect.anything() as object },
			pairedItem: { item: 0 },
		},
	]);
});

test('it goes into another field, several calls give one file each, Simplify off the object of the PBX', async () => {
	await using setup = await YeastarSetup.start(clock);
	const more = { binaryPropertyName: ' file ', simplify: false };

	const result = await setup.run(getTranscriptFile(`${receptionist.legId},${file.legId}`, more));

	expect([0, 1].map((index) => fileOf(result, 'file', index).fileName)).toEqual([
		`${receptionist.legId}.txt`,
		`${file.legId}.txt`,
	]);
	expect(fileOf(result, 'file', 1).text).toBe('7000: Hi\n');
	expect(result.items[1]!.json).toEqual(vendorExamples.yeastar.fileRecord);
});

test('a call without a transcript is an error that says so', async () => {
	await using setup = await YeastarSetup.start(clock);
	setup.pbx.addCall(callAt('2026-06-01T10:00:00Z', '20260601180000-ABCDE'));

	const error = await setup.failure(getTranscriptFile('20260601180000-ABCDE'));

	expect(error).toMatchObject({
		message: 'Call 20260601180000-ABCDE has no transcript.',
		context: { itemIndex: 0 },
	});
	expect(error.description).toContain('not be ready yet');
});

test('turns without times are an error of subtitles only', async () => {
	await using setup = await YeastarSetup.start(clock);
	const noTimes = { ai_transcription: [{ source_number: '7000', content: 'Hi' }] };
	setup.pbx.addCall({ ...file, raw: noTimes });

	expect(await setup.failure(getTranscriptFile(file.legId, { format: 'vtt' }))).toMatchObject({
		message: `The transcript of call ${file.legId} has no timestamps, which VTT requires.`,
		description: 'Choose Text, Markdown, or JSON under Format.',
	});
	expect(fileOf(await setup.run(getTranscriptFile(file.legId))).text).toBe('7000: Hi\n');
});

test('a format that an expression gives may be one that there is not', async () => {
	await using setup = await YeastarSetup.start(clock);

	const error = await setup.failure(getTranscriptFile(file.legId, { format: '={{ "pdf" }}' }));

	expect(error).toMatchObject({
		message: 'There is no format named "pdf".',
		context: { itemIndex: 0 },
	});
	expect(setup.pbx.requests).toEqual([]);
});
