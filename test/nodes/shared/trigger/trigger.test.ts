import { parseState, serialize } from '../../../../nodes/shared/polling/state';
import { ServiceError, TooSlowError } from '../../../../nodes/shared/requests/errors';
import { TriggerRun, type NodeSettings } from '../../../lab/engine';
import { listened, listenerEngine, phoneSystem } from '../../../lab/support/listener';
import { recordOf } from '../../../../nodes/shared/found';
import { useVirtualClock } from '../../../lab/virtualTime';

const clock = useVirtualClock();
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Each test has its own. */
let system: ReturnType<typeof phoneSystem>;
beforeEach(() => {
	system = phoneSystem();
	listened.system = system;
});

let count = 0;
/** What the process remembers by a trigger's name must not be another test's. */
const trigger = (parameters = {}) =>
	new TriggerRun(listenerEngine, { type: 'test.listener', name: `trigger ${++count}`, parameters });

async function pollAfter(run: TriggerRun, ms: number) {
	clock.advance(ms);
	return (await run.poll())?.map(({ json }) => json.id);
}

test.each([true, false])(
	'new calls are given as records (%j) or as the vendor has them',
	async (simplify) => {
		const run = trigger({ simplify });
		expect(await run.activate('activate')).toBeNull();
		const call = system.call('a', clock.now());
		clock.advance(MINUTE);

		expect(await run.poll()).toEqual([{ json: simplify ? recordOf(call) : call.raw }]);
	},
);

test('the lookback is a day, and no history is given, unless the options say otherwise', async () => {
	system.call('days ago', clock.now() - 5 * DAY);
	system.call('late', clock.now() + HOUR, { transcript: null });
	const usual = trigger();
	const long = trigger({ options: { lookbackHours: '48', initialLookbackHours: 121 } });
	expect(await usual.activate('activate')).toBeNull();
	expect((await long.activate('activate'))?.map(({ json }) => json.id)).toEqual(['days ago']);
	for (const run of [usual, long]) await run.poll();
	clock.advance(30 * HOUR);
	for (const run of [usual, long]) await run.poll();
	system.calls.splice(1, 1);
	system.call('late', clock.now() - 29 * HOUR);
	expect(await pollAfter(usual, 2 * HOUR)).toBeUndefined();
	expect((await long.poll())?.map(({ json }) => json.id)).toEqual(['late']);
});

test('windows are a day less a second, and a quarter where the phone system is too slow, but an hour at least', async () => {
	const run = trigger();
	await run.activate('activate');
	const longest = () => Math.max(...system.windows.map(({ from, to }) => to - from));
	const lengths: number[] = [];
	for (let i = 0; i < 5; i++) {
		clock.advance(3 * DAY);
		system.windows.length = 0;
		system.failure = new TooSlowError('pbx.example');
		await expect(run.poll()).rejects.toThrow('pbx.example took longer');
		lengths.push(longest());
	}
	const day = DAY - SECOND;
	expect(lengths).toEqual([day, day / 4, day / 16, HOUR, HOUR]);
});

test('a fault that does not pass ends a poll after one request, one that may pass after three, and the second time after two halves of the last', async () => {
	const run = trigger();
	await run.activate('activate');
	clock.advance(10 * DAY);
	for (const [cause, requests] of [
		['credential-invalid', 1],
		['temporarily-unavailable', 5],
	] as const) {
		system.windows.length = 0;
		system.failure = new ServiceError({ what: 'Away.', advice: 'Wait.', cause });
		await expect(run.poll()).rejects.toMatchObject({ message: 'Away.', failure: { cause } });
		expect(system.windows).toHaveLength(requests);
		const [first] = system.windows;
		expect(first && first.to - first.from).toBe(DAY - SECOND);
	}
});

test('a first poll of a restart that fails is quiet, and the next one says so', async () => {
	const run = trigger();
	await run.activate('activate');
	system.failure = new ServiceError({ what: 'Away.', advice: 'Wait.' });

	expect(await run.activate('init')).toBeNull();
	await expect(run.poll()).rejects.toThrow('Away.');
});

test('what a source adds is added, and no more calls are given than it allows', async () => {
	const run = trigger();
	await run.activate('activate');
	for (const id of ['a', 'b', 'c']) system.call(id, clock.now());
	system.more = {
		maxCalls: 2,
		enrich: async (calls) =>
			await Promise.resolve(
				calls.map((call) => ({ ...call, head: { ...call.head, id: `${call.head.id}!` } })),
			),
	};

	expect(await pollAfter(run, MINUTE)).toEqual(['a!', 'b!']);
});

test.each([
	[1, 'A call could not be read.', 'It is broken'],
	[2, '2 calls could not be read.', 'It is broken; It is broken'],
])('%d that cannot be read are told once', async (n, message, reasons) => {
	const run = trigger();
	await run.activate('activate');
	for (let i = 0; i < n; i++)
		system.calls.push({ unreadable: { key: `${i}`, reason: 'It is broken' } });
	expect(await pollAfter(run, HOUR)).toBeUndefined();

	await expect(pollAfter(run, MINUTE)).rejects.toMatchObject({
		message,
		description: `The phone system sent data that this node does not understand: ${reasons}. All other calls are returned as usual. Report this error to the developers of the node.`,
	});
	expect(await pollAfter(run, MINUTE)).toBeUndefined();
});

test.each(['activate', 'init'] as const)(
	'after a pause, %s: a person gets a lookback, a restart all',
	async (mode) => {
		const run = trigger();
		await run.activate('activate');
		run.deactivate();
		system.call('too old', clock.now() + HOUR);
		system.call('within', clock.now() + 2 * DAY);
		clock.advance(2.5 * DAY);
		system.failure = new ServiceError({ what: 'Away.', advice: 'Wait.' });
		if (mode === 'activate') await expect(run.activate(mode)).rejects.toThrow('Away.');
		system.failure = undefined;
		const items = mode === 'activate' ? await run.retryActivation() : await run.activate(mode);

		expect(items?.map(({ json }) => json.id)).toEqual(
			mode === 'activate' ? ['within'] : ['too old', 'within'],
		);
	},
);

const code = (jsCode: string) => ({ type: 'test.code', name: 'Code', parameters: { jsCode } });

test.each([
	['static data there is', false, { globalData: { count: 1 } }],
	['static data there is', true, { globalData: { count: 1 } }],
	['a Code node', false, { next: code("$getWorkflowStaticData('node').count = 1") }],
	['a Code node', true, { next: code("$getWorkflowStaticData('node').count = 1") }],
])(
	'a workflow that saves static data itself is told by %s, once, in default mode only (durable: %j)',
	async (_, durable, { globalData, next }: { globalData?: object; next?: NodeSettings }) => {
		const run = new TriggerRun(listenerEngine, {
			...{ type: 'test.listener', name: `trigger ${++count}`, durable, next },
		});
		system.globalData = globalData;
		await run.activate('activate');
		system.call('a', clock.now());
		expect(await pollAfter(run, MINUTE)).toEqual(['a']);

		const told = pollAfter(run, MINUTE);
		if (durable) expect(await told).toBeUndefined();
		else await expect(told).rejects.toThrow('This workflow saves static data');
		expect(await pollAfter(run, MINUTE)).toBeUndefined();
	},
);

test('other code is nothing to tell of', async () => {
	const run = new TriggerRun(listenerEngine, {
		...{ type: 'test.listener', name: `trigger ${++count}`, next: code('return []') },
	});
	await run.activate('activate');

	expect(await pollAfter(run, MINUTE)).toBeUndefined();
	expect(await pollAfter(run, MINUTE)).toBeUndefined();
});

test('a lookback that is cut short is told in words', async () => {
	const run = trigger();
	await run.activate('activate');
	const { calls } = run.savedStaticData as { calls: string };
	const state = parseState(calls);
	if (!state) throw new Error('There is no state');
	const report = { count: 0, examples: [], isShortened: true as const };
	const staticData = { calls: serialize({ ...state, report }) };
	const again = new TriggerRun(listenerEngine, {
		...{ type: 'test.listener', name: `trigger ${++count}`, staticData },
	});
	await again.activate('init');

	await expect(pollAfter(again, MINUTE)).rejects.toMatchObject({
		message: 'There are more calls than the trigger can remember, so Lookback Hours was shortened.',
		description: expect.stringContaining('1,000,000 calls') as string,
	});
	expect(await pollAfter(again, MINUTE)).toBeUndefined();
});

describe('with durable cursors', () => {
	const durable = async () => {
		const run = new TriggerRun(listenerEngine, {
			...{ type: 'test.listener', name: `trigger ${++count}`, durable: true },
		});
		await run.activate('activate');
		await pollAfter(run, MINUTE);
		system.call('a', clock.now());
		clock.advance(MINUTE);
		return run;
	};

	test('polls that overlap give a call once', async () => {
		const run = await durable();
		const both = await Promise.all([run.poll(), run.poll()]);

		expect(both.flatMap((items) => items ?? []).map(({ json }) => json.id)).toEqual(['a']);
	});

	test('a poll whose result n8n threw away is waited for half a minute, and then read again', async () => {
		const run = await durable();
		const slow = run.poll();
		run.abandonPolls();

		expect(await slow).toBeNull();
		expect(await pollAfter(run, 29 * SECOND)).toBeUndefined();
		expect(await pollAfter(run, SECOND)).toEqual(['a']);
	});
});

test('the ends of the ranges belong to them', async () => {
	for (const options of [
		{ lookbackHours: 1, initialLookbackHours: 720 },
		{ lookbackHours: 168, initialLookbackHours: 0 },
	]) {
		expect(await trigger({ options }).activate('activate')).toBeNull();
	}
});

test.each([
	['lookbackHours', ' ', 'Lookback Hours must be a number from 1 to 168.', 24],
	['lookbackHours', 0.9, 'Lookback Hours must be a number from 1 to 168.', 24],
	['lookbackHours', true, 'Lookback Hours must be a number from 1 to 168.', 24],
	['initialLookbackHours', ' ', 'Initial Lookback Hours must be a number from 0 to 720.', 0],
	['initialLookbackHours', '', 'Initial Lookback Hours must be a number from 0 to 720.', 0],
	['initialLookbackHours', 721, 'Initial Lookback Hours must be a number from 0 to 720.', 0],
])('%s = %j is refused in words', async (name, value, message, usual) => {
	const label = message.split(' must')[0];
	const error = {
		message,
		description: `Change ${label} under Options, or remove it to use ${usual}.`,
	};
	const run = trigger({ options: { [name]: value } });
	await expect(run.activate('activate')).rejects.toMatchObject(error);

	// n8n would not try again at a start
	expect(await run.activate('init')).toBeNull();
	await expect(run.poll()).rejects.toMatchObject(error);
});
