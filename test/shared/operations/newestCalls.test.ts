import fc from 'fast-check';

import { collectNewest } from '../../../nodes/shared/operations/collect';
import type { Found } from '../../../nodes/shared/found';
import { unreadable } from '../../../nodes/shared/found';
import { emptyCallRecord } from '../../../nodes/shared/record/callRecord';

const call = (id: string, second: number): Found => ({
	record: {
		...emptyCallRecord('yeastar', id),
		startedAt: new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString(),
	},
	raw: { id },
});

async function* each(found: Iterable<Found>) {
	for (const one of found) yield await Promise.resolve(one);
}

const ids = async (found: Iterable<Found>, limit: number, keep = () => true) =>
	(await collectNewest(each(found), limit, keep)).calls.map(({ record }) => record.id);

test('gives the newest, newest first, each ID once, whatever the order', async () => {
	const lists = fc.uniqueArray(fc.integer({ min: 0, max: 5000 }), { maxLength: 200 });
	await fc.assert(
		fc.asyncProperty(lists, fc.integer({ min: 1, max: 300 }), async (seconds, limit) => {
			const found = seconds.map((second) => call(String(second), second));
			const expected = [...seconds].sort((a, b) => b - a).slice(0, limit);

			expect(await ids([...found, ...found], limit)).toEqual(expected.map(String));
		}),
	);
});

test('of more than it holds it gives the newest too', async () => {
	function* many() {
		for (let number = 0; number < 7919; number++) {
			const second = (number * 3571) % 7919;
			yield call(String(second), second);
		}
	}

	expect(await ids(many(), 3)).toEqual(['7918', '7917', '7916']);
	expect(await ids(many(), Infinity)).toHaveLength(7919);
});

test('calls of one moment keep their order', async () => {
	expect(
		await ids(
			['a', 'b', 'c'].map((id) => call(id, 1)),
			2,
		),
	).toEqual(['a', 'b']);
});

test('of an ID met twice the later one counts', async () => {
	expect(await ids([call('a', 1), call('b', 2), call('a', 3)], 9)).toEqual(['a', 'b']);
});

test('counts only what is wanted', async () => {
	const found = [call('a', 3), call('b', 2), call('c', 1)];
	const { calls } = await collectNewest(each(found), 1, ({ record }) => record.id !== 'a');

	expect(calls.map(({ record }) => record.id)).toEqual(['b']);
});

test('a record that cannot be read is told once, however often it comes', async () => {
	const bad = () => unreadable({ leg_id: 1 }, '"time" is missing');
	const other = unreadable({ leg_id: 2 }, '"time" is missing');
	const { calls, unreadable: told } = await collectNewest(
		each([bad(), call('a', 1), bad(), other]),
		1,
		() => true,
	);

	expect(calls).toHaveLength(1);
	expect(told.map(({ what }) => what)).toEqual([
		'One call of the list cannot be read: "time" is missing.',
		'One call of the list cannot be read: "time" is missing.',
	]);
});

test('what users read of a record that cannot be read', async () => {
	const { unreadable: told } = await collectNewest(
		each([unreadable({}, '"time" is missing')]),
		1,
		() => true,
	);
	expect(told[0]).toMatchObject({
		advice:
			'The other calls are not affected: set On Error to Continue to get them. Report this sentence to the makers of the node.',
		failure: { cause: 'node-defect' },
	});
});

test('calls without a start come last', async () => {
	const unknown = (id: string): Found => ({ record: emptyCallRecord('yeastar', id), raw: {} });
	const found = [unknown('x'), call('a', 1), unknown('y'), call('b', 2)];

	expect(await ids(found, 9)).toEqual(['b', 'a', 'x', 'y']);
});
