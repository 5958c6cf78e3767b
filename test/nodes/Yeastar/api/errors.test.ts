import type { ServiceError } from '../../../../nodes/shared/requests/errors';
import { RefusedError, TokenRefusedError } from '../../../../nodes/shared/requests/errors';
import {
	errorTable,
	requireLegId,
	signInError,
	yeastarError,
} from '../../../../nodes/Yeastar/api/errors';

const codesWith = (fits: (row: (typeof errorTable)[string]) => unknown) =>
	Object.keys(errorTable).filter((code) => fits(errorTable[code]!));

test.each([
	['temporarily-unavailable', ['2', '70082', '-2', '-1', 'other']],
	['quota-exhausted', ['60002']],
	['credential-invalid', ['10004', 'rejected', 'changed']],
	[
		'configuration-invalid',
		['10001', '10002', '10003', '10005', '10009', '40001', '40002', '70004', '70087', '70123'],
	],
	// what was asked for does not exist, which is not a fault
	[undefined, ['60001']],
])('to n8n %s are %j', (cause, codes) => {
	expect(codesWith((row) => row.cause === cause)).toEqual(codes);
});

test('a PBX that is busy, or prepares the answer, is waited for; a busy one gets fewer requests', () => {
	expect(codesWith(({ repeat }) => repeat)).toEqual(['2', '70082']);
	expect(codesWith(({ inProgress }) => inProgress)).toEqual(['2', '70082']);
	expect(codesWith(({ overload }) => overload)).toEqual(['70082']);
});

describe('the error of a code', () => {
	test('has its row and the code', () => {
		expect(yeastarError('70082')).toMatchObject({
			message: 'The PBX is busy with another large task. Try again in a moment. (Code 70082)',
			serviceCode: '70082',
			repeat: true,
		});
		expect(yeastarError('-2').what).toBe('The PBX reported an internal error.');
	});

	test('60002 tells when a token is free at the latest', () => {
		expect(yeastarError('60002').failure?.retryAfterMs).toBe(30 * 60_000);
		expect(yeastarError('70082').failure).toEqual({ cause: 'temporarily-unavailable' });
	});

	test.each(['12345', 'changed', 'rejected', 'x2', '2x', '--2', '', 'constructor'])(
		'%j has no row of its own',
		(code) => {
			expect(yeastarError(code)).toMatchObject({
				what: 'The PBX rejected the request.',
				serviceCode: code,
				failure: { cause: 'temporarily-unavailable' },
			});
		},
	);

	test('shows no token', () => {
		expect(yeastarError('aB3dE6gH9jK2mN5pQ8').serviceCode).toBe('…');
	});

	test('is a refusal of the token, of the request, or, at the sign-in, of neither', () => {
		expect(yeastarError('10004')).toBeInstanceOf(TokenRefusedError);
		expect(yeastarError('10005')).toBeInstanceOf(RefusedError);
		expect(yeastarError('10005')).not.toBeInstanceOf(TokenRefusedError);
		expect(signInError('10004')).not.toBeInstanceOf(RefusedError);
	});

	test('at the sign-in may be told by another row', () => {
		expect(signInError('10005').what).toBe(
			'The API application in the credential is not allowed to read this.',
		);
		expect(signInError('10005', errorTable.rejected)).toMatchObject({
			what: 'The PBX rejected the Client ID and Client Secret.',
			serviceCode: '10005',
		});
	});
});

describe('an ID of a leg', () => {
	test.each(['20260509214921-8AA6D', '20260509214921-0', '20260509214921-aZ9'])(
		'%s may be one',
		(id) => {
			expect(() => requireLegId(id)).not.toThrow();
		},
	);

	test.each([
		'1778334561.123',
		'2026050921492-8AA6D',
		'120260509214921-8AA6D',
		'20260509214921-',
		'20260509214921-8AA6D,',
		'20260509214921-8A 6D',
		'2026050921492x-8AA6D',
		`${'9'.repeat(61)}`,
	])('%s is none, and the error says what is', (id) => {
		expect.assertions(1);
		try {
			requireLegId(id);
		} catch (error) {
			expect(error as ServiceError).toMatchObject({
				what: `The PBX has no call with the ID "${id.slice(0, 60)}".`,
				advice:
					'Use the "id" field from List Transcriptions, such as 20260509214921-8AA6D. The "callId" field is a different number.',
				failure: { cause: 'configuration-invalid' },
			});
		}
	});
});
