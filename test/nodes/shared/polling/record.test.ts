import { callKey } from '../../../../nodes/shared/polling/remembered';
import { record, type Work } from '../../../../nodes/shared/polling/record';
import type { Interval } from '../../../../nodes/shared/polling/coverage';
import { DAY, HOUR, MAX_REMEMBERED, MINUTE } from '../../../../nodes/shared/polling/timing';
import { emptyCallRecord } from '../../../../nodes/shared/record/callRecord';
import { fresh, scenario, START } from './scenario';
import { foundCall } from '../../../lab/support/foundCall';

const { settings } = scenario().n8n;
const NOW = START + 2 * HOUR;

type Achieved = Partial<Work['parts'][number] & Pick<Work, 'read' | 'failed'>>;

function made() {
	const state = fresh(settings, START, 'new');
	const all = { from: state.settled, to: NOW + 10 * MINUTE };
	/** Records a poll at `now` that achieved nothing but what is given. */
	const poll = (more: Achieved = {}, sweeping: Interval[] = [], now = NOW) => {
		const { calls = [], leftOut = [], unreadable = [], read = [], failed = [] } = more;
		const part = { calls, leftOut, unreadable, keys: new Set<string>() };
		record(state, { parts: [part], read, failed }, { windows: [], retries: [], sweeping }, now);
	};
	return { state, all, poll };
}

const candidate = (id: string, start: number) => ({
	call: foundCall(emptyCallRecord('yeastar', id)),
	key: callKey(id),
	start,
});
const bad = (key: string, reason = 'It is broken') => ({ key, reason });

describe('record', () => {
	it('given calls, then they are remembered, and so are those that are left out', () => {
		const { state, poll } = made();
		const calls = [candidate('second', START + 2), candidate('first', START + 1)];
		const leftOut = [candidate('out', START)];
		poll({ calls, leftOut });
		expect(['first', 'second', 'out'].map((id) => state.seen.has(callKey(id)))).toEqual([
			...[true, true, true],
		]);
	});

	it('given what was read of what is to be swept, then that is a sweep, and other reading is none', () => {
		const { state, all, poll } = made();
		poll({ read: [all] });
		expect(state).toMatchObject({ sweeps: [], sweptAt: START });
		poll({ read: [{ ...all, to: START }] }, [all]);
		expect(state).toMatchObject({ sweeps: [{ from: all.from, to: START, at: NOW }], sweptAt: NOW });
	});

	it('given windows that failed, then they are holes until they are read', () => {
		const { state, all, poll } = made();
		const failed = { from: START - HOUR, to: START };
		poll({ failed: [failed] });
		expect(state.holes).toEqual([{ ...failed, since: NOW, triedAt: NOW }]);
		poll({ read: [all] });
		expect(state.holes).toEqual([]);
	});

	it('[P8] given all read after the lookback, then what is older than it and a margin is settled', () => {
		const { state, poll } = made();
		const now = START + 3 * DAY;
		const all = { from: state.settled, to: now + 10 * MINUTE };
		poll({ read: [all] }, [all], now);
		expect(state.settled).toBe(now - DAY - 70 * MINUTE);
	});
});

describe('what cannot be read', () => {
	const many = (n: number) => ({ unreadable: Array.from({ length: n }, (_, i) => bad(`${i}`)) });

	it('given none, then there is no report', () => {
		const { state, poll } = made();
		poll();
		expect(state.report).toBeUndefined();
	});

	it('given some, then a report counts them and names the first three, each record once', () => {
		const { state, poll } = made();
		poll(many(4));
		const examples = ['0', '1', '2'].map((key) => bad(key));
		expect(state.report).toEqual({ count: 4, examples });
		poll(many(5));
		expect(state.report).toEqual({ count: 5, examples });
	});

	it('given a long key and a long reason, then 200 characters of each are told', () => {
		const { state, poll } = made();
		poll({ unreadable: [bad('k'.repeat(201), 'r'.repeat(201))] });
		expect(state.report?.examples).toEqual([bad('k'.repeat(200), 'r'.repeat(200))]);
	});

	it('given one that a sweep meets again, then it is remembered from then on, and not for what an idle poll meets', () => {
		const { state, all, poll } = made();
		const meet = (at: number, sweeping: Interval[]) =>
			poll({ unreadable: [bad('a')] }, sweeping, at);
		meet(NOW, []);
		const hour = state.unreadable.newest();
		meet(NOW + 5 * HOUR, []);
		expect(state.unreadable.newest()).toBe(hour);
		meet(NOW + 5 * HOUR, [all]);
		expect(state.unreadable.newest()).toBe(NOW + 5 * HOUR);
		expect(state.report?.count).toBe(1);
	});

	it('given some from long before what is settled, then they are forgotten, and 10,000 are kept', () => {
		const { state, poll } = made();
		state.settled = NOW;
		state.unreadable.add('aaaaaaaa', NOW - 4 * HOUR);
		state.unreadable.add('bbbbbbbb', NOW - 3 * HOUR);
		poll();
		expect([state.unreadable.has('aaaaaaaa'), state.unreadable.has('bbbbbbbb')]).toEqual([
			false,
			true,
		]);
		for (let i = 0; i < 10_000; i++) state.unreadable.add(`${i}`, NOW);
		poll();
		expect(state.unreadable.size).toBe(10_000);
	});
});

describe('what is forgotten', () => {
	it('given a newest call, then those are forgotten that can be read no more, by its time and by what is settled', () => {
		const { state, poll } = made();
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
		poll();
		expect(['aaaaaaaa', 'bbbbbbbb'].map((key) => state.seen.has(key))).toEqual([false, true]);
		expect(state.former.map(({ until }) => until)).toEqual([before + 1]);
	});

	it('given nothing remembered, then former settings are forgotten by what is settled', () => {
		const { state, poll } = made();
		const before = state.settled - 3 * HOUR;
		state.former = [before, before + 1].map((until) => ({
			until,
			criteria: settings.criteria,
			lookbackMs: DAY,
		}));
		poll();
		expect(state.former.map(({ until }) => until)).toEqual([before + 1]);
	});

	it('[P12] given more than may be remembered, then the oldest are forgotten, never read again, and it is told once', () => {
		const { state, poll } = made();
		for (let i = 0; i < MAX_REMEMBERED; i++) state.seen.add(`${i}`, NOW);
		const { origin, settled } = state;
		poll();
		expect(state).toMatchObject({ origin, settled });
		state.seen.add('older', START);
		poll();
		expect(state.seen.size).toBe(MAX_REMEMBERED);
		expect(state).toMatchObject({ origin: START + HOUR, settled: START + HOUR });
		expect(state.report).toEqual({ count: 0, examples: [], isShortened: true });
		state.report = undefined;
		state.seen.add('older again', START + HOUR);
		poll();
		expect(state.seen.size).toBe(MAX_REMEMBERED);
		expect(state.report).toBeUndefined();
	});
});
