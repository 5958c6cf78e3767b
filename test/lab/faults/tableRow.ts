import type { Result } from './cell';
import { nameOf } from './matrix';

/** What the table needs to know of a cell; goes from one process to another. */
export interface TableRow {
	name: string;
	/** Vendor and place of the fault. */
	table: string;
	fault: string;
	column: string;
	/** How it ended, in some words; empty where there was nothing to run. */
	text: string;
	problems: string[];
}

export function rowOf(result: Result): TableRow {
	const { cell, problems } = result;
	const { row, place, lasting, column } = cell;
	return {
		name: nameOf(cell),
		table: `${column.vendor.name}, the fault is at: ${place}`,
		fault: `${row.name}, ${lasting}`,
		column: column.name,
		text: short(result),
		problems,
	};
}

/** How it ended, requests in all, virtual seconds waited, and what kind of error: "error 4 req 2.5 s: rate-limited". */
function short({ observed, problems }: Result): string {
	if (!observed) return problems.length > 0 ? 'FAILED' : '';
	const { end, outcome, requests, waitedMs } = observed;
	const waited = waitedMs === 0 ? '' : ` ${(waitedMs / 1000).toFixed(1)} s`;
	const kind = 'error' in outcome ? `: ${outcome.error.failure?.cause ?? 'told'}` : '';
	return `${end} ${requests} req${waited}${kind}${problems.length > 0 ? ' FAILED' : ''}`;
}
