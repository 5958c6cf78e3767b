import { errorTable as cytracom } from '../../../../nodes/Cytracom/api/errors';
import { errorTable as yeastar } from '../../../../nodes/Yeastar/api/errors';
import type { ErrorRow, FailureCause } from '../../../../nodes/shared/requests/errors';
import { networkErrorTable } from '../../../../nodes/shared/requests/networkErrors';

/** Who has to do something before the same request can succeed. */
const causes = (table: Record<string, ErrorRow>) => {
	const codes: Partial<Record<FailureCause | 'none', string[]>> = {};
	for (const [code, { cause = 'none' }] of Object.entries(table)) (codes[cause] ??= []).push(code);
	return codes;
};
const repeated = (table: Record<string, ErrorRow>) =>
	Object.keys(table).filter((code) => table[code]?.repeat);

describe('n8n’s back-off is told what kind of failure it is, and what may pass is asked again', () => {
	test('Yeastar', () => {
		expect(causes(yeastar)).toEqual({
			'temporarily-unavailable': ['2', '70082', '-2', '-1', 'other'],
			'configuration-invalid': [
				...['10001', '10002', '10003', '10005', '10009'],
				...['40001', '40002', '70004', '70087', '70123'],
			],
			'credential-invalid': ['10004', 'rejected', 'changed'],
			'quota-exhausted': ['60002'],
			none: ['60001'],
		});
		expect(repeated(yeastar)).toEqual(['2', '70082']);
	});

	test('Cytracom', () => {
		expect(causes(cytracom)).toEqual({
			'credential-invalid': ['401', '403'],
			'node-defect': [
				...['missing_from_date', 'missing_to_date', 'invalid_from_date', 'invalid_to_date'],
				...['window_too_large', 'invalid_page_size'],
			],
			'configuration-invalid': ['invalid_date_range', 'to_date_in_future', 'retention_exceeded'],
			'temporarily-unavailable': ['bad_cursor', 'other'],
			'rate-limited': ['rateLimited'],
		});
		expect(repeated(cytracom)).toEqual(['rateLimited']);
	});

	test('the network', () => {
		const passing = [
			...['EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'OTHER'],
		];
		expect(causes(networkErrorTable)).toEqual({
			'temporarily-unavailable': ['ENOTFOUND', ...passing],
			'configuration-invalid': [
				...['CERTIFICATE', 'CERTIFICATE_NAME', 'CERTIFICATE_EXPIRED', 'NOT_TLS', 'SSRF'],
			],
		});
		expect(repeated(networkErrorTable)).toEqual(passing);
	});
});
