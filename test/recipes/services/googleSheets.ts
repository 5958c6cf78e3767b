import { generateKeyPairSync } from 'node:crypto';
import type { Service } from './service';

type Row = string[];

/** One Google spreadsheet with an empty sheet `Calls`. */
export function googleSheets(): Service {
	const rows: Row[] = [];
	const values = /^\/v4\/spreadsheets\/[^/]+\/values\/'?Calls'?!?(.*)$/;
	return {
		hosts: ['sheets.googleapis.com', 'oauth2.googleapis.com'],
		credential: googleAccount(),
		nodes: ['n8n-nodes-base.googleSheets'],
		answer({ method, host, path, body }) {
			if (host === 'oauth2.googleapis.com') return { json: { access_token: 'simulated' } };
			const [, range] = values.exec(path) ?? [];
			if (range !== undefined && method === 'GET') return { json: { values: rows } };
			if (range !== undefined && method === 'PUT') {
				write(rows, { range, values: (body as Change).values });
				return { json: {} };
			}
			if (path.endsWith('/values:batchUpdate')) {
				for (const change of (body as { data: Change[] }).data) write(rows, change);
				return { json: {} };
			}
			if (path.endsWith(':batchUpdate')) return { json: {} };
			if (method !== 'GET' || !/^\/v4\/spreadsheets\/[^/]+$/.test(path)) return undefined;
			return { json: { sheets: [{ properties: { sheetId: 0, title: 'Calls' } }] } };
		},
		written: () =>
			rows.slice(1).map((row) => ({ text: row.join(' | '), customer: row.join(' | ') })),
	};
}

/** A service account, which needs no sign-in by a person. */
export function googleAccount() {
	const { privateKey } = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
		publicKeyEncoding: { type: 'spki', format: 'pem' },
	});
	const data = { email: 'n8n@example.iam.gserviceaccount.com', privateKey };
	return { name: 'Google', type: 'googleApi', data };
}

interface Change {
	range: string;
	values: Row[];
}

/** Writes the values of `A2:E3`, `Calls!2:2` or from `A1` on. */
function write(rows: Row[], { range, values }: Change): void {
	const [, letters = '', number = '1'] = /([A-Z]*)(\d+)(?::.*)?$/.exec(range) ?? [];
	const column = letters === '' ? 0 : letters.charCodeAt(0) - 65;
	values.forEach((cells, index) => {
		const row = (rows[Number(number) - 1 + index] ??= []);
		cells.forEach((cell, place) => (row[column + place] = cell));
	});
}
