import { createMemo } from '../../../../nodes/shared/operations/operation';

test('asks once for a key, also while the answer is on its way', async () => {
	const memo = createMemo();
	let asked = 0;
	const ask = async () => await Promise.resolve(++asked);

	expect(await Promise.all([memo('a', ask), memo('a', ask)])).toEqual([1, 1]);
	expect(await memo('a', ask)).toBe(1);
	expect(await memo('b', ask)).toBe(2);
});

test('a failure is remembered too: items that need the same answer fail alike', async () => {
	const memo = createMemo();
	let asked = 0;
	const ask = async () => await Promise.reject(new Error(`failure ${++asked}`));

	await expect(memo('a', ask)).rejects.toThrow('failure 1');
	await expect(memo('a', ask)).rejects.toThrow('failure 1');
});

test('each connection has its own', async () => {
	let asked = 0;
	const ask = async () => await Promise.resolve(++asked);

	expect(await createMemo()('a', ask)).toBe(1);
	expect(await createMemo()('a', ask)).toBe(2);
});
