import { callKey } from '../../../../nodes/shared/polling/remembered';
import { Collector } from '../../../../nodes/shared/polling/read';
import type { Found, FoundCall } from '../../../../nodes/shared/found';
import { HOUR } from '../../../../nodes/shared/polling/timing';
import { emptyCallRecord, type CallRecord } from '../../../../nodes/shared/record/callRecord';
import { fresh, scenario, START } from './scenario';
import { foundCall } from '../../../lab/support/foundCall';

const iso = (ms: number) => new Date(START + ms).toISOString();
const call = (id: string, ms: number, more: Partial<CallRecord> = {}): FoundCall => {
	const record = { ...emptyCallRecord('yeastar', id), startedAt: iso(ms), transcript: 'Hi' };
	return foundCall({ ...record, ...more });
};

function collect(found: Found[], limit = 100, taken: string[] = []) {
	const state = fresh(scenario().n8n.settings, START, 'new');
	const collector = new Collector(state, limit, (key) => taken.map(callKey).includes(key));
	found.forEach((one) => collector.add(one));
	return collector;
}

const idsOf = ({ calls }: Collector) => calls.map(({ call }) => call.head.id);
const window = { from: START, to: START + 10 * HOUR };

describe('Collector', () => {
	it('given a call, then it is told with its key and the time when it began', () => {
		const found = call('a', HOUR);
		expect(collect([found]).calls).toEqual([
			{ call: found, key: callKey('a'), start: START + HOUR },
		]);
	});

	it('given calls in any order, then they come oldest first, and those of one moment as they were met', () => {
		const found = [call('c', 3), call('a', 1), call('d', 3), call('b', 2), call('e', 3)];
		expect(idsOf(collect(found))).toEqual(['a', 'b', 'c', 'd', 'e']);
	});

	it('given a call twice, or one that an earlier window gave, then it is taken once', () => {
		expect(idsOf(collect([call('a', 1), call('a', 1), call('b', 2)], 9, ['b']))).toEqual(['a']);
	});

	it('given more than the limit, then the oldest are kept, and one that was let go may come again', () => {
		const found = [call('d', 4), call('c', 3), call('b', 2), call('a', 1)];
		expect(idsOf(collect(found, 2))).toEqual(['a', 'b']);
		expect(idsOf(collect([call('b', 2), call('a', 1), call('b', 0)], 1))).toEqual(['b']);
	});

	it('given a call that does not fit, then it is left out, and one without a transcript is not', () => {
		const found = [call('history', -HOUR), call('not ready', HOUR, { transcript: null })];
		const { calls, leftOut } = collect(found);
		expect(calls).toEqual([]);
		expect(leftOut).toEqual([{ key: callKey('history'), start: START - HOUR }]);
	});

	it('given calls without an id or a date, then they cannot be read, and it says why', () => {
		const numbers = { from: '1', to: '2' };
		const found = [
			call('', HOUR, numbers),
			call('no date', 0, { startedAt: null }),
			call('impossible', 0, { startedAt: '2026-02-31T25:00:00Z' }),
		];
		expect(collect(found).unreadable).toEqual([
			{ key: `no id: ${iso(HOUR)} 1 2`, reason: 'a call has no ID', startedAt: iso(HOUR) },
			{ key: 'no date', reason: 'the start of the call is not a date' },
			{ key: 'impossible', reason: 'the start of the call is not a date' },
		]);
	});

	it('given a record that cannot be read, then one from before the activation or what is settled is left aside', () => {
		const state = fresh(scenario().n8n.settings, START, 'new');
		const told = (ms: number) => {
			const collector = new Collector(state, 9, () => false);
			collector.add({ unreadable: { key: 'x', reason: 'y', startedAt: iso(ms) } });
			return collector.unreadable.length;
		};
		state.floor = START;
		state.settled = START - HOUR;
		expect([told(-1), told(0)]).toEqual([0, 1]);
		state.settled = START + HOUR;
		expect([told(HOUR - 1), told(HOUR)]).toEqual([0, 1]);
	});

	it('given all calls of a window, then all of it is read', () => {
		const found = [call('a', HOUR), call('b', 2 * HOUR)];
		expect(collect(found, 2).readPart(window)).toEqual(window);
	});

	it('given more calls than the limit, then it is read up to the last that was kept', () => {
		const found = [call('a', HOUR), call('b', 2 * HOUR), call('c', 3 * HOUR)];
		const collector = collect(found, 2);
		expect(collector.readPart(window)).toEqual({ from: START, to: START + 2 * HOUR });
		expect(collector.readPart({ from: START, to: START + HOUR }).to).toBe(START + HOUR);
		const later = START + 5 * HOUR;
		expect(collector.readPart({ from: later, to: window.to })).toEqual({ from: later, to: later });
	});
});
