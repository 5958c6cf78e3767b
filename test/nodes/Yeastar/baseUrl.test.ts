import { YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

describe('a Base URL as people paste it is reduced to the origin', () => {
	test.each([
		'{origin}',
		'{origin}/',
		'{origin}/openapi/v1.0',
		'{origin}/openapi/v2.0/cdr/aidownload?access_token=x#y',
		' {origin}/ ',
		'HTTP://127.0.0.1:{port}',
		'http://localhost:{port}',
	])('%s', async (text) => {
		await using setup = await YeastarSetup.start(clock);
		const { origin, port } = new URL(setup.pbx.url);
		setup.change({ baseUrl: text.replace('{origin}', origin).replace('{port}', port) });

		expect(await setup.items()).toHaveLength(3);
		expect(setup.pbx.requests.every(({ path }) => /^\/(openapi|api)\//.test(path))).toBe(true);
	});

	test('without a scheme, https is assumed', async () => {
		await using setup = await YeastarSetup.start(clock, {
			pbx: { https: true },
			credential: { allowUnauthorizedCerts: true },
		});
		setup.change({ baseUrl: setup.pbx.url.replace('https://', '') });

		expect(await setup.items()).toHaveLength(3);
	});
});

describe('a Base URL that is none is an error of the item', () => {
	test.each([
		['', 'The Base URL is empty.'],
		['htp://pbx', 'The Base URL is not a valid web address.'],
		['https://', 'The Base URL is not a valid web address.'],
		['192.168.5.150:port', 'The Base URL is not a valid web address.'],
		['192.168.5.150;8088', 'The Base URL is not a valid web address.'],
		['my pbx', 'The Base URL is not a valid web address.'],
	])('%j', async (baseUrl, message) => {
		await using setup = await YeastarSetup.start(clock, { credential: { baseUrl: ` ${baseUrl}` } });

		const error = await setup.failure();

		expect(error).toMatchObject({ name: 'NodeApiError', message, context: { itemIndex: 0 } });
		expect(error.description).toContain('https://192.168.5.150:8088');
	});
});

describe('certificates', () => {
	test('a self-signed one is refused', async () => {
		await using setup = await YeastarSetup.start(clock, { pbx: { https: true } });

		const error = await setup.failure();

		expect(error.message).toBe(`The certificate of ${new URL(setup.pbx.url).host} is not trusted.`);
		expect(error.description).toContain('Ignore SSL Issues');
		expect(setup.pbx.requests).toEqual([]);
	});

	test('and accepted where the credential says so: sign-in, API and download', async () => {
		await using setup = await YeastarSetup.start(clock, {
			pbx: { https: true },
			credential: { allowUnauthorizedCerts: true },
		});

		expect(await setup.items()).toHaveLength(3);
		expect(setup.requests('/api/download/')).toHaveLength(1);
	});
});
