import { planPoll, probeWindows } from '../../../../nodes/shared/polling/plan';
import { DAY, HOUR, MINUTE } from '../../../../nodes/shared/polling/timing';
import { fresh, scenario, START } from './scenario';

const { settings } = scenario().n8n;
const NOW = START + 10 * HOUR;
const RECENT = { from: NOW - 2 * HOUR, to: NOW + 10 * MINUTE };

/** Activated ten hours before NOW; what is settled begins four hours earlier. */
function made() {
	const state = fresh(settings, START, 'new');
	const first = state.settled;
	/** Everything was read this number of minutes before NOW, up to a time. */
	const sweptAgo = (minutes: number, to = RECENT.to) => {
		state.sweeps = [{ from: first, to, at: NOW - minutes * MINUTE }];
	};
	return {
		state,
		first,
		sweptAgo,
		plan: (more = {}) => planPoll(state, { ...settings, ...more }, NOW),
	};
}

describe('planPoll', () => {
	it('given nothing read yet, then all is read in windows of the longest length, the last to the near future', () => {
		const { first, plan } = made();
		const all = { from: first, to: RECENT.to };
		expect(plan()).toEqual({ windows: [all], retries: [], sweeping: [all] });
		expect(plan({ maxWindowMs: 6 * HOUR }).windows).toEqual([
			{ from: first, to: first + 6 * HOUR },
			{ from: first + 6 * HOUR, to: first + 12 * HOUR },
			{ from: first + 12 * HOUR, to: RECENT.to },
		]);
	});

	it('given that all was read within the hour, then the recent window is read, and counts for no sweep', () => {
		const { sweptAgo, plan } = made();
		sweptAgo(59.9);
		expect(plan()).toEqual({ windows: [RECENT], retries: [], sweeping: [] });
	});

	it('given that all was read an hour ago, then all is read again', () => {
		const { first, sweptAgo, plan } = made();
		sweptAgo(60);
		const all = { from: first, to: RECENT.to };
		expect(plan()).toEqual({ windows: [all], retries: [], sweeping: [all] });
	});

	it('given only a part of the recent window that was not read for an hour, then no sweep is due', () => {
		const { sweptAgo, plan } = made();
		sweptAgo(5, RECENT.from);
		expect(plan().sweeping).toEqual([]);
		sweptAgo(5, RECENT.from - 1);
		expect(plan().sweeping).toEqual([{ from: RECENT.from - 1, to: RECENT.to }]);
	});

	it('given what was read 45 minutes ago, and a recent window that was not, then no sweep is due', () => {
		const { sweptAgo, plan } = made();
		sweptAgo(50, RECENT.from);
		expect(plan().sweeping).toEqual([]);
	});

	it('given a stretch that is due, then what is only in the recent window is not swept with it', () => {
		const { state, first, plan } = made();
		const due = { from: first, to: first + HOUR };
		for (const to of [RECENT.from, RECENT.from + HOUR]) {
			state.sweeps = [{ from: due.to, to, at: NOW }];
			expect(plan().sweeping).toEqual([due]);
		}
	});

	it('given a hole that was read within the hour, then it is not read again yet', () => {
		const { state, first, sweptAgo, plan } = made();
		sweptAgo(5);
		const hole = { from: first, to: first + HOUR, since: NOW - HOUR, triedAt: NOW - HOUR };
		state.holes = [hole];
		expect(plan().retries).toEqual([]);
		sweptAgo(60);
		expect(plan().retries).toEqual([{ from: hole.from, to: hole.to }]);
	});

	it('given a stretch that is due, then what was read 45 minutes ago is read with it', () => {
		const { state, first, plan } = made();
		const middle = first + 3 * HOUR;
		const sweptAt = (minutes: number) => {
			state.sweeps = [
				{ from: first, to: middle, at: NOW - 60 * MINUTE },
				{ from: middle, to: RECENT.to, at: NOW - minutes * MINUTE },
			];
			return plan().sweeping;
		};
		expect(sweptAt(44.9)).toEqual([{ from: first, to: middle }]);
		expect(sweptAt(45)).toEqual([{ from: first, to: RECENT.to }]);
	});

	it('given what was read after its lookback, then it is not read again, however long ago', () => {
		const { state, first, plan } = made();
		state.lookbackMs = HOUR;
		const settled = NOW - 4 * HOUR;
		state.sweeps = [{ from: first, to: RECENT.to, at: settled + HOUR + 70 * MINUTE }];
		expect(plan().windows).toEqual([{ from: settled, to: RECENT.to }]);
	});

	it('given a clock that is behind what is settled, then only the recent window is read', () => {
		const { state, plan } = made();
		state.settled = NOW - HOUR;
		state.sweeps = [{ from: NOW - HOUR, to: RECENT.to, at: NOW }];
		expect(plan()).toEqual({
			windows: [{ from: NOW - HOUR, to: RECENT.to }],
			retries: [],
			sweeping: [],
		});
		state.settled = RECENT.to;
		expect(plan()).toEqual({ windows: [], retries: [], sweeping: [] });
	});

	it('given a hole, then it is read last, and not while it rests', () => {
		const { state, first, sweptAgo, plan } = made();
		const hole = { from: first + HOUR, to: first + 2 * HOUR };
		sweptAgo(60, first + HOUR);
		state.sweeps.push({ from: hole.to, to: RECENT.to, at: NOW - 60 * MINUTE });
		state.holes = [{ ...hole, since: NOW - HOUR, triedAt: NOW - 20 * MINUTE }];
		const windows = [
			{ from: first, to: hole.from },
			{ from: hole.to, to: RECENT.to },
		];
		expect(plan()).toEqual({
			windows,
			retries: [hole],
			sweeping: [{ from: first, to: RECENT.to }],
		});
		expect(plan({ maxWindowMs: 45 * MINUTE }).retries).toEqual([
			{ from: hole.from, to: hole.from + 45 * MINUTE },
			{ from: hole.from + 45 * MINUTE, to: hole.to },
		]);
		state.holes = [{ ...hole, since: NOW - HOUR, triedAt: NOW - 5 * MINUTE }];
		expect(plan()).toEqual({ windows, retries: [], sweeping: windows });
	});

	it('given a hole that reaches into the recent window, then all of it is asked again by itself', () => {
		const { state, first, sweptAgo, plan } = made();
		sweptAgo(1, RECENT.from - HOUR);
		state.holes = [
			{ from: RECENT.from - HOUR, to: RECENT.to, since: NOW - HOUR, triedAt: NOW - 20 * MINUTE },
		];
		expect(plan()).toEqual({
			windows: [],
			retries: [{ from: RECENT.from - HOUR, to: RECENT.to }],
			sweeping: [{ from: RECENT.from - HOUR, to: RECENT.to }],
		});
		expect(first).toBeLessThan(RECENT.from);
	});
});

describe('probeWindows', () => {
	const probe = (newest: number, now: number, more = {}) => {
		const { state } = made();
		state.seen.add('aaaaaaaa', newest);
		const all = { ...settings, ...more };
		return probeWindows(state, all, all.retentionMs, now);
	};

	it('given nothing remembered, then there is nothing to look for', () => {
		expect(probeWindows(made().state, settings, Infinity, NOW)).toEqual([]);
	});

	it('given a newest call, then they reach from an hour before its hour to the end of its lookback', () => {
		const from = START - HOUR;
		const cut = from + settings.maxWindowMs;
		expect(probe(START + 1, START + 5 * DAY)).toEqual([
			{ from, to: cut },
			{ from: cut, to: START + 2 * HOUR + settings.lookbackMs },
		]);
		expect(probe(START + 1, START + 2 * HOUR)).toEqual([
			{ from, to: START + 2 * HOUR + 10 * MINUTE },
		]);
	});

	it('given short windows, then they follow one another', () => {
		const windows = probe(START, START + HOUR, { maxWindowMs: HOUR });
		expect(windows.map(({ from }) => from)).toEqual([START - HOUR, START, START + HOUR]);
	});

	it('given calls dated in the future, then the newest one before tells', () => {
		const { state } = made();
		state.seen.add('aaaaaaaa', START);
		state.seen.add('bbbbbbbb', START + 30 * DAY);
		const [first] = probeWindows(state, settings, Infinity, START + 5 * HOUR);
		expect(first?.from).toBe(START - HOUR);
		expect(probe(START + 5 * HOUR, START)).toEqual([]);
	});

	it('given a phone system that drops calls, then they begin an hour after what it dropped', () => {
		const now = START + 10 * HOUR;
		expect(probe(START, now, { retentionMs: 10.5 * HOUR })).toEqual([
			{ from: START + 0.5 * HOUR, to: now + 10 * MINUTE },
		]);
		expect(probe(START, now, { retentionMs: 10 * HOUR })).toEqual([]);
	});

	it('given a phone system that keeps next to nothing, then there is none', () => {
		expect(probe(START, START, { retentionMs: 50 * MINUTE })).toEqual([]);
		expect(probe(START, START, { retentionMs: 50 * MINUTE + 1 })).toEqual([
			{ from: START + 10 * MINUTE - 1, to: START + 10 * MINUTE },
		]);
	});
});
