import { callAt, CytracomSetup, HOUR } from '../lab/support/cytracom';
import { httpRequest } from '../lab/support/httpRequestNode';
import { YeastarSetup } from '../lab/support/yeastar';
import { useVirtualClock } from '../lab/virtualTime';

const clock = useVirtualClock();

const yeastar = {
	name: 'Yeastar',
	start: async () => {
		const setup = await YeastarSetup.start(clock);
		const { pbx: system } = setup;
		const path = '/openapi/v1.0/system/information';
		return { setup, system, path, token: () => setup.stored.token ?? 'no token yet' };
	},
	credentialType: 'yeastarApi',
};
const cytracom = {
	name: 'Cytracom',
	start: async () => {
		const setup = await CytracomSetup.start(clock);
		const { api: system } = setup;
		const path =
			'/v1.0/insights/transcriptions?from_date=2026-06-04T10:00:00Z&to_date=2026-06-04T11:00:00Z';
		return { setup, system, path, token: () => btoa(`token:${system.options.token}`) };
	},
	credentialType: 'cytracomApi',
};

describe.each([yeastar, cytracom])('the HTTP Request node with $name', (vendor) => {
	const { start, credentialType } = vendor;

	test('reaches the host of the credential', async () => {
		const { setup, system, path } = await start();
		await using one = setup;

		const run = await httpRequest(one.engine, credentialType, one.credential, system.origin + path);

		expect(run.error).toBeUndefined();
		expect(run.items).toHaveLength(1);
	});

	test('sends the token to no other host', async () => {
		const { setup, system, path, token } = await start();
		await using one = setup;
		await using other = (await start()).setup;
		const host = 'pbx' in other ? other.pbx : other.api;
		await httpRequest(one.engine, credentialType, one.credential, system.origin + path);

		const { error } = await httpRequest(
			...([one.engine, credentialType, one.credential, host.origin + path] as const),
		);

		expect(error?.message).toBeDefined();
		expect(JSON.stringify(error)).not.toContain(token());
		expect(JSON.stringify(host.requests)).not.toContain(token());
		expect(host.requests).toEqual([]);
	});

	test('follows no redirect with the token', async () => {
		const { setup, system, path, token } = await start();
		await using one = setup;
		await using other = (await start()).setup;
		const host = 'pbx' in other ? other.pbx : other.api;
		await httpRequest(one.engine, credentialType, one.credential, system.origin + path);
		const secret = token();
		// as a proxy does: to the same path and query elsewhere
		system.faults.add({
			kind: 'echo',
			match: path,
			answer: ({ query }) => {
				const location = `${host.origin}${path}?${new URLSearchParams(query).toString()}`;
				return { status: 302, headers: { Location: location }, text: '', contentType: 'text/html' };
			},
		});

		await httpRequest(one.engine, credentialType, one.credential, system.origin + path);

		expect(JSON.stringify(host.requests)).not.toContain(secret);
	});
});

describe('Yeastar', () => {
	test('a rejected secret is sent at most twice by six executions', async () => {
		await using setup = await YeastarSetup.start(clock, { credential: { clientSecret: 'wrong' } });
		const url = `${setup.pbxUrl}/openapi/v1.0/system/information`;

		for (let run = 0; run < 6; run++) {
			const { error } = await httpRequest(setup.engine, 'yeastarApi', setup.credential, url);
			expect(error).toBeDefined();
		}

		expect(setup.requests('get_token').length).toBeLessThanOrEqual(2);
		expect(setup.pbx.ipBlocked).toBe(false);
	});

	test('a 404 leaves the token as it is', async () => {
		await using setup = await YeastarSetup.start(clock);
		const ask = async (path: string) =>
			await httpRequest(
				...([setup.engine, 'yeastarApi', setup.credential, setup.pbxUrl + path] as const),
			);
		await ask('/openapi/v1.0/system/information');
		const tokens = setup.pbx.liveTokens();

		for (let run = 0; run < 3; run++) expect((await ask('/nothing')).error).toBeDefined();
		const { error } = await ask('/openapi/v1.0/system/information');

		expect(error).toBeUndefined();
		expect(tokens).toHaveLength(1);
		expect(setup.pbx.liveTokens()).toEqual(tokens);
		expect(setup.stored.token).toBe(tokens[0]);
		expect(setup.requests('get_token')).toHaveLength(1);
		expect(setup.requests('del_token')).toEqual([]);
	});
});

describe('a period that a user wrote for Cytracom stays as it is', () => {
	const from_date = '2026-06-03T01:00:00.000Z';
	const to_date = '2026-06-03T02:00:00.000Z';

	test.each([
		['in the address', `?from_date=${from_date}&to_date=${to_date}`, {}],
		['in query parameters', '', { from_date, to_date }],
	])('%s', async (_where, search, query: Record<string, string>) => {
		await using setup = await CytracomSetup.start(clock);
		setup.api.addCall(callAt(from_date));
		setup.api.addCall(callAt(clock.now() - 1.5 * HOUR));
		const url = `${setup.api.url}/insights/transcriptions${search}`;

		const run = await httpRequest(setup.engine, 'cytracomApi', setup.credential, url, query);

		expect(run.error).toBeUndefined();
		expect(setup.api.requests.map((request) => request.query)).toEqual([{ from_date, to_date }]);
	});

	test('a period by its name, and no dates are added', async () => {
		await using setup = await CytracomSetup.start(clock);
		const url = `${setup.api.url}/insights/transcriptions?period=today`;

		await httpRequest(setup.engine, 'cytracomApi', setup.credential, url);

		expect(setup.api.requests.map(({ query }) => query)).toEqual([{ period: 'today' }]);
	});
});
