import { vendorExamples } from '../../lab/simulators';
import { fileOf } from '../../lab/support/file';
import {
	getAnySummary,
	getCall,
	getContext,
	getTranscriptFile,
	YeastarSetup,
} from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const { file, human } = vendorExamples.yeastar.calls;
const ofFile = { startTime: '2026-05-09T00:00:00Z', endTime: '2026-05-10T00:00:00Z' };

describe('Fields to Include', () => {
	test.each([
		['List Transcriptions', ofFile, ['id', 'from', 'summary']],
		['Get Call', getCall(file.legId), ['id', 'from', 'summary']],
		['Get Transcript File', getTranscriptFile(file.legId), ['id', 'from', 'summary']],
		['Get Context', getContext(human.legId), ['id', 'transcript']],
		['Get Summary', getAnySummary(human.legId), ['id', 'summary', 'party', 'extensionName']],
	])('are those that an item of %s has', async (_, parameters, fields) => {
		await using setup = await YeastarSetup.start(clock);

		const [whole] = await setup.items(parameters);
		const [item] = await setup.items({ ...parameters, options: { fields } });

		expect(item).toEqual(Object.fromEntries(fields.map((field) => [field, whole![field]])));
		expect(Object.values(item!)).not.toContain(undefined);
	});

	test('without words spare the request for names', async () => {
		await using setup = await YeastarSetup.start(clock);

		await setup.items(getCall(human.legId, { options: { fields: ['id', 'summary'] } }));

		expect(setup.requests('getaicontext')).toEqual([]);
	});

	test('of another operation are an error', async () => {
		await using setup = await YeastarSetup.start(clock);

		const error = await setup.failure({ ...ofFile, options: { fields: '={{ ["party"] }}' } });

		expect(error).toMatchObject({
			message: 'There is no field named "party".',
			context: { itemIndex: 0 },
		});
	});

	test('do not count with Simplify off', async () => {
		await using setup = await YeastarSetup.start(clock);
		const parameters = { ...ofFile, simplify: false, options: { fields: ['id'] } };

		expect(await setup.items(parameters)).toEqual([vendorExamples.yeastar.fileRecord]);
	});
});

describe('Times in Transcript', () => {
	const options = { timesInTranscript: true };

	test.each([
		['List Transcriptions', ofFile, '00:00:00 7000: Hi'],
		['Get Call', getCall(file.legId), '00:00:00 7000: Hi'],
		['Get Context', getContext(human.legId), '00:00:00 Human Agent: Hello, '],
	])('stand before each line: %s', async (_, parameters, begin) => {
		await using setup = await YeastarSetup.start(clock);

		const [item] = await setup.items({ ...parameters, options });

		expect((item!.transcript as string).startsWith(begin)).toBe(true);
	});

	test('stand in a text file, too', async () => {
		await using setup = await YeastarSetup.start(clock);

		const { text } = fileOf(await setup.run(getTranscriptFile(file.legId, { options })));

		expect(text).toBe('00:00:00 7000: Hi\n');
	});
});
