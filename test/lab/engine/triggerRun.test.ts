import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { TriggerRun, type TriggerRunOptions } from './index';
import { probePoll } from './probe/ProbeTrigger.node';
import { setUp, type Setup } from './probe/setup';

let setup: Setup;

beforeEach(async () => {
	setup = await setUp();
});
afterEach(async () => await setup[Symbol.asyncDispose]());

function createRun(options: Partial<TriggerRunOptions> = {}): TriggerRun {
	const { engine, credentials } = setup;
	return new TriggerRun(engine, { type: 'test.probeTrigger', credentials, ...options });
}

/** Each poll counts in its state, and then does what the test says. */
function eachPoll(then: (context: IPollFunctions, count: number) => unknown): void {
	probePoll.run = async function () {
		const data = this.getWorkflowStaticData('node');
		const count = Number(data.count ?? 0) + 1;
		data.count = count;
		return (await then(this, count)) as INodeExecutionData[][] | null;
	};
}

const item = (count: number) => [[{ json: { count } }]];

describe('plain mode', () => {
	test('saves after an activation and at a hand-over, not when a poll has nothing', async () => {
		const run = createRun();
		eachPoll((_, count) => (count === 3 ? item(count) : null));

		expect(await run.activate('activate')).toBeNull();
		expect(run.savedStaticData).toEqual({ count: 1 });
		expect(await run.poll()).toBeNull();
		expect(run.savedStaticData).toEqual({ count: 1 });
		expect(await run.poll()).toEqual([{ json: { count: 3 } }]);
		expect(run.savedStaticData).toEqual({ count: 3 });
	});

	test('a crash goes back to what was saved, after an activation', async () => {
		const run = createRun();
		eachPoll(() => null);
		await run.activate('activate');
		await run.poll();
		await run.poll();

		run.crash();

		await expect(run.poll()).rejects.toThrow('activate');
		await run.activate('init');
		expect(run.savedStaticData).toEqual({ count: 2 });
	});

	test('keeps in memory what a poll changed before it threw', async () => {
		const run = createRun();
		eachPoll((_, count) => (count === 2 ? Promise.reject(new Error('away')) : item(count)));
		await run.activate('activate');

		await expect(run.poll()).rejects.toThrow('away');
		expect(run.savedStaticData).toEqual({ count: 1 });
		expect(await run.poll()).toEqual([{ json: { count: 3 } }]);
	});

	test('a failed activation saves nothing and polls nothing; its next try finds the first one in memory', async () => {
		const run = createRun({ staticData: { count: 5 } });
		eachPoll((_, count) => (count === 6 ? Promise.reject(new Error('wrong')) : null));

		await expect(run.activate('activate')).rejects.toThrow('wrong');
		expect(run.savedStaticData).toEqual({ count: 5 });
		await expect(run.poll()).rejects.toThrow('activate');
		await run.retryActivation();
		expect(run.savedStaticData).toEqual({ count: 7 });
	});

	test('polls keep the mode and the parameters of their activation, and five minutes', async () => {
		const run = createRun({ parameters: { event: 'a' } });
		const seen: unknown[] = [];
		eachPoll((context) => {
			seen.push([
				context.getActivationMode(),
				context.getNodeParameter('event'),
				context.getPollBudgetMs(),
			]);
			return null;
		});

		await run.activate('activate');
		run.setParameters({});
		await run.poll();
		run.pollBudgetMs = 7;
		await run.activate('update');
		await run.poll();

		const first = ['activate', 'a', 300_000];
		const second = ['update', 'new', 7];
		expect(seen).toEqual([first, first, second, second]);
	});
});

describe('durable mode', () => {
	const durable = true;

	test('saves with a hand-over and with null, but not when the activating poll has nothing', async () => {
		const run = createRun({ durable });
		eachPoll((_, count) => (count === 2 ? item(count) : null));

		await run.activate('activate');
		expect(run.savedStaticData).toEqual({});
		await run.poll();
		expect(run.savedStaticData).toEqual({ count: 1 });
		await run.poll();
		expect(run.savedStaticData).toEqual({ count: 2 });
	});

	test('a throw drops what the poll changed', async () => {
		const run = createRun({ durable, staticData: { count: 3 } });
		let throws = false;
		eachPoll((_, count) => (throws ? Promise.reject(new Error(`away ${count}`)) : null));
		await run.activate('activate');

		throws = true;

		await expect(run.poll()).rejects.toThrow('away 4');
		await expect(run.poll()).rejects.toThrow('away 4');
		expect(run.savedStaticData).toEqual({ count: 3 });
	});

	test('a restart polls nothing; ticks report "update", 36 seconds and the newest parameters', async () => {
		const run = createRun({ durable });
		const seen: unknown[] = [];
		eachPoll((context) => {
			seen.push([
				context.getActivationMode(),
				context.getNodeParameter('event'),
				context.getPollBudgetMs(),
			]);
			return null;
		});

		await run.activate('activate');
		run.crash();
		expect(await run.activate('init')).toBeNull();
		run.setParameters({ event: 'b' });
		await run.poll();

		expect(seen).toEqual([
			['activate', 'new', 300_000],
			['update', 'b', 36_000],
		]);
	});

	test('global static data is saved by an activation, and lost by a tick without a hand-over', async () => {
		const run = createRun({ durable });
		let value = 1;
		eachPoll((context) => {
			context.getWorkflowStaticData('global').value = value;
			return null;
		});
		await run.activate('activate');

		value = 2;
		await run.poll();

		expect(run.savedGlobalStaticData).toEqual({ value: 1 });
	});
});

test.each([false, true])(
	'polls may overlap; abandoned ones hand nothing over (durable: %s)',
	async (durable) => {
		const run = createRun({ durable });
		eachPoll(() => null);
		await run.activate('activate');
		let release: (value: unknown) => void = () => undefined;
		const held = new Promise((resolve) => (release = resolve));
		eachPoll(() => held);
		const slow = run.poll();
		run.abandonPolls();
		eachPoll((_, count) => item(count));

		const [quick] = (await run.poll()) ?? [];
		const saved = run.savedStaticData;
		release(item(99));

		expect(quick?.json.count).toBe(durable ? 1 : 3);
		expect(await slow).toBeNull();
		expect(run.savedStaticData).toEqual(saved);
	},
);

test('the output is what was handed over, an empty list too', async () => {
	const run = createRun();
	eachPoll(() => [[]]);

	expect(await run.activate('activate')).toEqual([]);
});

describe('a test event', () => {
	test('runs in the mode "manual" on the saved state, and saves nothing', async () => {
		const run = createRun({ staticData: { count: 4 } });
		eachPoll((context, count) => [[{ json: { mode: context.getMode(), count } }]]);

		const { items } = await run.testEvent();

		expect(items).toMatchObject([{ json: { mode: 'manual', count: 5 } }]);
		expect(run.savedStaticData).toEqual({ count: 4 });
	});

	test('gives the error as n8n records it', async () => {
		eachPoll(() => Promise.reject(new Error('nothing to show')));

		expect((await createRun().testEvent()).error).toMatchObject({ message: 'nothing to show' });
	});
});
