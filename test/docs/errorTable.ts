import { errorTable as cytracom } from '../../nodes/Cytracom/api/errors';
import { errorTable as yeastar } from '../../nodes/Yeastar/api/errors';
import type { ErrorRow } from '../../nodes/shared/requests/errors';
import { httpStatusError, networkErrorTable } from '../../nodes/shared/requests/networkErrors';

/*
 * The tables of errors in README.md, made from those that the nodes use: `npm run docs` writes them, a test compares.
 */

const START = '<!-- errors:start (written by `npm run docs`) -->';
const END = '<!-- errors:end -->';
/** What README shows where the nodes show the address in the credential. */
const HOST = 'pbx.example.com';
/** Statuses that the nodes tell apart: redirect, refused, too many, out of order. */
const HTTP_STATUSES = [302, 404, 429, 503];

/** Rows that have no code of the vendor. */
const NAMES: Record<string, string> = {
	rejected: 'wrong ID or secret',
	changed: 'changed credential',
	rateLimited: '429',
	other: 'any other',
	OTHER: 'any other',
	SSRF: "n8n's own guard",
	CERTIFICATE: 'certificate',
	CERTIFICATE_NAME: 'certificate, name',
	CERTIFICATE_EXPIRED: 'certificate, date',
	NOT_TLS: 'no HTTPS',
};

/** A code with its two sentences. */
type Row = [code: string, sentences: Pick<ErrorRow, 'what' | 'advice'>];

/** README's text with the tables of the code between its two markers. @throws Error when a marker is missing */
export function withErrorTables(readme: string): string {
	const [before, rest] = readme.split(START);
	const after = rest?.split(END)[1];
	if (before === undefined || after === undefined) throw new Error(`README.md lacks ${START}`);
	return `${before}${START}\n\n${errorTables()}\n\n${END}${after}`;
}

function errorTables(): string {
	return [
		section('Errors of Yeastar', Object.entries(yeastar)),
		section('Errors of Cytracom', Object.entries(cytracom)),
		section('Errors on the way to the phone system', [
			...Object.entries(networkErrorTable),
			...HTTP_STATUSES.map((status): Row => [
				`HTTP ${status}`,
				httpStatusError(`https://${HOST}`, status, {})!,
			]),
		]),
	].join('\n\n');
}

/** Kept from prettier, which would pad every cell to the longest one. */
const section = (title: string, rows: Row[]): string =>
	[
		`### ${title}`,
		'',
		'<!-- prettier-ignore -->',
		'| Code | What it says | What to do |',
		'| --- | --- | --- |',
		...rows.map(([code, { what, advice }]) => row([NAMES[code] ?? `\`${code}\``, what, advice])),
	].join('\n');

const row = (cells: string[]): string =>
	`| ${cells.map((cell) => cell.replace('{host}', HOST).replace(/\|/g, '\\|')).join(' | ')} |`;
