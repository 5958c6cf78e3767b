import { authenticate } from '../../../../nodes/Cytracom/api/authentication';
import { ServiceError } from '../../../../nodes/shared/requests/errors';

const credentials = {
	token: ' secret ',
	baseUrl: 'api.cytracom.net',
	country: 'US',
	ownNumbers: '',
	connection: 'not checked',
};
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
	expect(refused).toThrow(`Use an address that starts with ${origin}, so that`);
	try {
		refused();
	} catch (error) {
		expect((error as ServiceError).failure?.cause).toBe('configuration-invalid');
	}
	expect.assertions(3);
});
