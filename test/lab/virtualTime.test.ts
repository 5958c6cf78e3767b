import { VirtualClock } from './virtualTime';

test('moves when it is told to', () => {
	const clock = new VirtualClock(1000);
	clock.advance(500);
	expect(clock.now()).toBe(1500);
	clock.set(100);
	expect(clock.now()).toBe(100);
});

test('sleeping moves it on without real time', async () => {
	const clock = new VirtualClock(0);
	await clock.sleep(24 * 3_600_000);
	expect(clock.now()).toBe(24 * 3_600_000);
	await clock.sleep(0);
	expect(clock.now()).toBe(24 * 3_600_000);
});

test('sleepers wake in the order of their times, and their sleeps overlap', async () => {
	const clock = new VirtualClock(0);
	const woken: [string, number][] = [];
	const sleeper = async (name: string, ms: number) => {
		await clock.sleep(ms);
		woken.push([name, clock.now()]);
	};
	await Promise.all([
		sleeper('long', 5000),
		sleeper('short', 1000).then(() => sleeper('again', 1000)),
	]);
	expect(woken).toEqual([
		['short', 1000],
		['again', 2000],
		['long', 5000],
	]);
});

test('an aborted sleep rejects with the reason and lets no time pass', async () => {
	const clock = new VirtualClock(0);
	const abort = new AbortController();
	const sleep = clock.sleep(1000, abort.signal);
	abort.abort(new Error('cancelled'));
	await expect(sleep).rejects.toThrow('cancelled');
	await expect(clock.sleep(1000, abort.signal)).rejects.toThrow('cancelled');
	await clock.sleep(1);
	expect(clock.now()).toBe(1);
});
