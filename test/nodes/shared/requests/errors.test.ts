import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import {
	asProblem,
	cancelled,
	isCancelled,
	NetworkError,
	RefusedError,
	RenewalNeeded,
	ServiceError,
	serviceErrorIn,
	toNodeError,
	TokenRefusedError,
	TooSlowError,
	valueOnCode,
} from '../../../../nodes/shared/requests/errors';

const node: INode = {
	...{ id: '1', name: 'Node', type: 'x', typeVersion: 1 },
	...{ position: [0, 0], parameters: {} },
};
const sentences = { what: 'It failed.', advice: 'Wait.' };
const withCode = (serviceCode?: string) => new ServiceError({ ...sentences, serviceCode });

describe('ServiceError', () => {
	test('says what happened and what to do, and no more unless it is told', () => {
		const error = new ServiceError(sentences);

		expect(error).toMatchObject({
			...sentences,
			...{ name: 'ServiceError', message: 'It failed. Wait.', failure: undefined },
			...{ repeat: false, inProgress: false, overload: false, isPassing: false },
		});
		expect(error).not.toHaveProperty('code');
	});

	test.each([
		['10004', ' (Code 10004)'],
		['-2', ' (Code -2)'],
		['rate_limit_exceeded', ' (Code rate_limit_exceeded)'],
		['bad_cursor', ' (Code bad_cursor)'],
		['rejected', ''],
		['ECONNREFUSED', ''],
		['HTTP 404', ''],
		['1a', ''],
		['a_1', ''],
		['_a_b', ''],
		['a_', ''],
		['', ''],
		[undefined, ''],
	])('shows a code that somebody can look up: %j', (code, shown) => {
		expect(withCode(code).message).toBe(`It failed. Wait.${shown}`);
	});

	test('tells n8n its cause, and how long to wait where that is known', () => {
		const cause = 'rate-limited';
		const told = (retryAfterMs?: number) =>
			new ServiceError({ ...sentences, cause, retryAfterMs }).failure;

		expect(told(5)).toEqual({ cause, retryAfterMs: 5 });
		for (const none of [undefined, 0]) expect(told(none)).toStrictEqual({ cause });
	});

	test.each([
		['temporarily-unavailable', true],
		['rate-limited', false],
		['node-defect', false],
	] as const)('%s passes by itself: %j', (cause, passes) => {
		expect(new ServiceError({ ...sentences, cause }).isPassing).toBe(passes);
	});

	test('of what happened has a class, and its name', () => {
		for (const Failure of [RefusedError, TokenRefusedError, NetworkError]) {
			const error = new Failure(sentences);
			expect(error).toBeInstanceOf(ServiceError);
			expect(error.name).toBe(Failure.name);
		}
		expect(new TokenRefusedError(sentences)).toBeInstanceOf(RefusedError);
	});

	test('of a phone system that is too slow for a poll says so', () => {
		expect(new TooSlowError('pbx.example:8088')).toMatchObject({
			name: 'TooSlowError',
			what: 'pbx.example:8088 took longer to send its calls than n8n allows for one poll.',
			advice:
				'The next poll asks for a shorter period. If this keeps happening, lower Lookback Hours under Options.',
			failure: { cause: 'temporarily-unavailable' },
			repeat: false,
		});
	});

	test('that wants a new sign-in looks like an answer of HTTP 401', () => {
		expect(new RenewalNeeded(sentences)).toMatchObject({ response: { status: 401 }, ...sentences });
	});
});

describe('serviceErrorIn', () => {
	const wrapped = (error: unknown, times: number): unknown =>
		times === 0 ? error : new Error('wrapped', { cause: wrapped(error, times - 1) });

	test('finds it however n8n wraps it, but not without an end', () => {
		const error = withCode();

		expect(serviceErrorIn(error)).toBe(error);
		expect(serviceErrorIn(wrapped(error, 7))).toBe(error);
		expect(serviceErrorIn(wrapped(error, 8))).toBeUndefined();
	});

	test.each([undefined, null, 'text', {}, new Error('other')])('in %j is none', (error) => {
		expect(serviceErrorIn(error)).toBeUndefined();
		expect(() => asProblem(error)).toThrow();
	});

	test('asProblem gives it, and throws on what is none', () => {
		const error = withCode();
		const other = new Error('other');

		expect(asProblem(wrapped(error, 1))).toBe(error);
		expect(() => asProblem(other)).toThrow(other);
	});
});

describe('valueOnCode', () => {
	const noCall = valueOnCode(['60001', '60003'], 'none');
	const refusal = (serviceCode?: string) => new RefusedError({ ...sentences, serviceCode });

	test('gives the value for the codes that it is for', () => {
		expect(noCall(refusal('60001'))).toBe('none');
		expect(noCall(refusal('60003'))).toBe('none');
	});

	test.each([
		['another code', refusal('60002')],
		['no code', refusal()],
		['a code at the sign-in', withCode('60001')],
		['an error that is none of ours', Object.assign(new Error('x'), { serviceCode: '60001' })],
	])('throws %s on', (_, error) => {
		expect(() => noCall(error)).toThrow(error);
	});
});

describe('a stop by the user', () => {
	test('is known by the signal, or by the name of the error', () => {
		const { signal } = new AbortController();

		expect(isCancelled(new Error('other'), AbortSignal.abort())).toBe(true);
		expect(isCancelled(new Error('other'), signal)).toBe(false);
		expect(isCancelled(new DOMException('stop', 'AbortError'), signal)).toBe(true);
		expect(isCancelled(cancelled())).toBe(true);
		for (const other of [new Error('other'), undefined, null])
			expect(isCancelled(other)).toBe(false);
	});

	test('is told in n8n’s word', () => {
		expect(cancelled().message).toBe('The execution was canceled.');
	});
});

describe('toNodeError', () => {
	const cause = 'quota-exhausted';

	test('shows the sentence, the advice, the code and the item', () => {
		const error = toNodeError(
			node,
			new Error('n8n', { cause: new ServiceError({ ...sentences, cause, serviceCode: '60002' }) }),
			3,
		);

		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			...{ message: 'It failed.', description: 'Wait. (Code 60002)', httpCode: '60002' },
			...{ failure: { cause }, context: { itemIndex: 3 } },
		});
	});

	test('without a code it shows none', () => {
		expect(toNodeError(node, withCode())).toMatchObject({
			...{ message: 'It failed.', description: 'Wait.', httpCode: null },
		});
	});

	test('a code that n8n knows does not bring n8n’s sentence', () => {
		for (const code of ['ECONNREFUSED', '404', 'ETIMEDOUT']) {
			expect(toNodeError(node, withCode(code)).message).toBe('It failed.');
		}
	});

	test('an error of n8n stays, with its own item or this one', () => {
		const own = new NodeOperationError(node, 'Wrong', { itemIndex: 5 });
		const none = new NodeOperationError(node, 'Wrong');

		expect(toNodeError(node, own, 3)).toBe(own);
		expect(own.context.itemIndex).toBe(5);
		expect(toNodeError(node, none)).toBe(none);
		expect(none.context.itemIndex).toBeUndefined();
		toNodeError(node, none, 3);
		expect(none.context.itemIndex).toBe(3);
	});

	test('a defect stays, and what is no error becomes one', () => {
		const defect = new TypeError('x is undefined');

		expect(toNodeError(node, defect, 3)).toBe(defect);
		expect(defect).not.toHaveProperty('context');
		expect(toNodeError(node, 'text')).toEqual(new Error('text'));
	});
});
