import { YeastarSetup } from '../../../lab/support/yeastar';
import { useVirtualClock } from '../../../lab/virtualTime';

const clock = useVirtualClock();
const FILE = '/api/download/';

async function outcomeOf(fault: object) {
	await using setup = await YeastarSetup.start(clock);
	setup.pbx.faults.add({ match: FILE, times: Infinity, ...fault } as never);
	const { error, items } = await setup.run();
	return error ? error.message.replace(/127\.0\.0\.1:\d+/, 'HOST') : items.length;
}

test.each([
	['null', 0],
	[' null\n', 0],
	['[]', 0],
	['nil', 'HOST returned a response that is not JSON.'],
	['<html>', 'HOST returned a web page instead of data.'],
	['[{"leg_id":"a"', 'HOST returned a file that was cut off.'],
	['[{"leg_id":}]', 'This call could not be read: not valid JSON.'],
	['{"errcode":70123}', 'The API of the PBX is turned off.'],
	[
		'{"errcode":0}',
		'The phone system sent a response that this node does not understand: expected a list of calls, got something else.',
	],
	[
		'{"other":1}',
		'The phone system sent a response that this node does not understand: expected a list of calls, got something else.',
	],
])('%s in place of the file: %s', async (body, expected) => {
	expect(await outcomeOf({ kind: 'body', body })).toBe(expected);
});

test.each([
	['{"errcode":70123}', 'The API of the PBX is turned off.'],
	['{"errcode":-2}', 'The PBX reported an internal error.'],
	['{"errcode":"E70123"}', 'The PBX rejected the request.'],
	['{"errcode":0}', 'HOST rejected the request (HTTP 404).'],
	['<html>', 'HOST rejected the request (HTTP 404).'],
	['[]', 'HOST rejected the request (HTTP 404).'],
])('%s with HTTP 404: %s', async (body, expected) => {
	expect(await outcomeOf({ kind: 'body', body, status: 404 })).toBe(expected);
});

test.each([
	[{ kind: 'resetBody' }, / closed the connection unexpectedly\.$/],
	[{ kind: 'body', body: '[{' }, / returned a file that was cut off\.$/],
] as const)('%j is told after three tries', async (fault, message) => {
	await using setup = await YeastarSetup.start(clock);
	setup.pbx.faults.add({ ...fault, match: FILE, times: Infinity });

	expect((await setup.failure()).message).toMatch(message);
	expect(setup.requests(FILE)).toHaveLength(3);
});

test.each([
	['//elsewhere.example/api/download/x', false],
	['/api/downloads', false],
	['/other/api/download/x', false],
	['http://[', false],
	['/api/download/x?a=b', true],
])('a link %s is followed: %s', async (link, isFollowed) => {
	await using setup = await YeastarSetup.start(clock);
	const change = (answer: unknown) => ({ ...(answer as object), download_resource_url: link });
	setup.pbx.faults.add({ kind: 'json', match: 'aidownload', change });
	setup.pbx.faults.add({ kind: 'body', body: '[]', match: FILE });

	const { error } = await setup.run();

	expect(setup.requests(FILE).map(({ path, query }) => [path, query.a])).toEqual(
		isFollowed ? [['/api/download/x', 'b']] : [],
	);
	if (isFollowed) return;
	expect(error).toMatchObject({
		message: 'The PBX returned a download link to a different address, so n8n did not follow it.',
		description:
			'Set the Base URL in the credential to the address that the PBX uses for itself, and check any proxy in front of it.',
		failure: { cause: 'configuration-invalid' },
	});
});
