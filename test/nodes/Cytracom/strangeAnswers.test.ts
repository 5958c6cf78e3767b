import type { FaultEffect } from '../../lab/simulators';
import { between, callAt, CytracomSetup, HOUR, MINUTE } from '../../lab/support/cytracom';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
/** One window. */
const period = () => between(clock.now() - 10 * HOUR, clock.now());

async function answering(fault: FaultEffect, times = Infinity) {
	const setup = await CytracomSetup.start(clock);
	setup.api.addCall(callAt(clock.now() - HOUR));
	setup.api.addCall(callAt(clock.now() - 2 * HOUR));
	setup.api.faults.add({ ...fault, times });
	return setup;
}

const html = '<!DOCTYPE html><title>Sign in</title>';
const proxy = /Base URL/;
const update = /update to the node package/;

test.each([
	['a web page', html, /^127\.0\.0\.1:\d+ returned a web page instead of data\.$/, proxy],
	['text', 'hello', /returned a response that is not JSON/, proxy],
	['nothing', '', /returned an empty response/, /Try again/],
	['null', 'null', /that this node does not understand/, update],
	['a list', '[]', /that this node does not understand/, update],
	['a number', '7', /that this node does not understand/, update],
	['an empty object', '{}', /"data"/, update],
	['no data', '{"code":200}', /"data"/, update],
	['data that is null', '{"code":200,"data":null}', /"data"/, update],
	['data that is a list', '{"code":200,"data":[]}', /"data"/, update],
	['data that is text', '{"code":200,"data":"none"}', /"data"/, update],
	['rows that are an object', '{"code":200,"data":{"transcriptions":{"a":1}}}', /"data.tr/, update],
	['rows that are text', '{"code":200,"data":{"transcriptions":"none"}}', /"data.tr/, update],
	['a cursor that is an object', '{"code":200,"data":{"next_cursor":{}}}', /"data.next/, update],
	['a code that is no number', '{"code":"OK","data":{}}', /"code"/, update],
])('%s instead of a page is an error', async (_, body, message, description) => {
	await using setup = await answering({ kind: 'body', body });

	const error = await setup.failure(period());

	expect(error.name).toBe('NodeApiError');
	expect(error.message).toMatch(message);
	expect(error.description).toMatch(description);
	expect(error.context).toMatchObject({ itemIndex: 0 });
});

test.each([
	['null rows', '{"code":200,"data":{"transcriptions":null,"next_cursor":null}}'],
	['no rows', '{"code":200,"data":{"page_size":0,"transcriptions":[]}}'],
	['a code in quotes', '{"code":"200","data":{"transcriptions":[]}}'],
	['no code', '{"data":{"transcriptions":[]}}'],
])('%s are no items and no error', async (_, body) => {
	await using setup = await answering({ kind: 'body', body });

	expect(await setup.items(period())).toEqual([]);
});

describe('a list that never ends', () => {
	test('is none where some pages are empty', async () => {
		await using setup = await CytracomSetup.start(clock);
		const pages = [[], [], [{ linked_id: 'A', start_time: '2026-06-04T10:00:00Z' }], []];
		pages.forEach((transcriptions, index) => {
			const data = { transcriptions, next_cursor: index < 3 ? `cursor ${index}` : null };
			setup.api.faults.add({ kind: 'body', body: JSON.stringify({ code: 200, data }) });
		});

		expect(await setup.ids(period())).toEqual(['A']);
	});
});

describe('labels', () => {
	const labelsOf = async (labels: string) => {
		await using setup = await CytracomSetup.start(clock);
		const row = `{"linked_id":"A","start_time":"2026-06-04T10:00:00Z","labels":${labels}}`;
		const body = `{"code":200,"data":{"transcriptions":[${row}]}}`;
		setup.api.faults.add({ kind: 'body', body });
		const [item] = await setup.items(period());
		return item?.labels;
	};

	test.each([
		[
			'{"queue":"support","vip":true,"rank":3,"none":null}',
			{ queue: 'support', vip: true, rank: 3, none: null },
		],
		['{"__proto__":{"admin":true},"constructor":1,"queue":"a"}', { queue: 'a' }],
		['{"deep":{"a":[1,{"b":2}]},"list":["x"]}', { deep: '{"a":[1,{"b":2}]}', list: '["x"]' }],
		['{}', {}],
		['[]', {}],
		['null', {}],
		['"support"', {}],
	])('%s', async (labels, expected) => {
		expect(await labelsOf(labels)).toEqual(expected);
		expect(({} as { admin?: boolean }).admin).toBeUndefined();
	});
});

test('a summary in HTML becomes text, and its active parts are gone', async () => {
	await using setup = await CytracomSetup.start(clock);
	const summary = '<p>Points</p><ul><li>One</li></ul><script>alert(1)</script>';
	setup.api.addCall(callAt(clock.now() - MINUTE * 5, { summary }));

	const [item] = await setup.items();

	expect(item?.summary).not.toContain('<');
	expect(item?.summaryHtml).toBe('<p>Points</p><ul><li>One</li></ul>');
	expect(item?.summarySections).toEqual([{ title: 'Points', items: ['One'] }]);
});
