import { vendorExamples } from '../../simulators';
import { useVirtualClock } from '../../support/clock';
import { getContext, YeastarSetup } from '../../support/yeastar';

const clock = useVirtualClock({ patienceMs: 100 });
const parameters = getContext(vendorExamples.yeastar.calls.file.legId);

const failureWith = async (fault: object) => {
	await using setup = await YeastarSetup.start(clock);
	setup.pbx.faults.add({ match: 'get_token', times: Infinity, ...fault } as never);
	const { message, description } = await setup.failure(parameters);
	return `${message} ${String(description)}`.replace(/127\.0\.0\.1:\d+/g, 'HOST');
};

test('a sign-in is one JSON request with a name', async () => {
	await using setup = await YeastarSetup.start(clock);

	await setup.items(parameters);

	expect(setup.requests('get_token')).toMatchObject([
		{
			method: 'POST',
			path: '/openapi/v1.0/get_token',
			headers: { 'user-agent': 'n8n-nodes-call-transcripts', 'content-type': 'application/json' },
		},
	]);
});

test.each([
	['a status', { kind: 'http', status: 404 }, /^HOST refused the request \(HTTP 404\)\./],
	[
		'a status and JSON',
		{ kind: 'body', body: '{}', status: 500 },
		/^HOST cannot answer .*\(HTTP 500\)/,
	],
	['no JSON', { kind: 'body', body: '<html>' }, /^HOST gave a web page instead of data\./],
	['nothing', { kind: 'body', body: '' }, /^HOST gave an empty answer\./],
	['other JSON', { kind: 'body', body: '[]' }, /an object is due, a list came\./],
	[
		'a redirect',
		{ kind: 'redirect', location: 'http://127.0.0.1:9/' },
		/^HOST sent the request on/,
	],
	['a reset', { kind: 'reset' }, /^HOST broke off the connection\./],
	['silence', { kind: 'hang' }, /^HOST did not answer in time\./],
] as const)('%s in place of the answer to it is told', async (_, fault, expected) => {
	expect(await failureWith(fault)).toMatch(expected);
});

test('an answer that fits counts whatever its HTTP status', async () => {
	await using setup = await YeastarSetup.start(clock, {
		pbx: { readings: { failureStatus: 400 } },
	});
	setup.pbx.options.clientSecret = 'another';

	expect((await setup.failure(parameters)).message).toBe(
		'The PBX does not accept the Client ID and Client Secret.',
	);
});

test.each([
	[true, /^done$/],
	[false, /^The certificate of HOST is not trusted\./],
])(
	'a certificate of its own, if those are ignored: %s',
	async (allowUnauthorizedCerts, expected) => {
		await using setup = await YeastarSetup.start(clock, {
			pbx: { https: true },
			credential: { allowUnauthorizedCerts },
		});

		const { error } = await setup.run(parameters);

		expect((error?.message ?? 'done').replace(/127\.0\.0\.1:\d+/, 'HOST')).toMatch(expected);
	},
);
