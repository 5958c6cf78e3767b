import { readFileSync } from 'node:fs';

import { errorTable as cytracom } from '../../nodes/Cytracom/api/errors';
import { errorTable as yeastar } from '../../nodes/Yeastar/api/errors';
import type { ErrorRow } from '../../nodes/shared/requests/errors';
import { httpStatusError, networkErrorTable } from '../../nodes/shared/requests/networkErrors';

/*
 * The tables of errors in the docs, made from those that the nodes use: `npm run docs` writes them, a test compares.
 */

const START = '<!-- errors:start (written by `npm run docs`) -->';
const END = '<!-- errors:end -->';
/** What the docs show where the nodes show the address in the credential. */
const HOST = 'pbx.example.com';
/** Statuses that the nodes distinguish: redirected, rejected, too many requests, unavailable. */
const HTTP_STATUSES = [302, 404, 429, 503];

type Sentences = Pick<ErrorRow, 'what' | 'advice'>;

/** The pages with a table, and its rows. */
const TABLES: Record<string, Record<string, Sentences>> = {
	'README.md': {
		...networkErrorTable,
		...Object.fromEntries(
			HTTP_STATUSES.map((status) => [
				`HTTP ${status}`,
				httpStatusError(`https://${HOST}`, status, {})!,
			]),
		),
	},
	'docs/yeastar.md': yeastar,
	'docs/cytracom.md': cytracom,
};

export const pagesWithErrors = Object.keys(TABLES);

/** A page with the table of the code between its two markers. @throws Error when a marker is missing */
export function withErrorTable(page: string): string {
	const [before, rest] = readFileSync(page, 'utf8').split(START);
	const after = rest?.split(END)[1];
	if (before === undefined || after === undefined) throw new Error(`${page} lacks ${START}`);
	return `${before}${START}\n\n${tableOf(TABLES[page]!)}\n\n${END}${after}`;
}

/** Kept from prettier, which would pad every cell to the longest one. */
const tableOf = (rows: Record<string, Sentences>): string =>
	[
		'<!-- prettier-ignore -->',
		'| What it says | What to do | Code |',
		'| --- | --- | --- |',
		...Object.entries(rows).map(([key, { what, advice }]) => row([what, advice, codeOf(key)])),
	].join('\n');

const row = (cells: string[]): string =>
	`| ${cells.map((cell) => cell.replace('{host}', HOST).replace(/\|/g, '\\|')).join(' | ')} |`;

/** What a phone system, the network or HTTP calls it; nothing for the rows that only we tell apart. */
function codeOf(key: string): string {
	if (key === 'rateLimited') return '`429`';
	return /^(-?\d+|HTTP \d+|E[A-Z_]+|[a-z]+(_[a-z]+)+)$/.test(key) ? `\`${key}\`` : '';
}
