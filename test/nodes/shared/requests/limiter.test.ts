import { Limiter } from '../../../../nodes/shared/requests/limiter';

/** All that is on its way has come. */
const settled = async () => await new Promise(setImmediate);

/** Asks for a number of places; returns what was let in, in order, and how to free a place. */
async function ask(limiter: Limiter, count: number) {
	const inside: number[] = [];
	const leave = new Map<number, () => void>();
	for (let number = 1; number <= count; number++) {
		void limiter.enter().then((leaveIt) => {
			inside.push(number);
			leave.set(number, leaveIt);
		});
	}
	await settled();
	return { inside, leave };
}

test('lets four in at first, and the others in the order in which they came', async () => {
	const { inside, leave } = await ask(new Limiter(), 7);
	expect(inside).toEqual([1, 2, 3, 4]);

	leave.get(2)!();
	leave.get(1)!();
	await settled();
	expect(inside).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a place is given back once, however often it is said', async () => {
	const { inside, leave } = await ask(new Limiter(1), 3);

	leave.get(1)!();
	leave.get(1)!();
	await settled();

	expect(inside).toEqual([1, 2]);
});

test('nobody passes those who wait', async () => {
	const limiter = new Limiter(1);
	const { inside, leave } = await ask(limiter, 2);
	leave.get(1)!();
	let late = false;
	void limiter.enter().then(() => (late = true));
	await settled();

	expect([inside, late]).toEqual([[1, 2], false]);
});

test('grows by one with each quick answer, to eight and no more', async () => {
	const limiter = new Limiter();
	const { inside } = await ask(limiter, 20);

	limiter.speedUp();
	await settled();
	expect(inside).toHaveLength(5);
	for (let answers = 0; answers < 10; answers++) limiter.speedUp();
	await settled();
	expect(inside).toHaveLength(8);
});

test('one that is for one at a time stays so', async () => {
	const turn = new Limiter(1, 1);
	turn.speedUp();

	expect((await ask(turn, 2)).inside).toEqual([1]);
});

test.each([
	[1, 2],
	[2, 1],
	[9, 1],
])('told %d times that it is too much, it lets %d in', async (times, places) => {
	const limiter = new Limiter();
	for (let time = 0; time < times; time++) limiter.slowDown();

	expect((await ask(limiter, 9)).inside).toHaveLength(places);
});

test('who is inside stays there when it is too much, and places are free only below the new limit', async () => {
	const limiter = new Limiter();
	const { inside, leave } = await ask(limiter, 6);
	limiter.slowDown();

	for (const number of [1, 2]) leave.get(number)!();
	await settled();
	expect(inside).toHaveLength(4);
	leave.get(3)!();
	await settled();
	expect(inside).toHaveLength(5);
});

describe('who stops waiting', () => {
	test('is told why, and leaves the place to the next', async () => {
		const limiter = new Limiter(1);
		const { leave } = await ask(limiter, 1);
		const stop = new AbortController();
		const stopped = limiter.enter(stop.signal);
		const next = limiter.enter();

		stop.abort(new Error('stopped'));
		await expect(stopped).rejects.toThrow('stopped');
		leave.get(1)!();

		expect(await next).toBeInstanceOf(Function);
	});

	test('after the work was stopped gets no place, and takes none', async () => {
		const limiter = new Limiter(1);
		const { leave } = await ask(limiter, 1);

		await expect(limiter.enter(AbortSignal.abort(new Error('stopped')))).rejects.toThrow();
		leave.get(1)!();

		expect((await ask(limiter, 2)).inside).toEqual([1]);
	});
});
