import { YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

async function withLink(link: (setup: YeastarSetup, name: string) => unknown, pbx = {}) {
	const setup = await YeastarSetup.start(clock, { pbx });
	setup.pbx.faults.add({
		kind: 'json',
		match: 'aidownload',
		times: Infinity,
		change: (answer) => {
			const { file } = answer as { file: string };
			return { ...(answer as object), download_resource_url: link(setup, file) };
		},
	});
	return setup;
}

describe('a link to elsewhere is not followed, and the token does not leave the PBX', () => {
	const refused =
		'The PBX returned a download link to a different address, so n8n did not follow it.';

	test.each([
		['another host', (origin: string, name: string) => `${origin}/api/download/${name}`],
		[
			'another host, no scheme',
			(origin: string, name: string) => `${origin.slice(5)}/api/download/${name}`,
		],
		[
			'another host behind an @',
			(origin: string, name: string) => `http://127.0.0.1@${origin.slice(7)}/api/download/${name}`,
		],
		[
			'another host behind backslashes',
			(origin: string, name: string) => `\\\\${origin.slice(7)}/api/download/${name}`,
		],
		[
			'another host behind a blank',
			(origin: string, name: string) => ` ${origin}/api/download/${name}`,
		],
	])('%s', async (_, linkTo) => {
		await using other = await YeastarSetup.start(clock);
		await using setup = await withLink((__, name) => linkTo(other.pbx.url, name));

		const error = await setup.failure();

		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: refused,
			context: { itemIndex: 0 },
		});
		expect(error.description).toContain('Base URL');
		expect(other.pbx.requests).toEqual([]);
		expect(setup.requests('/download/')).toEqual([]);
	});

	test.each([
		'/openapi/v1.0/del_token',
		'/api/download/../../openapi/v1.0/del_token',
		'/api/downloads/x',
		'api/other',
		'ftp://127.0.0.1/api/download/x',
		'javascript:alert(1)',
		'http://[broken',
	])('another place: %s', async (link) => {
		await using setup = await withLink(() => link);

		expect((await setup.failure()).message).toBe(refused);
		expect(setup.requests('del_token')).toEqual([]);
	});

	test('a redirect, of the file and of the API', async () => {
		for (const match of ['/api/download/', 'aidownload', 'system/information', 'get_token']) {
			await using other = await YeastarSetup.start(clock);
			await using setup = await YeastarSetup.start(clock);
			setup.pbx.faults.add({
				kind: 'redirect',
				location: `${other.pbx.url}/api/download/x`,
				match,
				times: Infinity,
			});

			const { message, description } = await setup.failure();

			expect(message).toBe(
				`${new URL(setup.pbx.url).host} redirected the request to another address, which n8n did not follow because the request carries your token.`,
			);
			expect(description).toContain('Base URL');
			expect(other.pbx.requests).toEqual([]);
		}
	});
});

describe('a link on the PBX is followed', () => {
	test.each([
		['as a path', (_: string, name: string) => `/api/download/${name}`],
		['as an address', (origin: string, name: string) => `${origin}/api/download/${name}`],
		['without the first slash', (_: string, name: string) => `api/download/${name}`],
		['with a query of its own', (_: string, name: string) => `/api/download/${name}?a=b`],
	])('%s', async (_, linkTo) => {
		await using setup = await withLink(({ pbx }, name) => linkTo(pbx.url, name));

		expect(await setup.items()).toHaveLength(3);
		const [download] = setup.requests('/api/download/');
		expect(download?.query.access_token).toBe(setup.stored.token);
		expect(download?.headers['user-agent']).toBeTruthy();
	});
});

describe('what comes in place of the file', () => {
	test('a small error object is told by its code', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({
			kind: 'errcode',
			errcode: 70087,
			match: '/api/download/',
			times: Infinity,
		});

		expect(await setup.failure()).toMatchObject({
			message: 'The PBX does not accept requests from the address of n8n.',
			httpCode: '70087',
		});
	});

	test('a token that is no longer known is renewed, also where failures have an HTTP status', async () => {
		await using setup = await YeastarSetup.start(clock, {
			pbx: { readings: { failureStatus: 400 } },
		});
		await setup.items();
		setup.pbx.faults.add({
			kind: 'json',
			match: 'aidownload',
			change: (answer) => {
				setup.pbx.revokeAllTokens();
				return answer;
			},
		});

		expect(await setup.items()).toHaveLength(3);
		expect(setup.requests('get_token')).toHaveLength(2);
	});

	test('a page for people is told by its HTTP status', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({ kind: 'http', status: 404, match: '/api/download/' });

		expect((await setup.failure()).message).toContain('HTTP 404');
	});

	test('a busy PBX is asked again', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({ kind: 'errcode', errcode: 70082, match: '/api/download/' });

		expect(await setup.items()).toHaveLength(3);
	});

	test.each(['errcode', 'http404'] as const)(
		'a link that is no longer known (%s) is told',
		async (expiredLink) => {
			await using setup = await withLink(() => '/api/download/gone.json', {
				readings: { expiredLink },
			});

			const { message } = await setup.failure();

			expect(message).toMatch(
				/^(The PBX has no data|127\.0\.0\.1:\d+ rejected the request \(HTTP 404\))/,
			);
		},
	);

	test('a file with a byte order mark and blanks around it is read', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({ kind: 'body', body: '\uFEFF \n[\n]\n ', match: '/api/download/' });

		expect(await setup.items()).toEqual([]);
	});

	test('a file whose only record is no JSON has nothing that can be read', async () => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({
			kind: 'body',
			body: '[{"a":}]',
			match: '/api/download/',
			times: Infinity,
		});

		expect((await setup.failure()).message).toBe('This call could not be read: not valid JSON.');
	});
});
