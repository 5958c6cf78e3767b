import type { Column } from './column';
import { columns } from './columns';
import { rows, type Lasting, type Row } from './rows';
import type { Meaning } from './meaning';
import type { Place } from './site';

/** One fault, at one place, in one operation, picker or trigger. */
export interface Cell {
	row: Row;
	place: Place;
	lasting: Lasting;
	column: Column;
}

const always: Lasting[] = ['once', 'lasting'];

/** Every fault times everything that meets it. */
export const matrix: Cell[] = rows.flatMap((row) =>
	columns
		.filter(({ vendor }) => row.vendor === undefined || row.vendor === vendor.name)
		.flatMap((column) =>
			(['connection', ...column.places] as Place[])
				.filter((place) => (row.at ? row.at(place) : place !== 'connection'))
				.flatMap((place) =>
					(row.lasting ?? always).map((lasting) => ({ row, place, lasting, column })),
				),
		),
);

export const meaningOf = ({ row, place, column }: Cell): Meaning =>
	typeof row.meaning === 'function' ? row.meaning(place, column) : row.meaning;

export const nameOf = ({ row, place, lasting, column }: Cell): string =>
	`${column.vendor.name} ${column.name}: ${row.name}, at ${place}, ${lasting}`;
