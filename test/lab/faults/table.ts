import type { TableRow } from './tableRow';

/** For each vendor and place a table: a fault a row, an operation, picker or trigger a column. */
export const tablesOf = (cells: TableRow[]): string =>
	[...groupBy(cells, ({ table }) => table)]
		.map(([title, its]) => `${title}\n\n${tableOf(its)}`)
		.join('\n\n');

function tableOf(cells: TableRow[]): string {
	const columns = [...new Set(cells.map(({ column }) => column))];
	const body = [...groupBy(cells, ({ fault }) => fault)].map(([fault, its]) => [
		fault,
		...columns.map((name) => its.find(({ column }) => column === name)?.text ?? ''),
	]);
	const lines = [['', ...columns], ...body];
	const widths = ['', ...columns].map((_, at) =>
		Math.max(...lines.map((line) => line[at]!.length)),
	);
	return lines
		.map((line) =>
			line
				.map((text, at) => text.padEnd(widths[at]!))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

function groupBy(cells: TableRow[], keyOf: (cell: TableRow) => string): Map<string, TableRow[]> {
	const groups = new Map<string, TableRow[]>();
	for (const cell of cells) {
		const key = keyOf(cell);
		groups.set(key, [...(groups.get(key) ?? []), cell]);
	}
	return groups;
}
