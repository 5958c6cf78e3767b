import type { Found, FoundCall } from '../../../../nodes/shared/found';
import type { Interval } from '../../../../nodes/shared/polling/coverage';
import { Reading } from '../../../../nodes/shared/polling/read';
import { HOUR } from '../../../../nodes/shared/polling/timing';
import { emptyCallRecord } from '../../../../nodes/shared/record/callRecord';
import { fresh, scenario, START } from './scenario';
import { foundCall } from '../../../lab/support/foundCall';

const call = (id: string, ms: number): FoundCall =>
	foundCall({
		...emptyCallRecord('yeastar', id),
		startedAt: new Date(START + ms).toISOString(),
		transcript: 'Hi',
	});

/** A reading of a source that gives `found` of each window and then fails, if it does. */
function reading(found: Found[], maxCalls = 100) {
	const state = fresh(scenario().n8n.settings, START, 'new');
	const source = {
		...scenario().n8n.settings,
		maxCalls,
		failure: undefined as Error | undefined,
		*read(): Generator<Found> {
			yield* found;
			if (this.failure) throw this.failure;
		},
	};
	return { source, reading: new Reading(source, state) };
}

const hour = (n: number): Interval => ({ from: START + n * HOUR, to: START + (n + 1) * HOUR });
const unreadable = { key: 'x', reason: 'It is broken' };

describe('Reading', () => {
	it('given a window, then what it gives is kept', async () => {
		const { reading: all } = reading([call('a', 1), call('history', -HOUR), { unreadable }]);
		expect(await all.add(hour(0))).toBe(true);
		expect(all.calls.map(({ call }) => call.head.id)).toEqual(['a']);
		expect(all.parts).toMatchObject([{ leftOut: [{}], unreadable: [unreadable] }]);
		expect(all).toMatchObject({ read: [hour(0)], failed: [], fault: undefined });
	});

	it('given a window that fails, then nothing of it is kept but the fault', async () => {
		const { source, reading: all } = reading([call('a', 1), { unreadable }]);
		source.failure = new Error('away');
		expect(await all.add(hour(0))).toBe(false);
		expect(all).toMatchObject({
			...{ calls: [], parts: [], read: [], failed: [hour(0)] },
			fault: { error: source.failure },
		});
		source.failure = undefined;
		expect(await all.add(hour(0))).toBe(true);
		expect(all.calls).toHaveLength(1);
	});

	it('given a call that two windows give, then it is taken once', async () => {
		const { reading: all } = reading([call('a', 1)]);
		await all.add(hour(0));
		await all.add(hour(1));
		expect(all.calls).toHaveLength(1);
		expect(all.read).toEqual([hour(0), hour(1)]);
	});

	it('given more calls than may be handed over, then it is full, and says how far it read', async () => {
		const found = [call('c', 3), call('b', 2), call('a', 1)];
		const { reading: all } = reading(found, 2);
		expect(all.room).toBeGreaterThan(0);
		await all.add(hour(0));
		expect(all.room).toBe(0);
		expect(all.calls.map(({ call }) => call.head.id)).toEqual(['a', 'b']);
		expect(all.read).toEqual([{ from: START, to: START + 2 }]);
	});

	it('given room that is left, then the next window has no more than that', async () => {
		const found = [call('a', 1)];
		const { reading: all } = reading(found, 2);
		await all.add(hour(0));
		expect(all.room).toBeGreaterThan(0);
		found.push(call('b', 2), call('c', 3));
		await all.add(hour(0));
		expect(all.calls.map(({ call }) => call.head.id)).toEqual(['a', 'b']);
		expect(all.read.at(-1)).toEqual({ from: START, to: START + 2 });
	});
});
