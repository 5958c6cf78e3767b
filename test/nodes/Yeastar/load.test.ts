import { setTimeout as wait } from 'node:timers/promises';

import type { INodeParameters } from 'n8n-workflow';

import { TriggerRun } from '../../lab/engine';
import type { Fault } from '../../lab/simulators';
import { mostOpen, openAtFirst } from '../../lab/support/load';
import { MINUTE, Trigger, idsOf, yeastar } from '../../lab/support/triggers';
import { byId, callAt, getContext, getSummary, YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock({ patienceMs: 1_000 });
jest.setTimeout(60_000);

/** So many legs of which the PBX has a transcript, from a number on. */
function addLegs({ pbx }: YeastarSetup, count: number, first = 0): string[] {
	return Array.from({ length: count }, (_, at) => {
		const legId = `20260601100000-${String(first + at).padStart(4, '0')}`;
		const startedAt = Date.UTC(2026, 5, 1, 10);
		const turns = [{ number: '3200', text: `Hello ${legId}`, at: startedAt }];
		pbx.addCall(callAt('2026-06-01T10:00:00Z', legId, { turns }));
		return legId;
	});
}

const idOfItem = '={{ $json.ids }}';
/** Input items of 20 IDs each. */
const itemsOf = (ids: string[]) =>
	Array.from({ length: ids.length / 20 }, (_, at) => ({
		json: { ids: ids.slice(at * 20, at * 20 + 20).join(',') },
	}));

describe('10 items of 20 IDs each', () => {
	test.each([
		['Get Context', getContext(idOfItem)],
		['Get Summary', getSummary(idOfItem, byId('60'))],
		['Get Summary by number', getSummary(idOfItem, { __rl: true, mode: 'number', value: '3200' })],
	])('%s has at most 8 requests open at the PBX', async (_, parameters) => {
		await using setup = await YeastarSetup.start(clock);
		const ids = addLegs(setup, 200);
		let given: unknown[] = [];

		const most = await mostOpen(setup.pbx, async () => {
			given = (await setup.items(parameters, { input: itemsOf(ids) })).map(({ id }) => id);
		});

		expect(given).toEqual(ids);
		expect(most).toBeLessThanOrEqual(8);
		expect(most).toBeGreaterThan(2);
	});

	test('where one of them fails, the others are answered, also of its item, and so is the next run', async () => {
		await using setup = await YeastarSetup.start(clock);
		const ids = addLegs(setup, 200);
		setup.pbx.faults.add({ kind: 'errcode', errcode: 10005, match: 'getaicontext', skip: 30 });
		const options = { input: itemsOf(ids), onError: 'continueRegularOutput' as const };

		const first = await setup.items(getContext(idOfItem), options);
		setup.pbx.faults.add({ kind: 'errcode', errcode: 10005, match: 'getaicontext', skip: 30 });
		await setup.failure(getContext(idOfItem), { input: itemsOf(ids) });
		const after = await setup.items(getContext(idOfItem), options);

		expect(first.filter(({ error }) => error)).toHaveLength(1);
		expect(first).toHaveLength(200);
		expect(after.map(({ id }) => id)).toEqual(ids);
	});
});

describe('a PBX that has too much to do', () => {
	const faults: [string, Partial<Fault>][] = [
		['429', { kind: 'http', status: 429 }],
		['503', { kind: 'http', status: 503 }],
		['70082', { kind: 'errcode', errcode: 70082 }],
		['silence', { kind: 'hang' }],
	];

	test.each(faults)('is asked for half as much after %s, then for more again', async (_, fault) => {
		await using setup = await YeastarSetup.start(clock);
		const ids = addLegs(setup, 100);
		const ask = async (some: string[]) =>
			await setup.items(getContext(idOfItem), { input: itemsOf(some) });
		const atFirst = async () => await openAtFirst(setup.pbx, async () => await ask(ids));
		await ask(ids);
		await ask(ids);
		const grown = await atFirst();

		setup.pbx.faults.add({ ...fault, match: 'getaicontext' } as Fault);
		await setup.items(getContext(ids[0]));
		const halved = await atFirst();
		await ask(ids);

		expect(grown).toBeLessThanOrEqual(8);
		// the answer to the next try may have let it grow by one
		expect(halved).toBeLessThanOrEqual(grown / 2 + 1);
		expect(await atFirst()).toBe(grown);
	});
});

describe('a PBX that prepares one file at a time, each for 3 s', () => {
	/** Real time, too: so that whoever does not wait for the other meets it. */
	const preparation = async () => {
		await wait(40);
		clock.advance(3_000);
	};

	test('gives four List items their calls, without refusing any', async () => {
		await using setup = await YeastarSetup.start(clock);
		const days = ['2026-06-01', '2026-05-20', '2026-05-10', '2026-04-30'];
		for (const day of days) setup.pbx.addCall(callAt(`${day}T10:00:00Z`, day));
		setup.pbx.preparation = preparation;
		const parameters: INodeParameters = {
			startTime: '={{ $json.day }}T00:00:00Z',
			endTime: '={{ $json.day }}T23:00:00Z',
		};

		const items = await setup.items(parameters, { input: days.map((day) => ({ json: { day } })) });

		expect(items.map(({ id }) => id)).toEqual(days);
		expect(setup.requests('aidownload').map(({ errcode }) => errcode)).toEqual([0, 0, 0, 0]);
	});

	test('gives two triggers theirs that poll in the same moment', async () => {
		await using trigger = await Trigger.start(yeastar, clock);
		const { engine, credential } = trigger;
		const other = new TriggerRun(engine, {
			type: yeastar.type,
			credentials: { [yeastar.credentialType]: credential },
			name: 'Other trigger',
		});
		await trigger.begin();
		await other.activate('activate');
		trigger.system.add({ id: 'new call', startedAt: clock.now() });
		Object.assign(trigger.system, { preparation });

		clock.advance(2 * MINUTE);
		const [given, givenToOther] = await Promise.all([trigger.poll(0), other.poll()]);

		expect(given).toEqual(['new call']);
		expect(idsOf(givenToOther)).toEqual(['new call']);
		expect(trigger.requestsTo('aidownload').map(({ errcode }) => errcode)).not.toContain(70082);
	});
});
