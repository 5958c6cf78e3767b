import { listInLittleMemory } from '../../lab/memory/longList';

/** A sixth of the size of `npm run lab -- memory`: all its rows at once would not fit in. */
const size = { days: 5, callsADay: 1_000, bytesOfCall: 20_000, heap: 160 };

test('a list that nothing matches keeps none of the rows that it has read', async () => {
	const { error, items, grownBy, sent } = await listInLittleMemory(size);

	expect(error).toBeUndefined();
	expect(items).toBe(0);
	expect(sent).toBeGreaterThan(90);
	expect(grownBy).toBeLessThan(200);
}, 120_000);
