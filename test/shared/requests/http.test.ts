import type { IExecuteFunctions } from 'n8n-workflow';

import { ServiceError } from '../../../nodes/shared/requests/errors';
import { endOf, isTooSlow, sendForJson, waitUntil } from '../../../nodes/shared/requests/http';
import { runNode } from '../../engine';
import { probeTask } from '../../engine/probe/Probe.node';
import type { ProbeServer } from '../../engine/probe/probe-server';
import { json } from '../../engine/probe/probe-server';
import { setUp } from '../../engine/probe/setup';
import { useVirtualClock } from '../../support/clock';

const clock = useVirtualClock();

/** Lets a node ask a server for JSON; what came, or the error. */
async function ask(
	answer: ProbeServer['answer'],
	path = '/calls',
	before?: (of: IExecuteFunctions) => void,
) {
	await using setup = await setUp();
	const { server, engine, credentials } = setup;
	server.answer = answer;
	let error: unknown;
	probeTask.run = async function () {
		before?.(this);
		const request = {
			...{ credentialType: 'probeApi', credentials: await this.getCredentials('probeApi') },
			...{ origin: server.url, path, query: { from: 1, to: 'ä' } },
		};
		return await sendForJson(this, request).catch((caught: unknown) => {
			error = caught;
			throw caught;
		});
	};
	const { items } = await runNode(engine, { type: 'test.probe', credentials });
	const { host } = new URL(server.url);
	return { json: items[0]?.json, error: error as ServiceError, host, calls: server.calls };
}

test('a request is a GET with its query and the credential; its answer has status, headers and JSON', async () => {
	const { json: answer, calls } = await ask((_, response) => {
		response.setHeader('X-Left', '7');
		json(response, { name: 'ä' }, 404);
	});

	expect(answer).toMatchObject({ status: 404, headers: { 'x-left': '7' }, json: { name: 'ä' } });
	expect(calls).toMatchObject([
		{
			method: 'GET',
			path: '/calls',
			query: { from: '1', to: 'ä' },
			headers: { 'x-token': 'token-1' },
		},
	]);
});

test('a character may come in two pieces', async () => {
	const bytes = Buffer.from('{"name":"ä"}');
	const { json: answer } = await ask((_, response) => {
		response.write(bytes.subarray(0, 10), () =>
			setImmediate(() => response.end(bytes.subarray(10))),
		);
	});

	expect(answer?.json).toEqual({ name: 'ä' });
});

test('a redirect is not followed', async () => {
	const { error, calls, host } = await ask((_, response) => {
		response.writeHead(302, { Location: '/elsewhere' }).end();
	});

	expect(error.what).toContain(`${host} sent the request on to another address`);
	expect(calls).toHaveLength(1);
});

test.each([
	[200, 'Hello', 'gave an answer that is no JSON.'],
	[200, '', 'gave an empty answer.'],
	[502, '<html>', 'cannot answer at the moment (HTTP 502).'],
	[403, 'Too Many Requests', 'gets too many requests.'],
])('HTTP %d with "%s" %s', async (status, body, what) => {
	const { error, host } = await ask((_, response) => void response.writeHead(status).end(body));

	expect(error.what).toBe(`${host} ${what}`);
});

test('an answer without an end is given up after 64 MB', async () => {
	const piece = Buffer.alloc(4 * 1024 * 1024, ' ');
	let left = 40;
	const { error, host } = await ask((_, response) => {
		const next = () => void (left-- > 0 ? response.write(piece, next) : response.end('1'));
		next();
	});

	expect(error).toMatchObject({
		what: `${host} gave an answer of more than 64 MB.`,
		repeat: false,
	});
	expect(left).toBeGreaterThan(0);
});

describe('what n8n no longer waits for', () => {
	test('is read no further, and the error says so', async () => {
		const late = async (ms: number) =>
			await ask(
				(_, response) => {
					clock.advance(ms);
					json(response, 1);
				},
				'/calls',
				(context) => waitUntil(context, clock.now() + 5_000),
			);
		expect((await late(5_000)).json).toMatchObject({ json: 1 });
		const { error, host } = await late(5_001);
		expect(error).toMatchObject({
			what: `${host} took longer to send its calls than n8n gives to one poll.`,
			advice:
				'The next poll asks for a shorter period. If it stays, shorten Lookback Hours under Options.',
			failure: { cause: 'temporarily-unavailable' },
		});
		expect(isTooSlow(error)).toBe(true);
	});

	test('has no end unless one is told', () => {
		expect(endOf({} as IExecuteFunctions)).toBe(Infinity);
		const other = new ServiceError({ what: 'x', advice: 'y', serviceCode: 'ETIMEDOUT' });
		for (const error of [other, { serviceCode: 'too slow' }, undefined]) {
			expect(isTooSlow(error)).toBe(false);
		}
	});
});
