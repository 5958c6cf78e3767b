import { MINUTE, SECOND, Trigger, yeastar } from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock({ patienceMs: 1_000 });

const start = async (parameters = {}) => {
	const trigger = await Trigger.start(yeastar, clock, { parameters });
	await trigger.begin();
	return trigger;
};

const addCalls = (trigger: Trigger, count: number) => {
	const startedAt = clock.now();
	for (let i = 0; i < count; i++) trigger.system.add({ id: `call ${i}`, startedAt, from: '3200' });
};

const transcriptsOf = async (trigger: Trigger): Promise<unknown[]> => {
	clock.advance(2 * MINUTE);
	return ((await trigger.run.poll()) ?? []).map(({ json }) => json.transcript);
};

describe('Yeastar: names of speakers', () => {
	test('given new calls, then names stand in their transcripts, by one request for each', async () => {
		await using trigger = await start();
		addCalls(trigger, 2);

		const transcripts = await transcriptsOf(trigger);

		expect(transcripts).toEqual([
			expect.stringMatching(/^Kristin Hale: Words of call/),
			expect.stringMatching(/^Kristin Hale: Words of call/),
		]);
		expect(trigger.requestsTo('getaicontext')).toHaveLength(2);
		await trigger.poll();
		expect(trigger.requestsTo('getaicontext')).toHaveLength(2);
	});

	test('given many new calls, then at most four are asked for at a time', async () => {
		await using trigger = await start();
		addCalls(trigger, 30);
		let most = 0;
		let underWay = 0;
		trigger.system.faults.add({
			kind: 'json',
			match: 'getaicontext',
			times: Infinity,
			change: (answer) => {
				most = Math.max(most, ++underWay);
				setImmediate(() => (underWay -= 1));
				return answer;
			},
		});

		expect(await transcriptsOf(trigger)).toHaveLength(30);
		expect(most).toBeLessThanOrEqual(4);
		expect(trigger.requestsTo('getaicontext')).toHaveLength(30);
	});

	test.each([
		['a refusal', { kind: 'errcode', errcode: 10005 }],
		['no data', { kind: 'errcode', errcode: 60001 }],
		['a reset', { kind: 'reset' }],
		['nonsense', { kind: 'body', body: '{"errcode":0,"data":{"leg_1":{"context":[[]]}}}' }],
	] as const)('given %s, then numbers stay, and every call is given once', async (_, fault) => {
		await using trigger = await start();
		addCalls(trigger, 2);
		trigger.system.faults.add({ ...fault, match: 'getaicontext', times: Infinity });

		expect(await transcriptsOf(trigger)).toEqual([
			expect.stringMatching(/^3200: Words of call/),
			expect.stringMatching(/^3200: Words of call/),
		]);
		trigger.system.faults.clear();
		expect(await trigger.poll()).toEqual([]);
	});

	test.each([
		['in progress for good', { kind: 'errcode', errcode: 2 }],
		['busy for good', { kind: 'errcode', errcode: 70082 }],
		['429 with a long wait', { kind: 'http', status: 429, headers: { 'Retry-After': '30' } }],
		['503', { kind: 'http', status: 503 }],
		['silence', { kind: 'hang' }],
	] as const)(
		'given %s, then each is asked for once, and the hand-over waits for none',
		async (_, fault) => {
			await using trigger = await start();
			addCalls(trigger, 6);
			trigger.system.faults.add({ ...fault, match: 'getaicontext', times: Infinity });
			const before = clock.now() + 2 * MINUTE;

			const transcripts = await transcriptsOf(trigger);

			expect(transcripts).toEqual(Array(6).fill(expect.stringMatching(/^3200: Words of call/)));
			expect(clock.now() - before).toBeLessThanOrEqual(6 * SECOND);
			expect(trigger.requestsTo('getaicontext').length).toBeLessThanOrEqual(6);
			trigger.system.faults.clear();
			trigger.system.add({ id: 'next', startedAt: clock.now(), from: '3200' });
			expect(await transcriptsOf(trigger)).toEqual(['Kristin Hale: Words of next']);
		},
	);

	test('given a PBX that takes 2 s for each, then names cost some seconds in all, and the rest are numbers', async () => {
		await using trigger = await start();
		addCalls(trigger, 60);
		trigger.system.faults.add({
			kind: 'json',
			match: 'getaicontext',
			times: Infinity,
			change: (answer) => {
				clock.advance(2 * SECOND);
				return answer;
			},
		});
		const before = clock.now() + 2 * MINUTE;

		const transcripts = await transcriptsOf(trigger);

		// those under way may still answer, one after the other
		expect(clock.now() - before).toBeLessThanOrEqual(20 * SECOND);
		expect(transcripts).toHaveLength(60);
		expect(transcripts.at(-1)).toMatch(/^3200: /);
	});

	test.each([
		['includeSpeakerNames off', { options: { includeSpeakerNames: false } }],
		['simplify off', { simplify: false }],
	])('given %s, then nothing is asked for', async (_, parameters) => {
		await using trigger = await start(parameters);
		addCalls(trigger, 2);

		expect(await transcriptsOf(trigger)).toHaveLength(2);
		expect(trigger.requestsTo('getaicontext')).toEqual([]);
	});

	test('given more calls than names can be asked for, then a poll hands over as many as it has names for', async () => {
		await using trigger = await start();
		addCalls(trigger, 450);

		const sizes = [
			(await transcriptsOf(trigger)).length,
			(await transcriptsOf(trigger)).length,
			(await transcriptsOf(trigger)).length,
		];

		expect(sizes).toEqual([200, 200, 50]);
	});
});
