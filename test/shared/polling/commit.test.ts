import { freshState } from '../../../nodes/shared/polling/activation';
import { adjustmentFor } from '../../../nodes/shared/polling/adjust';
import { callKey } from '../../../nodes/shared/polling/callKey';
import {
	commit,
	MAX_REMEMBERED,
	reportName,
	type Work,
} from '../../../nodes/shared/polling/commit';
import type { State } from '../../../nodes/shared/polling/state';
import { DAY, HOUR, MINUTE } from '../../../nodes/shared/polling/timing';
import { scenario, START } from './scenario';

const { settings } = scenario().n8n;
const NOW = START + 2 * HOUR;

function made() {
	const state = freshState(settings, START, 'new');
	const all = { from: state.settled, to: NOW + 10 * MINUTE };
	/** A poll at `startedAt` that achieved nothing but what is given. */
	const work = (more: Partial<Work<string>> = {}, startedAt = NOW): Work<string> => ({
		startedAt,
		adjustment: adjustmentFor(state, settings, startedAt, 'continue'),
		activatedAt: START,
		calls: [],
		leftOut: [],
		unreadable: [],
		read: [],
		sweeping: [],
		failed: [],
		...more,
	});
	return { state, all, work };
}

const candidate = (id: string, start: number) => ({ call: id, key: callKey(id), start });
const bad = (key: string, reason = 'It is broken') => ({ key, reason });

describe('commit', () => {
	it('given a state of another activation, then the poll counts for nothing', () => {
		const { state, work } = made();
		const calls = [candidate('a', START)];
		expect(commit(state, work({ calls, activatedAt: START - 1 }))).toBeUndefined();
		expect(state.seen.size).toBe(0);
	});

	it('given calls, then those that no other poll gave are given, oldest first, and remembered', () => {
		const { state, work } = made();
		state.seen.add(callKey('known'), START);
		const calls = [
			candidate('second', START + 2),
			candidate('known', START + 1),
			candidate('settled', state.settled - 1),
			candidate('first', state.settled),
		];
		expect(commit(state, work({ calls }))?.map(({ call }) => call)).toEqual(['first', 'second']);
		expect(state.seen.has(callKey('second'))).toBe(true);
		expect(state.seen.size).toBe(3);
	});

	it('given calls that are left out, then they are remembered unless they are settled', () => {
		const { state, work } = made();
		const leftOut = [candidate('a', state.settled), candidate('b', state.settled - 1)];
		expect(commit(state, work({ leftOut }))).toEqual([]);
		expect([state.seen.has(callKey('a')), state.seen.has(callKey('b'))]).toEqual([true, false]);
	});

	it('given what was read of what is to be swept, then that is a sweep, and other reading is none', () => {
		const { state, all, work } = made();
		commit(state, work({ read: [all] }));
		expect(state).toMatchObject({ sweeps: [], sweptAt: START });
		commit(state, work({ read: [{ ...all, to: START }], sweeping: [all] }));
		expect(state).toMatchObject({ sweeps: [{ from: all.from, to: START, at: NOW }], sweptAt: NOW });
	});

	it('given a poll that ends after a later one, then the time of the last sweep stays', () => {
		const { state, all, work } = made();
		state.sweptAt = NOW + MINUTE;
		const late = work({ read: [all], sweeping: [all] });
		commit(state, { ...late, adjustment: { ...late.adjustment, rewind: false } });
		expect(state.sweptAt).toBe(NOW + MINUTE);
	});

	it('given windows that failed, then they are holes until they are read', () => {
		const { state, all, work } = made();
		const failed = { from: START - HOUR, to: START };
		commit(state, work({ failed: [failed] }));
		expect(state.holes).toEqual([{ ...failed, since: NOW, triedAt: NOW }]);
		commit(state, work({ read: [all] }));
		expect(state.holes).toEqual([]);
	});

	it('given all read after the lookback, then what is older than it and a margin is settled', () => {
		const { state, work } = made();
		const now = START + 3 * DAY;
		const all = { from: state.settled, to: now + 10 * MINUTE };
		commit(state, work({ read: [all], sweeping: [all] }, now));
		expect(state.settled).toBe(now - DAY - 70 * MINUTE);
	});
});

describe('what cannot be read', () => {
	const commitBad = (
		state: State,
		work: (more: Partial<Work<string>>) => Work<string>,
		n: number,
	) => commit(state, work({ unreadable: Array.from({ length: n }, (_, i) => bad(`${i}`)) }));

	it('given none, then there is no report', () => {
		const { state, work } = made();
		commit(state, work());
		expect(state.report).toBeUndefined();
	});

	it('given some, then a report counts them and names the first three, each record once', () => {
		const { state, work } = made();
		commitBad(state, work, 4);
		const examples = ['0', '1', '2'].map((key) => bad(key));
		expect(state.report).toEqual({ count: 4, examples });
		expect(state.report && reportName(state.report)).toBe('report 4 0 1 2');
		commitBad(state, work, 5);
		expect(state.report).toEqual({ count: 5, examples });
	});

	it('given a long key and a long reason, then 200 characters of each are told', () => {
		const { state, work } = made();
		commit(state, work({ unreadable: [bad('k'.repeat(201), 'r'.repeat(201))] }));
		expect(state.report?.examples).toEqual([bad('k'.repeat(200), 'r'.repeat(200))]);
	});

	it('given a report that was thrown, then it is dropped, and one that grew meanwhile is not', () => {
		const { state, work } = made();
		commitBad(state, work, 1);
		const thrownReport = state.report && reportName(state.report);
		commit(state, work({ thrownReport: 'report 2 0' }));
		expect(state.report?.count).toBe(1);
		commit(state, work({ thrownReport, unreadable: [bad('other')] }));
		expect(state.report).toEqual({ count: 1, examples: [bad('other')] });
		state.report = undefined;
		commit(state, work());
		expect(state.report).toBeUndefined();
	});

	it('given one that a sweep meets again, then it is remembered from then on, and not for what an idle poll meets', () => {
		const { state, all, work } = made();
		const meet = (at: number, sweeping: Work<string>['sweeping']) =>
			commit(state, work({ unreadable: [bad('a')], sweeping }, at));
		meet(NOW, []);
		const hour = state.unreadable.newest();
		meet(NOW + 5 * HOUR, []);
		expect(state.unreadable.newest()).toBe(hour);
		meet(NOW + 5 * HOUR, [all]);
		expect(state.unreadable.newest()).toBe(NOW + 5 * HOUR);
		expect(state.report?.count).toBe(1);
	});

	it('given some from long before what is settled, then they are forgotten, and 10,000 are kept', () => {
		const { state, work } = made();
		state.settled = NOW;
		state.unreadable.add('aaaaaaaa', NOW - 4 * HOUR);
		state.unreadable.add('bbbbbbbb', NOW - 3 * HOUR);
		commit(state, work());
		expect([state.unreadable.has('aaaaaaaa'), state.unreadable.has('bbbbbbbb')]).toEqual([
			false,
			true,
		]);
		for (let i = 0; i < 10_000; i++) state.unreadable.add(`${i}`, NOW);
		commit(state, work());
		expect(state.unreadable.size).toBe(10_000);
	});
});

describe('what is forgotten', () => {
	it('given a newest call, then those are forgotten that can be read no more, by its time and by what is settled', () => {
		const { state, work } = made();
		const before = NOW - DAY - 70 * MINUTE - 3 * HOUR;
		const edge = Math.floor(before / HOUR) * HOUR;
		state.seen.add('aaaaaaaa', edge - 1);
		state.seen.add('bbbbbbbb', edge);
		state.seen.add('cccccccc', NOW);
		state.settled = NOW;
		state.former = [before, before + 1].map((until) => ({
			until,
			criteria: settings.criteria,
			lookbackMs: DAY,
		}));
		commit(state, work());
		expect(['aaaaaaaa', 'bbbbbbbb'].map((key) => state.seen.has(key))).toEqual([false, true]);
		expect(state.former.map(({ until }) => until)).toEqual([before + 1]);
	});

	it('given nothing remembered, then former settings are forgotten by what is settled', () => {
		const { state, work } = made();
		const before = state.settled - 3 * HOUR;
		state.former = [before, before + 1].map((until) => ({
			until,
			criteria: settings.criteria,
			lookbackMs: DAY,
		}));
		commit(state, work());
		expect(state.former.map(({ until }) => until)).toEqual([before + 1]);
	});

	it('given more than may be remembered, then the oldest are forgotten and never read again', () => {
		const { state, work } = made();
		for (let i = 0; i < MAX_REMEMBERED; i++) state.seen.add(`${i}`, NOW);
		const { origin, settled } = state;
		commit(state, work());
		expect(state).toMatchObject({ origin, settled });
		state.seen.add('older', START);
		commit(state, work());
		expect(state.seen.size).toBe(MAX_REMEMBERED);
		expect(state).toMatchObject({ origin: START + HOUR, settled: START + HOUR });
	});
});
