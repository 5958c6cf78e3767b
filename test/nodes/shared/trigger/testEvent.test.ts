import { TriggerRun } from '../../../lab/engine';
import { listened, listenerEngine, phoneSystem } from '../../../lab/support/listener';
import { useVirtualClock } from '../../../lab/virtualTime';

const clock = useVirtualClock();
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** Each test has its own. */
let system: ReturnType<typeof phoneSystem>;
beforeEach(() => {
	system = phoneSystem();
	listened.system = system;
});

const trigger = (parameters = {}) =>
	new TriggerRun(listenerEngine, { type: 'test.listener', parameters });

describe('Fetch Test Event', () => {
	test('looks at seven days, a day at a time, the newest first', async () => {
		system.call('old', clock.now() - 7 * DAY);
		const { items } = await trigger().testEvent();

		expect(items.map(({ json }) => json.id)).toEqual(['old']);
		expect(system.windows[0]?.to).toBe(clock.now() + 10 * MINUTE);
		expect(system.windows.at(-1)?.from).toBe(clock.now() - 7 * DAY);
		expect(Math.max(...system.windows.map(({ from, to }) => to - from))).toBe(DAY - SECOND);
	});

	test('shows the newest that fits, with what the source adds, and reads no further', async () => {
		system.call('older', clock.now() - 2);
		system.call('newest', clock.now() - 1);
		system.call('other', clock.now(), { from: '2' });
		const run = trigger({ filters: { from: '1' } });
		for (const found of system.calls.slice(0, 2)) if ('head' in found) found.head.from = '1';
		expect((await run.testEvent()).items.map(({ json }) => json.id)).toEqual(['newest']);
		expect(system.windows).toHaveLength(1);

		system.more = { enrich: async () => await Promise.resolve([]) };
		expect((await run.testEvent()).items.map(({ json }) => json.id)).toEqual(['newest']);
		const raw = { added: true };
		system.more = {
			enrich: async (calls) => await Promise.resolve(calls.map((call) => ({ ...call, raw }))),
		};
		run.setParameters({ simplify: false, filters: { from: '1' } });
		expect((await run.testEvent()).items.map(({ json }) => json)).toEqual([raw]);
	});

	test.each([
		['newTranscription', 'transcript'],
		['newSummary', 'summary'],
	])('without a call for %s it says how to get one', async (event, wanted) => {
		expect((await trigger({ event }).testEvent()).error).toMatchObject({
			message: `No matching call with a ${wanted} in the last 7 days.`,
			description: `Make a test call, wait a few minutes until the phone system shows its ${wanted}, then fetch again. If there are such calls, remove the filters of this node one at a time.`,
		});
	});
});
