import { listInLittleMemory } from '../memory/longList';

/** A fifth of the size of `npm run memory`, and half of its memory. */
const size = { days: 6, callsADay: 1_000, bytesOfCall: 20_000, heap: 128 };

test('a list that nothing matches keeps none of the rows that it has read', async () => {
	const { error, items, grownBy, sent } = await listInLittleMemory(size);

	expect(error).toBeUndefined();
	expect(items).toBe(0);
	expect(sent).toBeGreaterThan(100);
	expect(grownBy).toBeLessThan(200);
}, 120_000);
