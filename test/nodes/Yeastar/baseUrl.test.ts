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
