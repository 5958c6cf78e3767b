import type { Handover } from './handovers';
import { tally, type Evidence } from './tally';

/** One workflow; three calls that can be read at 1, 2 and 20 s; a reading at 10 s and n8n killed at 10.2 s. */
function evidence(executions: Record<number, string[]>): Evidence {
	const handovers = Object.entries(executions).map(([at, ids], index): Handover => ({
		workflowId: 'w',
		executionId: String(index),
		status: 'success',
		at: Number(at),
		ids,
	}));
	const call = (id: string, visibleFrom: number) => ({
		vendor: 'yeastar' as const,
		id,
		visibleFrom,
	});
	return {
		consumers: [{ workflowId: 'w', vendor: 'yeastar' }],
		owed: [call('a', 1000), call('b', 2000), call('c', 20_000)],
		handovers,
		readings: [
			{ vendor: 'yeastar', at: 10_000 },
			{ vendor: 'yeastar', at: 30_000 },
		],
		kills: [10_200],
	};
}

test('every call once', () => {
	const result = tally(evidence({ 10_100: ['a', 'b'], 30_100: ['c'] }));
	expect(result).toMatchObject({ owed: 3, once: 3, lost: [], doubled: [], unknown: 0 });
});

test('a batch lost as a whole, read just before a kill, is explained by the kill', () => {
	const { lost } = tally(evidence({ 30_100: ['c'] }));
	expect(lost.map(({ call, kill }) => [call.id, kill])).toEqual([
		['a', 10_200],
		['b', 10_200],
	]);
});

test('no kill explains a call that is lost while its batch is given later', () => {
	const { lost } = tally(evidence({ 30_100: ['b', 'c'] }));
	expect(lost.map(({ call, kill }) => [call.id, kill])).toEqual([['a', undefined]]);
});

test('no kill explains a lost call that could not yet be read', () => {
	const { lost } = tally(evidence({ 10_100: ['a', 'b'] }));
	expect(lost.map(({ call, kill }) => [call.id, kill])).toEqual([['c', undefined]]);
});

test('a call given just before a kill and again later is explained by the kill', () => {
	const { doubled, once } = tally(evidence({ 10_100: ['a', 'b'], 30_100: ['a', 'b', 'c'] }));
	expect(doubled.map(({ call, kill }) => [call.id, kill])).toEqual([
		['a', 10_200],
		['b', 10_200],
	]);
	expect(once).toBe(1);
});

test('no kill explains a call given long before a kill and again later', () => {
	const { doubled } = tally(evidence({ 5000: ['a'], 10_100: ['b'], 30_100: ['a', 'c'] }));
	expect(doubled.map(({ call, kill }) => [call.id, kill])).toEqual([['a', undefined]]);
});

test('a call that nobody owed is counted', () => {
	expect(tally(evidence({ 10_100: ['a', 'b', 'x'], 30_100: ['c'] })).unknown).toBe(1);
});
