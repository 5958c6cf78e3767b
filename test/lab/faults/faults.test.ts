import { runCell } from './cell';
import { expectedOf } from './expectation';
import { judge } from './judge';
import { matrix, nameOf, type Cell } from './matrix';
import { oversized } from './spoilt';

/** Jest gives tests a copy of the environment, so that here no certificate can become trusted. */
const inJest = matrix.filter(({ row }) => row.name !== 'self-signed certificate');

/** `npm run lab -- faults` runs them all: here each fault meets one thing, a different one each time. */
const part: Cell[] = [...groups(inJest, ({ row }) => row.name)].map(
	// a prime step goes through all columns and places
	(cells, index) => cells[(index * 7) % cells.length]!,
);

test.each(part.map((cell) => [nameOf(cell), cell] as const))('%s', async (_, cell) => {
	expect((await runCell(cell)).problems).toEqual([]);
});

function groups<T>(all: T[], keyOf: (one: T) => string): T[][] {
	const found = new Map<string, T[]>();
	for (const one of all) found.set(keyOf(one), [...(found.get(keyOf(one)) ?? []), one]);
	return [...found.values()];
}

test('the matrix notices what is wrong', () => {
	const cell = matrix.find(
		({ row, column, lasting, place }) =>
			row.name === 'reset' &&
			column.kind === 'poll' &&
			place === 'information' &&
			lasting === 'lasting',
	)!;
	const healthy = { items: ['a'], after: ['a'], requests: 3, tries: new Map([[cell.place, 1]]) };
	const error = { name: 'TypeError', message: 'x is undefined' };
	const seen = { requests: 9, tries: 9, waitedMs: 0, end: 'error' as const, outcome: { error } };

	const problems = judge(cell, { ...seen, after: { items: ['a', 'a'] }, leak: 'secret' }, healthy);

	expect(problems).toEqual([
		'9 requests there, not 3 to 3',
		expect.stringContaining('0 ms waited, not 1500 to'),
		expect.stringContaining('no clear error: TypeError'),
		expect.stringContaining('says: x is undefined'),
		'the cause is undefined, not temporarily-unavailable',
		'gives a a after the fault, not a',
		'a secret shows: secret',
	]);
	expect(expectedOf({ ...cell, meaning: { is: 'harmless' }, healthyTries: 1 }).ends).toEqual([
		'items',
	]);
	expect(oversized().length).toBeGreaterThan(64 * 1024 * 1024);
});
