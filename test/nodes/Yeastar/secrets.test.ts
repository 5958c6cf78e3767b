import type { IDataObject } from 'n8n-workflow';

import { leakIn } from '../../lab/secrets';
import type { Answer, RecordedRequest } from '../../lab/simulators';
import { vendorExamples } from '../../lab/simulators';
import {
	byNumber,
	getContext,
	getSummary,
	listExtensions,
	YeastarSetup,
} from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock({ patienceMs: 100 });
const { file, human } = vendorExamples.yeastar.calls;
const operations = {
	list: {},
	getContext: getContext(file.legId),
	getSummary: getSummary(human.legId, byNumber('3202')),
	extensions: listExtensions(),
};
/** What each operation asks for last, after the sign-in. */
const lastOf = {
	list: '/api/download/',
	getContext: 'getaicontext',
	getSummary: 'getaisummary',
	extensions: 'extension/list',
};

/** Answers that hold the token which they were asked with. */
const echoes: [string, (token: string) => Answer][] = [
	['as a code', (token) => ({ status: 200, json: { errcode: token, errmsg: token } })],
	['as a message', (token) => ({ status: 200, json: { errcode: 99999, errmsg: token } })],
	['as a name', (token) => ({ status: 200, json: { errcode: 0, data: { [token]: 17 } } })],
	['as a link', (token) => ({ status: 200, json: { errcode: 0, download_resource_url: token } })],
	['in a page', (token) => ({ status: 403, text: `<p>${token}`, contentType: 'text/html' })],
	['in a file', (token) => ({ status: 200, json: [{ leg_id: [token], time: token }] })],
	['as a time', (token) => ({ status: 200, json: [{ leg_id: token, time: token }] })],
];

/** All that must not leave the credential and the connection. */
function secretsOf({ pbx, store, credential }: YeastarSetup): string[] {
	const tokens = pbx.requests.flatMap(({ query }) => query.access_token ?? []);
	const { clientSecret } = store.read(credential.id) as { clientSecret: string };
	const links = [...pbx.files.keys()];
	return [...new Set([...tokens, ...pbx.liveTokens(), clientSecret, ...links, 'access_token='])];
}

function expectNoSecrets(setup: YeastarSetup, found: unknown): void {
	expect(leakIn(found, secretsOf(setup))).toBeUndefined();
}

const matrix = [
	...(Object.keys(operations) as (keyof typeof operations)[]).map((operation) => ({
		operation,
		match: lastOf[operation],
	})),
	{ operation: 'list', match: 'get_token' } as const,
];

test.each(echoes)('no error tells a token that the PBX sends back %s', async (_how, answer) => {
	for (const { operation, match } of matrix) {
		await using setup = await YeastarSetup.start(clock);
		const echo = ({ query, body }: RecordedRequest) =>
			answer(query.access_token ?? (body as { password: string }).password);
		setup.pbx.faults.add({ kind: 'echo', answer: echo, match, times: Infinity });
		const parameters = operations[operation];

		const told = await Promise.all([
			setup.run(parameters),
			setup.run(parameters, { onError: 'continueErrorOutput' }),
			setup.test(),
		]);

		expectNoSecrets(setup, told);
	}
});

test.each(['get_token', 'aidownload'])(
	'nor does an errcode that is a token or a link, in the answer to %s',
	async (match) => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({
			kind: 'json',
			match,
			change: (answer) => {
				const { access_token: token, download_resource_url: link } = answer as IDataObject;
				return { ...(answer as object), errcode: token ?? link };
			},
		});

		const error = await setup.failure();

		expect(error.message).toBe('The PBX rejected the request.');
		expectNoSecrets(setup, error);
	},
);

test('nor does a stopped execution', async () => {
	await using setup = await YeastarSetup.start(clock);
	setup.pbx.faults.add({ kind: 'http', status: 503, match: 'getaicontext', times: Infinity });
	const stop = new AbortController();
	clock.onSleep = () => stop.abort();

	expectNoSecrets(setup, await setup.run(operations.getContext, { abortSignal: stop.signal }));
});
