import { connectionTest } from '../../../../nodes/Yeastar/api/connectionTest';
import { errorTable } from '../../../../nodes/Yeastar/api/errors';
import { signInElsewhere, YeastarSetup } from '../../../lab/support/yeastar';
import { useVirtualClock } from '../../../lab/virtualTime';

const clock = useVirtualClock();
const questions = (setup: YeastarSetup) =>
	setup.requests('getaicontext').map(({ method, query }) => [method, query.cdr_ids]);
const NO_CALL = ['GET', '20000101000000-00000'];

test.each([0, 2, 40001, 40002, 60001, 70082])(
	'a PBX that answers %d passes the Test',
	async (errcode) => {
		await using setup = await YeastarSetup.start(clock);
		const body = JSON.stringify({ errcode });
		setup.pbx.faults.add({ kind: 'body', body, match: 'getaicontext', times: Infinity });

		expect(await setup.test()).toMatchObject({ status: 'OK' });

		// beforehand, and then by n8n
		expect(questions(setup)).toEqual([NO_CALL, NO_CALL]);
		expect(setup.requests('get_token')).toHaveLength(1);
	},
);

test.each([10001, 10005, 70656])(
	'a PBX that answers %d does not: with its sentence, asked once',
	async (errcode) => {
		await using setup = await YeastarSetup.start(clock);
		setup.pbx.faults.add({ kind: 'errcode', errcode, match: 'getaicontext', times: Infinity });

		expect(await setup.test()).toMatchObject({
			status: 'Error',
			message: expect.stringContaining(`(Code ${errcode})`) as unknown,
		});

		expect(questions(setup)).toEqual([NO_CALL]);
	},
);

test('a pasted token is tried as it will be used, without blanks', async () => {
	await using setup = await YeastarSetup.start(clock);
	const token = await signInElsewhere(setup);

	const pasted = { authentication: 'accessToken', accessToken: ` ${token}\n` };
	expect(await setup.test(pasted)).toMatchObject({ status: 'OK' });

	expect(questions(setup)).toEqual([NO_CALL, NO_CALL]);
	expect(setup.requests('getaicontext').map(({ query }) => query.access_token)).toEqual([
		token,
		token,
	]);
});

test('each press asks anew', async () => {
	await using setup = await YeastarSetup.start(clock);
	await setup.test();
	setup.pbx.faults.add({ kind: 'errcode', errcode: 10005, match: 'getaicontext' });

	expect(await setup.test()).toMatchObject({ status: 'Error' });
	expect(await setup.test()).toMatchObject({ status: 'OK' });
});

describe('the request of the Test button', () => {
	const { request, rules = [] } = connectionTest;

	test('asks for the transcript of a call that no PBX has, and does not wait long', () => {
		expect(request).toMatchObject({
			url: '/openapi/v2.0/cdr/getaicontext',
			qs: { cdr_ids: '20000101000000-00000' },
			timeout: 20_000,
		});
	});

	test('knows the errors of the PBX by number and by text, with what to do', () => {
		const told = Object.keys(errorTable).filter((code) =>
			rules.some(({ properties }) => String((properties as { value: unknown }).value) === code),
		);
		expect(told.sort()).toEqual(
			[
				...['-1', '-2', '10001', '10002', '10003', '10004', '10005', '10009'],
				...['60002', '70004', '70087', '70123'],
			].sort(),
		);
		for (const code of told) {
			const { what, advice } = errorTable[code]!;
			for (const value of [code, Number(code)]) {
				expect(rules).toContainEqual({
					type: 'responseSuccessBody',
					properties: { key: 'errcode', value, message: `${what} ${advice}` },
				});
			}
		}
		expect(rules).toHaveLength(2 * told.length);
	});
});
