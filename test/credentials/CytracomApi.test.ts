import type { IDataObject } from 'n8n-workflow';

import { CytracomApi } from '../../credentials/CytracomApi.credentials';
import { callAt, CytracomSetup, HOUR } from '../lab/support/cytracom';
import { useVirtualClock } from '../lab/virtualTime';

const clock = useVirtualClock();

describe('the Test button', () => {
	test('is satisfied with a good token, and asks for one row that has passed by every clock', async () => {
		const api = { clock: { now: () => clock.now() - 30 * 60_000 } };
		await using setup = await CytracomSetup.start(clock, { api });

		expect(await setup.test()).toEqual({ status: 'OK', message: 'Connection successful!' });
		for (const { query, status } of setup.api.requests) {
			expect(query.page_size).toBe('1');
			expect(status).toBe(200);
		}
		expect(setup.store.saves).toBe(0);
	});

	test('asks with what the form holds, not with what is stored', async () => {
		await using setup = await CytracomSetup.start(clock);

		expect(await setup.test({ token: 'another' })).toMatchObject({ status: 'Error' });
		expect(await setup.test({ token: ` ${setup.api.options.token}\n` })).toMatchObject({
			status: 'OK',
		});
	});
});

describe('the Base URL', () => {
	const withUrl = async (change: (url: string) => string) => {
		const setup = await CytracomSetup.start(clock);
		setup.api.addCall(callAt(clock.now() - HOUR));
		const stored = setup.store.read(setup.credential.id);
		setup.store.update(setup.credential.id, { ...stored, baseUrl: change(setup.api.url) });
		return setup;
	};

	test.each<[string, (url: string) => string]>([
		['as it is', (url) => url],
		['with a slash at its end', (url) => `${url}/`],
		['with several', (url) => `${url}///`],
		['without the version', (url) => url.replace('/v1.0', '')],
		['without the version, with a slash', (url) => url.replace('v1.0', '')],
		['with blanks', (url) => `  ${url}\n`],
		['with the path of the page', (url) => `${url}/insights/transcriptions`],
		['with the path of the page and a slash', (url) => `${url}/insights/transcriptions/`],
		['with half of that path', (url) => `${url}/insights`],
		['with a query', (url) => `${url}/insights/transcriptions?page_size=2`],
		['with a name and a password', (url) => url.replace('://', '://token:secret@')],
		['in capitals', (url) => url.replace('http', 'HTTP')],
	])('%s is understood', async (_, change) => {
		await using setup = await withUrl(change);

		expect(await setup.items()).toHaveLength(1);
		expect(await setup.test()).toMatchObject({ status: 'OK' });
	});

	test('without a scheme is https', async () => {
		await using setup = await withUrl((url) => url.replace('http://', ''));

		expect((await setup.failure()).message).toMatch(/does not use HTTPS/);
	});

	test.each([
		['', 'The Base URL is empty.'],
		['htps://api.cytracom.net', 'The Base URL is not a valid web address.'],
		['https://', 'The Base URL is not a valid web address.'],
		['api cytracom net', 'The Base URL is not a valid web address.'],
		['https://api,cytracom,net', 'The Base URL is not a valid web address.'],
		['ftp://api.cytracom.net', 'The Base URL is not a valid web address.'],
	])('"%s" is an error that says so, in a run and in the Test', async (baseUrl, message) => {
		await using setup = await withUrl(() => baseUrl);

		const error = await setup.failure();
		const result = await setup.test();

		expect(error.message).toBe(message);
		expect(error.description).toContain('https://api.cytracom.net/v1.0');
		expect(result).toMatchObject({ status: 'Error' });
		expect(result.message).toContain(message);
	});

	test('with another path is where the API is looked for', async () => {
		await using setup = await withUrl((url) => url.replace('v1.0', 'v2.0'));

		expect((await setup.failure()).message).toMatch(/rejected the request \(HTTP 404\)/);
		expect(setup.api.requests[0]?.path).toBe('/v2.0/insights/transcriptions');
	});
});

describe('signs requests', () => {
	const credentials = {
		token: 'secret',
		baseUrl: 'https://api.cytracom.net/v1.0',
		connection: 'x',
	};
	const sign = async (options: IDataObject) =>
		await new CytracomApi().authenticate(credentials, options as never);

	test.each([
		[{ url: '/data/users' }],
		[{ baseURL: 'https://api.cytracom.net', url: '/v1.0/data/users' }],
		[{ url: 'https://api.cytracom.net/v1.0/data/users' }],
		[{ uri: 'https://api.cytracom.net/v1.0/data/users' }],
	])('%j: to Cytracom', async (options) => {
		const signed = await sign(options);

		expect(signed).toMatchObject({
			baseURL: 'https://api.cytracom.net',
			url: '/v1.0/data/users',
			auth: { username: 'token', password: 'secret' },
			disableFollowRedirect: true,
		});
		expect(signed).not.toHaveProperty('uri');
	});

	test.each([
		[{ url: 'https://evil.example/v1.0/data/users' }],
		[{ uri: 'https://evil.example/' }],
		[{ url: '/data', uri: 'https://evil.example/' }],
		[{ baseURL: 'https://evil.example', url: '/v1.0/data/users' }],
		[{ baseURL: 'https://api.cytracom.net', url: '//evil.example/x' }],
		[{ url: 'http://api.cytracom.net/v1.0/data/users' }],
	])('%j: nowhere else', async (options) => {
		await expect(async () => await sign(options)).rejects.toThrow(
			'The request does not go to the address in the credential.',
		);
	});
});
