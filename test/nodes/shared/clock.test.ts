import { clock, raceAgainst } from '../../../nodes/shared/clock';

const stopped = new Error('stopped');
const never = () => new Promise<never>(() => undefined);

/** How many listeners a signal has. */
function counted(signal: AbortSignal) {
	const added = jest.spyOn(signal, 'addEventListener').mock.calls;
	const removed = jest.spyOn(signal, 'removeEventListener').mock.calls;
	return () => added.length - removed.length;
}

test('work ends as it does, with a signal or without, and the signal is let go', async () => {
	const { signal } = new AbortController();
	const listeners = counted(signal);
	const fails = async () => await Promise.reject(new Error('failed'));

	for (const one of [undefined, signal]) {
		expect(await raceAgainst(Promise.resolve('done'), one)).toBe('done');
		await expect(raceAgainst(fails(), one)).rejects.toThrow('failed');
	}
	expect(listeners()).toBe(0);
});

test('work that is stopped ends with the reason at once, and the signal is let go', async () => {
	const stop = new AbortController();
	const listeners = counted(stop.signal);
	const work = raceAgainst(never(), stop.signal);
	expect(listeners()).toBe(1);
	stop.abort(stopped);

	await expect(work).rejects.toBe(stopped);
	expect(listeners()).toBe(0);
	await expect(raceAgainst(Promise.resolve('done'), stop.signal)).rejects.toBe(stopped);
});

test('a wait that is stopped ends at once', async () => {
	const stop = new AbortController();
	const wait = clock.sleep(2 ** 30, stop.signal);
	stop.abort(stopped);

	await expect(wait).rejects.toBe(stopped);
	await expect(clock.sleep(2 ** 30, stop.signal)).rejects.toBe(stopped);
});

test('work that fails when it is stopped already is nobody else’s failure', async () => {
	const work = Promise.reject(new Error('failed'));

	await expect(raceAgainst(work, AbortSignal.abort(stopped))).rejects.toBe(stopped);
	await new Promise(setImmediate);
});

test('a wait of no time ends, and time is that of the machine', async () => {
	const now = jest.spyOn(Date, 'now').mockReturnValue(17);
	expect(clock.now()).toBe(17);
	now.mockRestore();
	expect(await clock.sleep(0)).toBeUndefined();
});

test('an answer is waited for a minute, and its next piece for half of one', () => {
	expect(clock.patience).toEqual({ answer: 60_000, body: 30_000 });
});
