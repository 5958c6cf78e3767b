import type { INodeExecutionData } from 'n8n-workflow';

import { vendorExamples } from '../../lab/simulators';
import {
	byId,
	byNumber,
	getContext,
	getSummary,
	listExtensions,
	YeastarSetup,
} from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const { file, receptionist, human } = vendorExamples.yeastar.calls;
const input = (...values: unknown[]) =>
	values.map((value) => ({ json: { value } })) as INodeExecutionData[];
const pairs = (items: INodeExecutionData[]) =>
	items.map(({ json: { id, error }, pairedItem }) => [id ?? error, pairedItem]);

describe('each output item is paired with its input item', () => {
	test('Get Context, of which one item gives two', async () => {
		await using setup = await YeastarSetup.start(clock);
		const values = input(human.legId, `${file.legId},${receptionist.legId}`, human.legId);

		const { items } = await setup.run(getContext('={{ $json.value }}'), { input: values });

		expect(pairs(items)).toEqual([
			[human.legId, { item: 0 }],
			[file.legId, { item: 1 }],
			[receptionist.legId, { item: 1 }],
			[human.legId, { item: 2 }],
		]);
	});

	test('List, of which one gives none', async () => {
		await using setup = await YeastarSetup.start(clock);
		const values = input('2026-05-09T13:49:21Z', '2026-05-01T00:00:00Z', '2026-05-13T14:32:34Z');
		const moment = '={{ $json.value }}';

		const { items } = await setup.run({ startTime: moment, endTime: moment }, { input: values });

		expect(pairs(items)).toEqual([
			[file.legId, { item: 0 }],
			[human.legId, { item: 2 }],
		]);
	});

	test('Get Summary and extensions', async () => {
		await using setup = await YeastarSetup.start(clock);
		const values = input('3202', '3200');

		const summaries = await setup.run(getSummary(human.legId, byNumber('={{ $json.value }}')), {
			input: values,
		});
		const extensions = await setup.run(
			listExtensions({ filters: { search: '={{ $json.value }}' }, limit: 1 }),
			{ input: values },
		);

		expect(summaries.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(extensions.items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
		]);
	});
});

describe('On Error', () => {
	test.each([
		[
			'List',
			{ startTime: '={{ $json.value }}' },
			'2026-05-01T00:00:00Z',
			'Start Time is not a valid date.',
		],
		[
			'Get Summary',
			getSummary(human.legId, byNumber('={{ $json.value }}')),
			'3202',
			'The PBX has no extension no.',
		],
		[
			'Get Context',
			getContext('={{ $json.value }}'),
			human.legId,
			'The PBX has no call with the ID "no".',
		],
	])('%s goes on after a bad item', async (_, of, good, message) => {
		await using setup = await YeastarSetup.start(clock);

		const { items } = await setup.run(of, {
			input: input('no', good),
			onError: 'continueRegularOutput',
		});

		expect(items[0]?.json.error).toBe(message);
		expect(items.length).toBeGreaterThan(1);
		expect(items.slice(1).every(({ json }) => json.error === undefined)).toBe(true);
	});
});

describe('items that need the same answer share one request', () => {
	test.each([
		['List', {}, 'aidownload', 1],
		['Get Context', getContext(human.legId), 'getaicontext', 1],
		['Get Summary', getSummary(human.legId, byNumber('3202')), 'getaisummary', 1],
		[
			'Get Summary: the extension',
			getSummary(human.legId, byNumber('3202')),
			'extension/search',
			1,
		],
		['Get Summary by ID', getSummary(human.legId, byId('60')), 'getaisummary', 1],
		['extensions', listExtensions(), 'extension/list', 1],
	])('%s', async (_, parameters, path, count) => {
		await using setup = await YeastarSetup.start(clock);

		const { items } = await setup.run(parameters, { input: input(1, 2, 3, 4, 5, 6) });

		expect(new Set(items.map(({ pairedItem }) => JSON.stringify(pairedItem))).size).toBe(6);
		expect(setup.requests(path)).toHaveLength(count);
	});

	test.each([
		[
			'another party',
			getSummary(human.legId, byId('60'), {
				party: '={{ $json.value === "a" ? "caller" : "callee" }}',
			}),
			'getaisummary',
		],
		['another filter', { filters: { callFrom: '={{ $json.value }}' } }, 'aidownload'],
		[
			'another end',
			{ endTime: '={{ $json.value === "a" ? "2026-05-02" : "2026-05-03" }}' },
			'aidownload',
		],
		[
			'another search',
			listExtensions({ filters: { search: '={{ $json.value }}' } }),
			'extension/search',
		],
	])('but not items with %s', async (_, parameters, path) => {
		await using setup = await YeastarSetup.start(clock);

		await setup.run(parameters, { input: input('a', 'b') });

		expect(setup.requests(path)).toHaveLength(2);
	});

	test('a change to one item does not show in another', async () => {
		await using setup = await YeastarSetup.start(clock);

		const { items } = await setup.run({ limit: 1 }, { input: input(1, 2) });
		items[0]!.json.id = 'changed';

		expect(items[1]?.json.id).toBe(human.legId);
	});
});

test('after an error nothing more is asked for the other items', async () => {
	await using setup = await YeastarSetup.start(clock);
	const legs = Array.from({ length: 40 }, (_, index) => `20260101000000-${index + 100}`);

	await setup.failure(getContext('={{ $json.value }}'), { input: input('mistyped', ...legs) });
	await quiet(setup);

	expect(setup.requests('getaicontext').length).toBeLessThan(12);
});

/** Until all is answered, and nothing new has come for some rounds of the event loop. */
async function quiet({ pbx }: YeastarSetup): Promise<void> {
	let seen = -1;
	for (let rounds = 0; rounds < 100; rounds++) {
		const unanswered = pbx.requests.some(({ status }) => status === 0);
		if (unanswered || pbx.requests.length !== seen) rounds = 0;
		seen = pbx.requests.length;
		await new Promise((resolve) => setImmediate(resolve));
	}
}
