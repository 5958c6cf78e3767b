import { ServiceError } from '../../../../nodes/shared/requests/errors';
import { Limiter } from '../../../../nodes/shared/requests/limiter';
import { readWithRetries, withRetries } from '../../../../nodes/shared/requests/retry';
import { useVirtualClock } from '../../../lab/virtualTime';

const clock = useVirtualClock();
/** What an action node has: no end, and retries. */
const bounds = (more: { deadline?: number; signal?: AbortSignal; retries?: boolean } = {}) => ({
	...{ deadline: Infinity, limiter: new Limiter(), retries: true },
	...more,
});

const failing = (more: Partial<ConstructorParameters<typeof ServiceError>[0]> = {}) =>
	new ServiceError({
		what: 'It failed.',
		advice: 'Wait.',
		cause: 'temporarily-unavailable',
		repeat: true,
		...more,
	});

/** Work that fails a number of times; `tries` counts. */
function work(times: number, error: () => unknown = failing) {
	const state = {
		tries: 0,
		run: async () => {
			state.tries++;
			if (state.tries <= times) throw error();
			return await Promise.resolve('done');
		},
	};
	return state;
}

test.each([0, 1, 2])('%d failures that pass are not seen', async (times) => {
	const state = work(times);

	expect(await withRetries(bounds(), state.run)).toBe('done');
	expect(state.tries).toBe(times + 1);
	expect(clock.waits).toHaveLength(times);
});

test('the third failure is the last', async () => {
	const state = work(Infinity);

	await expect(withRetries(bounds(), state.run)).rejects.toThrow('It failed.');
	expect(state.tries).toBe(3);
});

test('what is in progress is waited for longer, and does not count as a failure', async () => {
	const state = work(5, () => failing({ inProgress: state.tries <= 3 }));

	expect(await withRetries(bounds(), state.run)).toBe('done');
	expect(clock.waits).toHaveLength(5);
	expect(Math.max(...clock.waits)).toBeLessThanOrEqual(7_500);
});

describe('the waits', () => {
	beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0.75));
	afterEach(() => jest.restoreAllMocks());
	const seconds = () => clock.waits.map((ms) => ms / 1.25 / 1_000);

	test('grow after failures, and up to five seconds while work is in progress', async () => {
		await withRetries(bounds(), work(Infinity).run).catch(() => undefined);
		expect(seconds()).toEqual([1, 2]);
		clock.waits.length = 0;
		const inProgress = () => failing({ inProgress: true });
		await withRetries(bounds(), work(Infinity, inProgress).run).catch(() => undefined);
		expect(seconds()).toEqual([1, 2, 4, 5, 5, 5, 5, 5]);
	});

	test('are the same for a failure without a cause', async () => {
		const error = () => new ServiceError({ what: 'It failed.', advice: 'Wait.', repeat: true });
		await withRetries(bounds(), work(1, error).run);
		expect(seconds()).toEqual([1]);
	});
});

test('what stays in progress is told after the ninth look', async () => {
	const state = work(Infinity, () => failing({ inProgress: true }));

	await expect(withRetries(bounds(), state.run)).rejects.toThrow('It failed.');
	expect(state.tries).toBe(9);
});

test.each([
	['an error that does not pass', () => failing({ repeat: false })],
	['an error that is none of ours', () => new Error('defect')],
	['something thrown', () => 'text'],
])('%s is not tried again', async (_, error) => {
	const state = work(Infinity, error);

	await withRetries(bounds(), state.run).catch(() => undefined);
	expect(state.tries).toBe(1);
	expect(clock.waits).toEqual([]);
});

test('what was tried enough is not tried again by who calls', async () => {
	const state = work(Infinity);

	await withRetries(bounds(), async () => await withRetries(bounds(), state.run)).catch(
		() => undefined,
	);
	expect(state.tries).toBe(3);
});

test.each([
	[1, [1]],
	[60_000, [60_000]],
	[60_001, []],
])('a wait of %d ms that is asked for: %j', async (retryAfterMs, waits) => {
	await withRetries(bounds(), work(1, () => failing({ retryAfterMs })).run).catch(() => undefined);

	expect(clock.waits).toEqual(waits);
});

test('nothing is waited for that would end after n8n stops waiting', async () => {
	const soon = bounds({ deadline: clock.now() + 5_000 });
	const state = work(Infinity, () => failing({ retryAfterMs: 4_000 }));

	await expect(withRetries(soon, state.run)).rejects.toThrow('It failed.');
	expect(clock.waits).toEqual([4_000]);
	expect(state.tries).toBe(2);
	const sooner = { ...soon, deadline: clock.now() + 4_000 };
	await expect(
		withRetries(sooner, work(1, () => failing({ retryAfterMs: 4_000 })).run),
	).rejects.toThrow();
	expect(clock.waits).toEqual([4_000]);
});

test('work in progress is looked at for two thirds of the time that is left, and no longer', async () => {
	const start = clock.now();
	const state = work(Infinity, () => failing({ inProgress: true, retryAfterMs: 5_000 }));

	await expect(withRetries(bounds({ deadline: start + 45_000 }), state.run)).rejects.toThrow(
		'It failed.',
	);
	expect(clock.waits).toEqual(Array.from({ length: 5 }, () => 5_000));
});

test('a stop ends the wait, and nothing is tried again', async () => {
	const stop = new AbortController();
	const state = work(Infinity);
	clock.onSleep = () => stop.abort(new Error('stopped'));

	await expect(withRetries(bounds({ signal: stop.signal }), state.run)).rejects.toThrow('stopped');
	expect(state.tries).toBe(1);
});

test('where nobody waits for a repetition, there is none, and none by who calls', async () => {
	const state = work(Infinity);

	await expect(withRetries(bounds({ retries: false }), state.run)).rejects.toMatchObject({
		repeat: false,
	});
	expect(state.tries).toBe(1);
});

test.each([
	['overload, tried again', { overload: true }, 2],
	['overload, not tried again', { overload: true, repeat: false }, 2],
	['any other failure', {}, 4],
])('after %s, so many get a place: %#', async (_, more, places) => {
	const of = bounds();
	await withRetries(of, work(1, () => failing(more)).run).catch(() => undefined);

	let open = 0;
	for (let asked = 0; asked < 8; asked++) void of.limiter.enter().then(() => open++);
	await new Promise(setImmediate);
	expect(open).toBe(places);
});

describe('what is read piece by piece', () => {
	/** Sends a piece, and breaks off this number of times before the second. */
	function pieces(times: number) {
		const state = { tries: 0, read };
		async function* read() {
			state.tries++;
			yield await Promise.resolve('first');
			if (state.tries <= times) throw failing();
			yield 'second';
		}
		return state;
	}

	test('begins anew', async () => {
		const all: string[] = [];
		for await (const piece of readWithRetries(bounds(), pieces(2).read)) all.push(piece);

		expect(all).toEqual(['first', 'first', 'first', 'second']);
		expect(clock.waits).toHaveLength(2);
	});

	test('three times in all', async () => {
		const state = pieces(Infinity);
		const read = async () => {
			for await (const piece of readWithRetries(bounds(), state.read)) void piece;
		};

		await expect(read()).rejects.toMatchObject({ what: 'It failed.', repeat: false });
		expect(state.tries).toBe(3);
	});

	test('is left where nobody wants more', async () => {
		const state = pieces(Infinity);
		for await (const piece of readWithRetries(bounds(), state.read)) {
			expect(piece).toBe('first');
			break;
		}

		expect(state.tries).toBe(1);
		expect(clock.waits).toEqual([]);
	});
});
