import type { Fault } from '../../lab/simulators';
import { vendorExamples } from '../../lab/simulators';
import {
	byNumber,
	getContext,
	getSummary,
	listExtensions,
	YeastarSetup,
} from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const { file, human } = vendorExamples.yeastar.calls;
const askFor = {
	getaicontext: getContext(file.legId),
	getaisummary: getSummary(human.legId, byNumber('3202')),
	'extension/list': listExtensions(),
	aidownload: {},
};

async function failureOf(parameters: object, fault: Fault) {
	await using setup = await YeastarSetup.start(clock);
	setup.pbx.faults.add({ times: Infinity, ...fault });
	const error = await setup.failure(parameters as never);
	return { error, requests: setup.requests(fault.match as string).length };
}

test.each([
	['getaicontext', { data: [1] }, '"data": expected an object, got a list'],
	['getaicontext', { data: 'x' }, '"data": expected an object, got text'],
	['getaicontext', { data: { leg_1: [1] } }, '"data.leg_1": expected an object, got a list'],
	[
		'getaicontext',
		{ data: { leg_1: { context: 'x' } } },
		'"data.leg_1.context": expected a list, got text',
	],
	['getaicontext', { data: { leg_1: { context: [1] } } }, '"0": expected an object, got a number'],
	[
		'getaicontext',
		{ data: { leg_1: { context: [{ timestamp: 'x' }] } } },
		'"0.timestamp": expected a number, got text',
	],
	['getaisummary', { data: { dst: [] } }, 'expected an object, got a list'],
	['getaisummary', { data: { dst: { summary: [] } } }, '"summary": expected text, got a list'],
	['extension/list', { data: {} }, '"data": expected a list, got an object'],
	['extension/list', { data: [null] }, 'expected an object, got null'],
	[
		'aidownload',
		{ download_resource_url: {} },
		'"download_resource_url": expected text, got an object',
	],
] as const)('an answer to %s with %j is an error', async (match, change, issue) => {
	const { error, requests } = await failureOf(askFor[match], {
		kind: 'json',
		match,
		change: (answer) => ({ ...(answer as object), ...change }),
	});

	expect(error.message).toBe(
		`The phone system sent a response that this node does not understand: ${issue}.`,
	);
	expect(requests).toBe(1);
});

test('a time that no calendar has is null, and no TypeError', async () => {
	await using setup = await YeastarSetup.start(clock);
	const turn = { content: 'Hi', source_number: '9', timestamp: 9e15 };
	setup.pbx.faults.add({
		kind: 'body',
		match: 'getaicontext',
		body: JSON.stringify({ errcode: 0, data: { leg_1: { context: [turn] } } }),
	});
	setup.pbx.faults.add({
		kind: 'body',
		match: 'getaisummary',
		body: JSON.stringify({ errcode: 0, data: { src: { summary: 'Hi', created_at: 9e15 } } }),
	});

	const [transcript] = await setup.items(getContext(human.legId));
	const [summary] = await setup.items(getSummary(human.legId, byNumber('3202')));

	expect(transcript).toMatchObject({ transcript: '9: Hi', turns: [{ at: null }] });
	expect(summary).toMatchObject({ summary: 'Hi', transcribedAt: null });
});

test.each([1e300, -1, 8.64e12, 1_780_574_400_000])(
	'a PBX that gives %d as the time in seconds: the calls come all the same, at their right times',
	async (timestamp) => {
		await using setup = await YeastarSetup.start(clock);
		const right = await setup.items();
		await using other = await YeastarSetup.start(clock);
		other.pbx.faults.add({
			kind: 'json',
			match: 'system/information',
			change: (answer) => {
				const { data } = answer as { data: object };
				return { ...(answer as object), data: { ...data, timestamp } };
			},
		});

		const items = await other.items();

		const withTurns = ({ turns }: { turns?: unknown }) => (turns as unknown[]).length > 0;
		expect(items.filter(withTurns)).toEqual(right.filter(withTurns));
	},
);
