import { callKey } from '../../../../nodes/shared/polling/remembered';

describe('callKey', () => {
	it('given an id, then its key is the same eight characters, which JSON does not escape', () => {
		expect(callKey('20260509214921-8AA6D')).toBe(callKey('20260509214921-8AA6D'));
		expect(callKey('20260509214921-8AA6D')).toMatch(/^[A-Za-z0-9_-]{8}$/);
		expect(callKey('')).toMatch(/^[A-Za-z0-9_-]{8}$/);
	});

	// They are in saved states: a version that makes others would give every remembered call again.
	it.each([
		['', 'FjM_AF2A'],
		['a', 'MeQi6IJf'],
		['20260509214921-8AA6D', 'm8bweAv_'],
		['1749478200.1', 'aomR7fkN'],
		['é日本😀', '1r3PEVFZ'],
	])('given %j, then its key is %s in every version', (id, key) => {
		expect(callKey(id)).toBe(key);
	});

	// 200,000 keys of 48 bits: by chance, a pair shares one once in 14,000 such tests, and these ids are fixed.
	it('given ids as both vendors make them, then no two share a key', () => {
		const ids = new Set<string>();
		for (let i = 0; i < 100_000; i++) {
			ids.add(`${1_749_478_200 + (i >> 2)}.${i}`);
			ids.add(`20260509${String(i).padStart(6, '0')}-${(i * 7919).toString(16).toUpperCase()}`);
		}
		expect(new Set([...ids].map(callKey)).size).toBe(ids.size);
	});

	it('given ids that differ in one character, then half of the bits differ on average', () => {
		const bits = (key: string) =>
			[...key]
				.map((c) =>
					'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
						.indexOf(c)
						.toString(2)
						.padStart(6, '0'),
				)
				.join('');
		let different = 0;
		for (let i = 0; i < 1000; i++) {
			const [a, b] = [bits(callKey(`174947${i}.1`)), bits(callKey(`174947${i}.2`))];
			different += [...a].filter((bit, at) => bit !== b[at]).length;
		}
		expect(different / 1000 / 48).toBeCloseTo(0.5, 1);
	});
});
