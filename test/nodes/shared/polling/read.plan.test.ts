import type { FoundCall } from '../../../../nodes/shared/found';
import type { Hole } from '../../../../nodes/shared/polling/coverage';
import type { Interval } from '../../../../nodes/shared/polling/coverage';
import type { Plan } from '../../../../nodes/shared/polling/plan';
import { Told, type PollOptions } from '../../../../nodes/shared/polling/settings';
import { readPlan } from '../../../../nodes/shared/polling/read';
import { Reading } from '../../../../nodes/shared/polling/read';
import { DAY, HOUR, MINUTE } from '../../../../nodes/shared/polling/timing';
import { emptyCallRecord } from '../../../../nodes/shared/record/callRecord';
import { fresh, scenario, START } from './scenario';
import { foundCall } from '../../../lab/support/foundCall';

const NOW = START + 10 * HOUR;
const hour = (n: number): Interval => ({ from: START + n * HOUR, to: START + (n + 1) * HOUR });

/** Reads a plan of windows by their hours, of which some fail. `asked` are the hours that were asked for. */
function made({ windows = [0, 1, 2], retries = [] as number[], sweeping = [] as number[] } = {}) {
	const asked: number[] = [];
	const failing = new Set<number>();
	const { settings } = scenario().n8n;
	const state = fresh(settings, START, 'new');
	const source = {
		...settings,
		*read({ from }: Interval): Generator<FoundCall> {
			const n = (from - START) / HOUR;
			asked.push(n);
			if (failing.has(n)) throw new Error(`hour ${n}`);
			if (calls.has(n)) yield call(n);
		},
	};
	const calls = new Set<number>();
	const call = (n: number): FoundCall =>
		foundCall({
			...emptyCallRecord('yeastar', `${n}`),
			startedAt: new Date(START + n * HOUR).toISOString(),
			transcript: 'Hi',
		});
	const plan: Plan = {
		windows: windows.map(hour),
		retries: retries.map(hour),
		sweeping: sweeping.map(hour),
	};
	const told = new Told();
	const hole = (n: number, sinceMinutes: number): Hole => {
		const since = NOW - sinceMinutes * MINUTE;
		return { ...hour(n), since, triedAt: since };
	};
	const read = async (options: Partial<PollOptions> = {}, maxCalls = 9) => {
		asked.length = 0;
		const reading = new Reading({ ...source, maxCalls }, state);
		const all = {
			...{ settings, isSwitchedOn: false, open: never, told, deadline: Infinity },
			...{ now: () => NOW, readState: () => null, writeState: () => undefined },
			...options,
		};
		const fault = await readPlan(plan, reading, state, all, NOW);
		return fault && (fault.error as Error).message;
	};
	return { asked, failing, calls, state, plan, told, hole, read };
}

const never = () => Promise.reject(new Error('It is open'));

describe('readPlan', () => {
	it('given no fault, then all windows are read, and then what failed before', async () => {
		const { asked, read } = made({ retries: [5, 6] });
		expect(await read()).toBeUndefined();
		expect(asked).toEqual([0, 1, 2, 5, 6]);
	});

	it('given a deadline that is over, a full reading, or a fault that makes more useless, then it ends there', async () => {
		const { asked, calls, failing, read } = made({ retries: [5, 6] });
		await read({ deadline: NOW });
		expect(asked).toEqual([0]);
		await read({ deadline: NOW + 1 });
		expect(asked).toHaveLength(5);
		calls.add(1);
		await read({}, 1);
		expect(asked).toEqual([0, 1]);
		calls.clear();
		failing.add(1);
		await read({ endsPoll: () => true });
		expect(asked).toEqual([0, 1]);
		await read({ endsPoll: (error) => (error as Error).message !== 'hour 1' });
		expect(asked).toHaveLength(5);
	});

	it('given what failed before and a deadline after the first of it, then the rest is left', async () => {
		const { asked, read } = made({ windows: [0], retries: [5, 6] });
		await read({ now: () => (asked.length < 2 ? NOW : Infinity), deadline: NOW + 1 });
		expect(asked).toEqual([0, 5]);
	});

	it('given two faults in a row, then only the last window is tried yet', async () => {
		const { asked, failing, read } = made({ windows: [0, 1, 2, 3, 4], retries: [5] });
		for (const n of [0, 1]) failing.add(n);
		expect(await read()).toBeUndefined();
		expect(asked).toEqual([0, 1, 4, 5]);
		failing.add(4);
		expect(await read()).toBe('hour 4');
		expect(asked).toEqual([0, 1, 4]);
	});

	it('given faults that are not in a row, then all windows are tried', async () => {
		const { asked, failing, read } = made({ windows: [0, 1, 2, 3, 4], retries: [5, 6, 7, 8] });
		for (const n of [0, 2, 5, 6]) failing.add(n);
		expect(await read()).toBeUndefined();
		expect(asked).toEqual([0, 1, 2, 3, 4, 5, 6]);
		failing.delete(6);
		failing.add(7);
		await read();
		expect(asked).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
	});

	it('given that nothing could be read, then the last fault is told', async () => {
		const { failing, read } = made({ windows: [0, 1] });
		failing.add(0).add(1);
		expect(await read()).toBe('hour 1');
	});
});

describe('a hole that is there for an hour', () => {
	it('given one that fails again, then it is read first and alone, and told', async () => {
		const { asked, failing, state, told, hole, read } = made();
		state.holes = [hole(4, 59), hole(5, 60)];
		failing.add(5);
		expect(await read()).toBe('hour 5');
		expect(asked).toEqual([5]);
		expect(told.holes.get(NOW - HOUR)).toBe(NOW);
		// the poll after a report reads the rest
		told.holes.clear();
		expect(await read()).toBeUndefined();
		expect(await read()).toBe('hour 5');
	});

	it('given one that can be read, then it counts as swept, and the windows are read too', async () => {
		const { asked, state, plan, told, hole, read } = made();
		state.holes = [hole(5, 60)];
		expect(await read()).toBeUndefined();
		expect(asked).toEqual([5, 0, 1, 2]);
		expect(plan.sweeping).toEqual([hour(5)]);
		expect(told.holes.size).toBe(0);
		await read({ deadline: NOW });
		expect(asked).toEqual([5]);
	});

	it('given a long one, then a window of the longest length is read of it', async () => {
		const { state, plan, hole, read } = made();
		const { from } = hour(5);
		state.holes = [{ ...hole(5, 60), to: from + 2 * DAY }];
		await read();
		expect(plan.sweeping).toEqual([{ from, to: from + DAY - 1000 }]);
	});

	it('given one that was told within the hour, or a poll that must not fail, then it is not read first', async () => {
		const { asked, failing, state, told, hole, read } = made();
		state.holes = [hole(5, 60)];
		failing.add(5);
		for (const at of [NOW - HOUR + 1, NOW + HOUR - 1]) {
			told.holes.set(NOW - HOUR, at);
			await read();
			expect(asked).toEqual([0, 1, 2]);
		}
		for (const at of [NOW - HOUR, NOW + HOUR]) {
			Object.assign(told, new Told());
			told.holes.set(NOW - HOUR, at);
			expect(await read()).toBe('hour 5');
		}
		Object.assign(told, new Told());
		await read({ isQuiet: true });
		expect(asked).toEqual([0, 1, 2]);
	});
});

describe('a fault beside what was read', () => {
	it('given nothing new, then a hole that failed for less than an hour is not told', async () => {
		const { asked, failing, state, told, hole, read } = made({ retries: [5] });
		failing.add(5);
		state.holes = [hole(5, 59)];
		expect(await read()).toBeUndefined();
		expect(asked).toEqual([0, 1, 2, 5]);
		expect(told.holes.size).toBe(0);
	});
});
