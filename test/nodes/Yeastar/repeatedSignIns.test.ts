import type { Fault } from '../../lab/simulators/shared/faults';
import { httpRequest } from '../../lab/support/httpRequestNode';
import { listExtensions, YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const signIns = (setup: YeastarSetup) => setup.requests('get_token').length;
const always = { match: 'get_token', times: Infinity } as const;
const html: Fault = { kind: 'body', body: '<html></html>', contentType: 'text/html', ...always };

async function refused(fault: Fault, executions: number): Promise<YeastarSetup> {
	const setup = await YeastarSetup.start(clock);
	setup.pbx.faults.add(fault);
	for (let run = 0; run < executions; run++) {
		await setup.failure(listExtensions());
		clock.advance(3_600_000);
	}
	return setup;
}

describe('an answer to the sign-in that is no success counts as a rejection after three in a row', () => {
	test.each<[string, Fault]>([
		['70123', { kind: 'errcode', errcode: 70123, ...always }],
		['70004', { kind: 'errcode', errcode: 70004, ...always }],
		['99999', { kind: 'errcode', errcode: 99999, ...always }],
		['an HTML page', html],
		['HTTP 404', { kind: 'http', status: 404, ...always }],
	])('%s', async (_name, fault) => {
		await using setup = await refused(fault, 3);
		const sent = signIns(setup);
		const url = `${setup.pbxUrl}/openapi/v1.0/system/information`;

		const { message } = await setup.failure(listExtensions());
		for (let run = 0; run < 5; run++) {
			expect((await setup.failure(listExtensions())).message).toBe(message);
			await httpRequest(setup.engine, 'yeastarApi', setup.credential, url);
		}
		expect(sent).toBe(3);
		expect(signIns(setup)).toBe(sent);

		expect(await setup.test()).toMatchObject({ status: 'Error' });
		expect(signIns(setup)).toBe(sent + 1);
		setup.pbx.faults.clear();
		expect(await setup.test()).toMatchObject({ status: 'OK' });
		expect(await setup.items(listExtensions())).not.toEqual([]);
	});

	test('and a credential that was changed is tried', async () => {
		await using setup = await refused(html, 6);
		setup.pbx.faults.clear();
		setup.pbx.options.clientSecret = 'new';

		setup.change({ clientSecret: 'new' });

		expect(await setup.items(listExtensions())).not.toEqual([]);
		expect(signIns(setup)).toBe(4);
	});
});

test.each<[string, Fault]>([
	['2', { kind: 'errcode', errcode: 2, ...always }],
	['70082', { kind: 'errcode', errcode: 70082, ...always }],
	['60002', { kind: 'errcode', errcode: 60002, ...always }],
	['HTTP 503', { kind: 'http', status: 503, ...always }],
	['HTTP 429', { kind: 'http', status: 429, ...always }],
	['HTTP 408', { kind: 'http', status: 408, ...always }],
	['a reset', { kind: 'reset', ...always }],
])('a passing condition never locks: %s', async (_name, fault) => {
	await using setup = await refused(fault, 6);
	setup.pbx.faults.clear();

	expect(await setup.items(listExtensions())).not.toEqual([]);
});
