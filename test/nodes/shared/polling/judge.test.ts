import { judge } from '../../../../nodes/shared/polling/judge';
import { HOUR, MINUTE } from '../../../../nodes/shared/polling/timing';
import { emptyCallRecord, type CallRecord } from '../../../../nodes/shared/record/callRecord';
import { fresh, scenario, START } from './scenario';
import { foundCall } from '../../../lab/support/foundCall';

const ready = {
	...emptyCallRecord('yeastar', 'a'),
	transcript: 'Hi',
	direction: 'inbound' as const,
};

function verdict(start: number, record: CallRecord = ready, isSwept = false) {
	const state = fresh(scenario().n8n.settings, START, 'new');
	state.seen.add('known', START);
	state.criteria = { event: 'newTranscription', direction: 'inbound' };
	state.former = [
		{ until: START + HOUR, criteria: { event: 'newSummary', to: '1' }, lookbackMs: HOUR },
	];
	if (isSwept) state.sweeps = [{ from: state.settled, to: START, at: START }];
	return judge(state, foundCall(record), 'key', start);
}

describe('judge', () => {
	const now = START + 2 * HOUR;
	it('given a call from before what is settled, or one that is remembered, then it is passed over', () => {
		expect(verdict(START - 4 * HOUR - 1)).toBe('pass');
		expect(verdict(START - 4 * HOUR)).toBe('leaveOut');
		const state = fresh(scenario().n8n.settings, START, 'new');
		state.seen.add('key', START);
		expect(judge(state, foundCall(ready), 'key', now)).toBe('pass');
	});

	it('given a call without a transcript, then it is decided later', () => {
		expect(verdict(now, { ...ready, transcript: null })).toBe('later');
		expect(verdict(START - HOUR, { ...ready, transcript: null })).toBe('later');
	});

	it('given a call from before the activation, then it is history when first read, and new later', () => {
		expect(verdict(START - 2 * MINUTE - 1)).toBe('leaveOut');
		const fits = { ...ready, summary: 'x', to: '1' };
		expect(verdict(START - 2 * MINUTE - 1, fits, true)).toBe('give');
		expect(verdict(START - 2 * MINUTE, fits)).toBe('give');
	});

	it('given a call from before the activation, then only a reading of its own time tells that it is new', () => {
		const state = fresh(scenario().n8n.settings, START, 'new');
		const read = { from: START - 2 * HOUR, to: START - HOUR, at: START };
		state.sweeps = [read];
		const at = (start: number) => judge(state, foundCall(ready), 'key', start);
		expect([at(read.from - 1), at(read.from)]).toEqual(['leaveOut', 'give']);
		expect([at(read.to - 1), at(read.to)]).toEqual(['give', 'leaveOut']);
	});

	it('given a call after the change, then the present criteria count', () => {
		expect(verdict(now)).toBe('give');
		expect(verdict(START + HOUR)).toBe('give');
		expect(verdict(now, { ...ready, direction: 'outbound' })).toBe('leaveOut');
	});

	it('given a call before the change, then the former settings count too', () => {
		const before = START + HOUR - 1;
		expect(verdict(before, { ...ready, to: '2' })).toBe('leaveOut');
		expect(verdict(before)).toBe('later');
		expect(verdict(before, { ...ready, to: '1' })).toBe('later');
		const fits = { ...ready, to: '1', summary: 'x' };
		expect(verdict(before, fits)).toBe('give');
		const at = (ms: number) => ({ ...fits, transcribedAt: new Date(before + ms).toISOString() });
		expect(verdict(before, at(2 * HOUR + 10 * MINUTE))).toBe('give');
		expect(verdict(before, at(2 * HOUR + 11 * MINUTE))).toBe('leaveOut');
	});
});
