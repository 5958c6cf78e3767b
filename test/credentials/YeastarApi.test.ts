import type { FaultEffect } from '../lab/simulators';
import { vendorExamples, yeastarReadingValues } from '../lab/simulators';
import { getContext, signInElsewhere, YeastarSetup } from '../lab/support/yeastar';
import { useVirtualClock } from '../lab/virtualTime';

const clock = useVirtualClock();
const OK = { status: 'OK', message: 'Connection successful!' };
const failed = (...parts: string[]) => ({
	status: 'Error',
	message: expect.stringMatching(new RegExp(parts.map(escaped).join('.*'), 's')) as unknown,
});
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const signIns = (setup: YeastarSetup) => setup.requests('get_token').length;

describe('Test succeeds', () => {
	test.each(yeastarReadingValues.silentLeg)(
		'whatever the PBX answers for an unknown leg: %s',
		async (silentLeg) => {
			await using setup = await YeastarSetup.start(clock, { pbx: { readings: { silentLeg } } });

			expect(await setup.test()).toEqual(OK);
		},
	);

	test.each([40001, 40002, 70082])('where the PBX answers %d to the question', async (errcode) => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({ kind: 'errcode', errcode, match: 'getaicontext' });

		expect(await setup.test()).toEqual(OK);
	});

	test('and leaves a token that the node then uses', async () => {
		await using setup = await YeastarSetup.start(clock);
		await setup.test();

		await setup.items(getContext(vendorExamples.yeastar.calls.file.legId));

		expect(signIns(setup)).toBe(1);
	});

	test('however often it is pressed: each sign-in gives the token before it back', async () => {
		await using setup = await YeastarSetup.start(clock);
		for (let press = 0; press < 12; press++) expect(await setup.test()).toEqual(OK);

		expect(setup.pbx.liveTokens()).toHaveLength(1);
		expect(signIns(setup)).toBe(12);
	});

	test('with a changed form that is not saved yet', async () => {
		await using setup = await YeastarSetup.start(clock, { credential: { clientSecret: 'old' } });
		const { clientSecret } = setup.pbx.options;

		expect(await setup.test()).toMatchObject({ status: 'Error' });
		expect(await setup.test({ clientSecret })).toEqual(OK);
	});

	test('with an access token, without a sign-in', async () => {
		await using setup = await YeastarSetup.start(clock);
		const accessToken = await signInElsewhere(setup);

		expect(await setup.test({ authentication: 'accessToken', accessToken })).toEqual(OK);
		expect(signIns(setup)).toBe(1);
		expect(setup.pbx.liveTokens()).toEqual([accessToken]);
	});
});

describe('Test tells', () => {
	test.each(yeastarReadingValues.wrongSecret)(
		'a wrong secret, answered as %s',
		async (wrongSecret) => {
			await using setup = await YeastarSetup.start(clock, {
				pbx: { readings: { wrongSecret } },
				credential: { clientSecret: 'wrong' },
			});

			expect(await setup.test()).toEqual(
				failed(
					'The PBX rejected the Client ID and Client Secret.',
					'Copy both again from Integrations > API',
				),
			);
		},
	);

	test.each([false, true])(
		'a missing permission (errcode as text: %s)',
		async (errcodeAsString) => {
			await using setup = await YeastarSetup.start(clock, {
				pbx: { readings: { errcodeAsString } },
			});
			setup.pbx.permissions.cdr = false;

			expect(await setup.test()).toEqual(
				failed('is not allowed to read this.', 'Integrations > API > Permissions'),
			);
		},
	);

	test.each(
		yeastarReadingValues.noV2Answer.flatMap((noV2Answer) =>
			yeastarReadingValues.errcodeAsString.map((errcodeAsString) => ({
				noV2Answer,
				errcodeAsString,
			})),
		),
	)('old firmware: %j', async (readings) => {
		await using setup = await YeastarSetup.start(clock, { pbx: { readings } });
		setup.pbx.hasV2 = false;

		expect(await setup.test()).toEqual(failed('firmware', 'x.23.0.123'));
	});

	test('that no token is free', async () => {
		await using setup = await YeastarSetup.start(clock);
		for (let program = 0; program < 8; program++) await signInElsewhere(setup);

		expect(await setup.test()).toEqual(failed('All 8 access tokens', 'within 30 minutes'));
	});

	test('an access token that has ended, or is missing', async () => {
		await using setup = await YeastarSetup.start(clock, {
			credential: { authentication: 'accessToken' },
		});

		for (const accessToken of ['ended', '']) {
			expect(await setup.test({ accessToken })).toEqual(
				failed('no longer accepts the access token', 'Paste a new one'),
			);
		}
	});

	test.each([
		['', 'The Base URL is empty.'],
		['  ', 'The Base URL is empty.'],
		['https//pbx.example.com', 'The Base URL is not a valid web address.'],
		['https:/pbx.example.com', 'The Base URL is not a valid web address.'],
		['ftp://pbx.example.com', 'The Base URL is not a valid web address.'],
		['pbx example.com', 'The Base URL is not a valid web address.'],
		['http://', 'The Base URL is not a valid web address.'],
	])('a Base URL of "%s"', async (baseUrl, sentence) => {
		await using setup = await YeastarSetup.start(clock);

		expect(await setup.test({ baseUrl })).toEqual(failed(sentence));
	});

	test('a certificate that is not trusted; with Ignore SSL Issues it works', async () => {
		await using setup = await YeastarSetup.start(clock, { pbx: { https: true } });

		expect(await setup.test()).toEqual(
			failed('certificate', 'is not trusted.', 'Ignore SSL Issues'),
		);
		expect(await setup.test({ allowUnauthorizedCerts: true })).toEqual(OK);
	});
});

test.each<[string, FaultEffect, ...string[]]>([
	['a login page', { kind: 'body', body: '<html>Log in</html>' }, 'a web page instead of data.'],
	['a proxy that is down', { kind: 'http', status: 502 }, 'is not available right now (HTTP 502)'],
	['a page that does not exist', { kind: 'http', status: 404 }, 'rejected the request (HTTP 404).'],
	['a broken connection', { kind: 'reset' }, 'closed the connection unexpectedly.'],
	['JSON of something else', { kind: 'body', body: '{}' }, 'that this node does not understand'],
	['a code without a row', { kind: 'errcode', errcode: 70656 }, 'Look up the code', '(Code 70656)'],
	['a token that is not known', { kind: 'errcode', errcode: 10004 }, 'no longer accepts'],
])('Test tells %s after the sign-in', async (_, fault, ...sentences) => {
	await using setup = await YeastarSetup.start(clock);
	setup.pbx.faults.add({ ...fault, match: 'getaicontext', times: Infinity });

	expect(await setup.test()).toEqual(failed(...sentences));
	expect(signIns(setup)).toBe(1);
	setup.pbx.faults.clear();

	expect(await setup.test()).toEqual(OK);
	expect(setup.pbx.liveTokens()).toHaveLength(1);
});

test('the form says what is for trials only, and hides what does not belong to the choice', async () => {
	await using setup = await YeastarSetup.start(clock);
	const [type] = setup.engine.credentialTypes;
	const property = (name: string) => type!.properties.find((one) => one.name === name);

	expect(property('trialNotice')?.displayName).toContain('30 minutes');
	expect(property('accessToken')?.displayOptions).toEqual({
		show: { authentication: ['accessToken'] },
	});
	for (const name of ['clientSecret', 'accessToken', 'sessionToken']) {
		expect(property(name)?.typeOptions?.password).toBe(true);
	}
	expect(property('authentication')?.default).toBe('clientCredentials');
	expect(property('allowUnauthorizedCerts')?.default).toBe(false);
});
