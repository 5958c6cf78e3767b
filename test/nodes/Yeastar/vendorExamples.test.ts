import {
	contextRecord,
	summaryRecord,
	YEASTAR_FILE_RECORD,
} from '../../e2e/shared/expectedRecords';
import { vendorExamples } from '../../lab/simulators';
import { byNumber, getContext, getSummary, YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const { calls, fileRecord, contextAnswer, summaryAnswer } = vendorExamples.yeastar;
const { file, receptionist, human } = calls;

test('List Transcriptions gives the record of the contract, its keys in order', async () => {
	await using setup = await YeastarSetup.start(clock);

	const [record] = await setup.items({ endTime: '2026-05-10T00:00:00Z' });

	expect(record).toEqual(YEASTAR_FILE_RECORD);
	expect(Object.keys(record!)).toEqual(Object.keys(YEASTAR_FILE_RECORD));
});

test("List Transcriptions with Simplify off gives the vendor's own object", async () => {
	await using setup = await YeastarSetup.start(clock);

	const items = await setup.items({ endTime: '2026-05-10T00:00:00Z', simplify: false });

	expect(items).toEqual([fileRecord]);
});

test.each([
	[receptionist.legId, 'leg_1' as const],
	[human.legId, 'leg_2' as const],
])('Get Context of leg %s gives its turns in the order spoken', async (legId, key) => {
	await using setup = await YeastarSetup.start(clock);

	expect(await setup.items(getContext(legId))).toEqual([contextRecord(legId, key)]);
});

test('the leg of two people is out of order as the PBX sends it', async () => {
	await using setup = await YeastarSetup.start(clock, {
		pbx: { readings: { turnOrder: 'asAdded' } },
	});

	const [item] = await setup.items(getContext(human.legId, { simplify: false }));

	expect(item).toEqual({ context: contextAnswer.data.leg_2.context });
});

test.each(['asAsked', 'otherSide'] as const)(
	'Get Summary gives the summary, whichever side comes back: %s',
	async (summaryParty) => {
		await using setup = await YeastarSetup.start(clock, { pbx: { readings: { summaryParty } } });
		const party = summaryParty === 'asAsked' ? 'callee' : 'caller';

		const items = await setup.items(getSummary(human.legId, byNumber('3202'), { party }));

		expect(items).toEqual([summaryRecord()]);
	},
);

test('Get Summary with Simplify off gives the object below src or dst', async () => {
	await using setup = await YeastarSetup.start(clock);
	const parameters = getSummary(human.legId, byNumber('3202'), { simplify: false });

	expect(await setup.items(parameters)).toEqual([summaryAnswer.data.dst]);
});

test('the AI receptionist has its summary in the file only', async () => {
	await using setup = await YeastarSetup.start(clock);

	const [item] = await setup.items(getSummary(file.legId, byNumber('3200')));

	expect(item).toMatchObject({ id: file.legId, summary: null, summarySections: [] });
});
