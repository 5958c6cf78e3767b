import { useTriggerClock } from '../support/triggerClock';
import { MINUTE, Trigger, yeastar } from '../support/triggers';

const clock = useTriggerClock();

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

	test('given a PBX that takes its time, then the poll still ends in time, with numbers', async () => {
		await using trigger = await start();
		addCalls(trigger, 60);
		trigger.run.pollBudgetMs = 30_000;
		trigger.system.faults.add({
			kind: 'json',
			match: 'getaicontext',
			times: Infinity,
			change: (answer) => {
				clock.advance(2_000);
				return answer;
			},
		});
		const before = clock.now() + 2 * MINUTE;

		const transcripts = await transcriptsOf(trigger);

		expect(clock.now() - before).toBeLessThan(36_000);
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
