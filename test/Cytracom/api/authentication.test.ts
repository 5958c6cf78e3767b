import { authenticate } from '../../../nodes/Cytracom/api/authentication';
import { ServiceError } from '../../../nodes/shared/requests/errors';
import { useVirtualClock } from '../../support/clock';
import { CytracomSetup } from '../../support/cytracom';

const credentials = { token: ' secret ', baseUrl: 'api.cytracom.net', connection: 'not checked' };
const origin = 'https://api.cytracom.net';
/** As n8n's HTTP Request node has it. */
const fromUri = (uri: string) => ({ uri }) as unknown as { url: string };

test('an address below that of the API’s version gets it; a whole one stays', () => {
	expect(authenticate(credentials, { url: '/other' })).toMatchObject({
		baseURL: origin,
		url: '/v1.0/other',
		auth: { username: 'token', password: 'secret' },
		disableFollowRedirect: true,
	});
	expect(authenticate(credentials, { url: `${origin}/v2/other?a=b` }).url).toBe('/v2/other?a=b');
	expect(authenticate(credentials, { url: '/other', baseURL: origin }).url).toBe('/other');
});

test('the HTTP Request node is told in its own words to follow no redirect, others are not', () => {
	expect(authenticate(credentials, fromUri(`${origin}/v1.0/other`))).toMatchObject({
		url: '/v1.0/other',
		followRedirect: false,
		followAllRedirects: false,
	});
	const others = Object.keys(authenticate(credentials, { url: '/other' }));
	expect(others.filter((key) => key.startsWith('follow'))).toEqual([]);
});

test('a request that goes elsewhere gets no token: the error says where it may go', () => {
	const refused = () => authenticate(credentials, { url: 'https://elsewhere.example/' });

	expect(refused).toThrow(ServiceError);
	expect(refused).toThrow(`Use an address that begins with ${origin}, so that`);
	try {
		refused();
	} catch (error) {
		expect((error as ServiceError).failure?.cause).toBe('configuration-invalid');
	}
	expect.assertions(3);
});

describe('the Test button', () => {
	const clock = useVirtualClock();

	test('asks for one row of the hour before last, and then n8n does', async () => {
		await using setup = await CytracomSetup.start(clock);

		expect(await setup.test()).toMatchObject({ status: 'OK' });

		const query = {
			from_date: '2026-06-04T10:00:00.000Z',
			to_date: '2026-06-04T11:00:00.000Z',
			page_size: '1',
		};
		expect(setup.api.requests.map((request) => request.query)).toEqual([query, query]);
	});
});

describe('a system that is silent', () => {
	const clock = useVirtualClock({ patienceMs: 100 });

	test('is not waited for long', async () => {
		await using setup = await CytracomSetup.start(clock);
		setup.api.faults.add({ kind: 'hang' });

		expect(await setup.test()).toMatchObject({
			message: expect.stringContaining('did not answer in time.') as unknown,
		});
	});
});
