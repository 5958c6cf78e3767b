import type { IDataObject, INodeType, IPollFunctions } from 'n8n-workflow';

import { yeastarVendor } from '../../../../nodes/Yeastar/api/source';
import { toCallRecord } from '../../../../nodes/Yeastar/api/toCallRecord';
import { YeastarTrigger } from '../../../../nodes/Yeastar/YeastarTrigger.node';
import type { CallSource } from '../../../../nodes/shared/trigger/trigger';
import type { Found, FoundCall } from '../../../../nodes/shared/found';
import { canonical } from '../../../../nodes/shared/record/criteria';
import { TriggerRun } from '../../../lab/engine';
import { callAt, turnsAfter, YeastarSetup } from '../../../lab/support/yeastar';
import { plainNumbers } from '../../../lab/support/numbers';
import { useVirtualClock } from '../../../lab/virtualTime';

const clock = useVirtualClock();
const event = 'newTranscription';
const type = 'n8n-nodes-call-transcripts.yeastarTrigger';

/** Does something as a poll of the trigger. */
async function inPoll<T>(
	setup: YeastarSetup,
	work: (context: IPollFunctions) => Promise<T>,
	parameters = {},
): Promise<T> {
	let result: T;
	class Probe implements INodeType {
		description = new YeastarTrigger().description;
		async poll(this: IPollFunctions) {
			result = await work(this);
			return null;
		}
	}
	const engine = { ...setup.engine, nodeTypes: { [type]: Probe } };
	const credentials = { yeastarApi: setup.credential };
	await new TriggerRun(engine, { type, credentials, parameters }).activate('activate');
	return result!;
}
const open = async (setup: YeastarSetup, options: IDataObject = {}, parameters = {}) =>
	await inPoll(
		setup,
		async (poll) => await yeastarVendor.open(poll, options, Infinity),
		parameters,
	);

test('the filters of the trigger are those of the engine', () => {
	expect(canonical({ event, ...yeastarVendor.criteriaOf({}) })).toEqual({ event });
	expect(
		yeastarVendor.criteriaOf({
			callFrom: ' 3200 ',
			callTo: 7000,
			callType: 'inbound',
			lastStatus: 'Answered',
			minTalkSeconds: '30',
			extension: 3202,
			externalOnly: 'true',
			search: ' refund ',
		}),
	).toEqual({
		from: '3200',
		to: '7000',
		direction: 'inbound',
		status: 'ANSWERED',
		minTalkSeconds: 30,
		extension: '3202',
		externalOnly: true,
		search: 'refund',
	});
});

test('history goes back a year; the PBX keeps its calls as long as it likes', async () => {
	await using setup = await YeastarSetup.start(clock);
	expect(yeastarVendor.maxInitialLookbackHours).toBe(366 * 24);
	expect((await open(setup)).retentionMs).toBe(Infinity);
});

describe('whose calls they are', () => {
	const denied = { readings: { systemInformation: 'denied' } } as const;
	const ownersOf = ({ mayHaveBeen }: CallSource, ...owners: string[]) =>
		owners.filter((owner) => mayHaveBeen?.(owner));

	test('tells the serial number; it may have been its address before', async () => {
		await using setup = await YeastarSetup.start(clock);
		const source = await open(setup);

		expect(source.owner).toBe('yeastar 3631A2124SIM');
		const here = `yeastar ${setup.pbx.url}`;
		expect(ownersOf(source, here, 'yeastar 1', 'yeastar https://x.example')).toEqual([here]);
	});

	test('without one tells the address; it may have been any', async () => {
		await using setup = await YeastarSetup.start(clock, { pbx: denied });
		const source = await open(setup);

		expect(source.owner).toBe(`yeastar ${setup.pbx.url}`);
		expect(ownersOf(source, 'yeastar 1', 'yeastar 2')).toEqual(['yeastar 1', 'yeastar 2']);
	});
});

test('the calls of a window are read', async () => {
	await using setup = await YeastarSetup.start(clock);
	setup.pbx.addCall(callAt('2026-06-01T10:00:00Z', 'a'));
	const moment = Date.parse('2026-06-01T10:00:00Z');

	const found: Found[] = [];
	await inPoll(setup, async (poll) => {
		const source = await yeastarVendor.open(poll, {}, Infinity);
		for await (const one of source.read({ from: moment, through: moment })) found.push(one);
	});

	expect(found).toMatchObject([{ head: { id: 'a' } }]);
});

describe('names of speakers', () => {
	const begin = '2026-06-01T10:00:00Z';
	const legId = '20260601180000-ABCDE';
	const call = (id: string, ...speakers: string[]) => {
		const turns = speakers.map((number, timestamp) => ({
			...{ source_number: number, content: 'Hi', timestamp },
		}));
		const leg = { leg_id: id, time: '2026/06/01 18:00:00', ai_transcription: turns };
		const parties = { call_type: 'Outbound', call_from: '3200', call_to: 'Ada<99>' };
		const reading = { zone: { name: 'UTC' }, dateFormat: 'YYYY/MM/DD', numbers: plainNumbers };
		return toCallRecord({ ...leg, ...parties }, reading) as FoundCall;
	};
	const start = async () => {
		const setup = await YeastarSetup.start(clock);
		setup.pbx.addCall(callAt(begin, legId, { turns: turnsAfter(begin, ['3200', 5, 'Hi']) }));
		return setup;
	};
	/** @param leftMs until n8n no longer waits */
	const named = async (setup: YeastarSetup, calls: FoundCall[], leftMs = Infinity) =>
		await inPoll(setup, async (poll) => {
			const source = await yeastarVendor.open(poll, {}, clock.now() + leftMs);
			return await source.enrich!(calls);
		});

	test('come of 200 calls a poll, unless they are not wanted', async () => {
		await using setup = await start();

		expect(await open(setup)).toMatchObject({
			maxCalls: 200,
			enrich: expect.any(Function) as unknown,
		});
		for (const source of [
			await open(setup, { includeSpeakerNames: false }),
			await open(setup, {}, { simplify: false }),
		]) {
			expect(source).not.toHaveProperty('maxCalls');
			expect(source).not.toHaveProperty('enrich');
		}
	});

	test('stand in the turns and the transcript; who has none keeps what was there', async () => {
		await using setup = await start();

		const [found] = await named(setup, [call(legId, '3200', '99')]);

		const { turns, transcript } = found!.spoken();
		expect(turns.map(({ speaker }) => speaker)).toEqual(['Kristin Hale', 'Ada']);
		expect(transcript).toBe('Kristin Hale: Hi\nAda: Hi');
		expect(found!.parties()).toMatchObject({ agentName: 'Kristin Hale', customerName: 'Ada' });
	});

	test('are not asked for of a call without turns', async () => {
		await using setup = await start();
		const calls = [call(legId)];

		expect(await named(setup, calls)).toEqual(calls);
		expect(setup.requests('getaicontext')).toEqual([]);
	});

	test.each([
		[9_000, 'Kristin Hale'],
		[4_999, '3200'],
	])('with %d ms left, the speaker is %s', async (leftMs, speaker) => {
		await using setup = await start();

		const [found] = await named(setup, [call(legId, '3200')], leftMs);

		expect(found?.spoken().turns[0]?.speaker).toBe(speaker);
	});

	test('that cannot be read change nothing', async () => {
		await using setup = await start();
		setup.pbx.faults.add({ kind: 'errcode', errcode: 10005, match: 'getaicontext' });
		const calls = [call(legId, '3200')];

		expect(await named(setup, calls)).toEqual(calls);
	});
});
