import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

const root = resolve(__dirname, '../..');
const text = readFileSync(join(root, 'docs/polling.md'), 'utf8');

/** Where invariants are tested. */
const folders = [
	'test/nodes/shared/polling',
	'test/nodes/shared/trigger',
	'test/nodes/triggers',
	'test/lab/explore',
	'test/lab/soak',
];

const files = folders.flatMap((folder) =>
	readdirSync(join(root, folder))
		.filter((file) => file.endsWith('.test.ts'))
		.map((file) => [folder, file].join('/').split(sep).join('/')),
);

/** The invariants that the page states, and the tests that its table names for each. */
const stated = [...text.matchAll(/^- \*\*(P\d+)\. /gm)].map(([, name]) => name ?? '');
const named = new Map(
	[...text.matchAll(/^\| (P\d+) +\| (.*?) +\|$/gm)].map(([, name, list]) => [
		name ?? '',
		(list ?? '').split(', ').map((file) => file.replaceAll('`', '')),
	]),
);

/** The files that have a test of the invariant: its name is in the title, in brackets. */
const testing = (name: string) =>
	files.filter((file) => {
		const titles = readFileSync(join(root, file), 'utf8').match(/['"`][^'"`\n]*\[P\d+\][^'"`\n]*/g);
		return titles?.some((title) => title.includes(`[${name}]`));
	});

test('the invariants are numbered without a gap, and each is in the table', () => {
	expect(stated).toEqual(stated.map((_, i) => `P${i + 1}`));
	expect([...named.keys()]).toEqual(stated);
});

test.each(stated)('%s names its tests, and they name it', (name) => {
	expect(named.get(name)).not.toEqual([]);
	expect(named.get(name)).toEqual(testing(name).sort());
});

test('no test names an invariant that is not stated', () => {
	const all = files.flatMap(
		(file) => readFileSync(join(root, file), 'utf8').match(/\[P\d+\]/g) ?? [],
	);
	expect([...new Set(all)].filter((name) => !stated.includes(name.slice(1, -1)))).toEqual([]);
});
