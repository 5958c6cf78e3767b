import { callAt, getContext, turnsAfter, YeastarSetup } from '../../../lab/support/yeastar';
import { useVirtualClock } from '../../../lab/virtualTime';

const clock = useVirtualClock();
const begin = '2026-06-01T10:00:00Z';
const legId = '20260601180000-ABCDE';
const said = turnsAfter(
	begin,
	['3200', 5, 'The LOGIN fails'],
	['3202', 6, 'I see'],
	['3200', 7, 'login!'],
);

async function start(pbx = {}) {
	const setup = await YeastarSetup.start(clock, { pbx });
	setup.pbx.addCall(callAt(begin, legId, { turns: said }));
	return setup;
}
const asked = (setup: YeastarSetup) =>
	setup.requests('getaicontext').map(({ query }) => {
		const { access_token: token, ...rest } = query;
		expect(token).toBeTruthy();
		return rest;
	});
const search = { options: { searchValue: 'Login' } };
const texts = (turns: unknown) => (turns as { content: string }[]).map(({ content }) => content);

test('is asked for by the ID, from the first page on', async () => {
	await using setup = await start();
	await setup.items(getContext(legId));
	expect(asked(setup)).toEqual([{ cdr_ids: legId, limit: '100', offset: '1' }]);
});

test.each(['turns', 'legs'] as const)(
	'a search gives turns only, from a PBX that picks %s',
	async (searchValue) => {
		await using setup = await start({ readings: { searchValue, turnOrder: 'asAdded' } });

		const [item] = await setup.items(getContext(legId, search));
		const [raw] = await setup.items(getContext(legId, { ...search, simplify: false }));

		// picked here: the first turn of the leg counts the seconds of all
		expect(asked(setup)[0]).not.toHaveProperty('search_value');
		expect(item?.transcript).toBe('Kristin Hale: The LOGIN fails\nKristin Hale: login!');
		expect(texts(raw?.context)).toEqual(['The LOGIN fails', 'login!']);
	},
);

test('a turn without words is in no search, and no error', async () => {
	await using setup = await start();
	const context = [{ content: null }, { content: 'login' }, { content: 'stop' }];
	const body = JSON.stringify({ errcode: 0, data: { leg_1: { context } } });
	setup.pbx.faults.add({ kind: 'body', body, match: 'getaicontext' });

	const [raw] = await setup.items(getContext(legId, { ...search, simplify: false }));

	expect(texts(raw?.context)).toEqual(['login']);
});

describe('the next page', () => {
	/** A PBX that names these as next pages, one after the other. */
	async function pagesOf(...nexts: unknown[]) {
		await using setup = await start();
		for (const [index, offset] of nexts.entries()) {
			const data = { leg_1: { context: [{ content: `page ${index}`, timestamp: index }] } };
			const body = JSON.stringify({ errcode: 0, data, offset });
			setup.pbx.faults.add({ kind: 'body', body, match: 'getaicontext' });
		}
		const [item] = await setup.items(getContext(legId));
		const pages = asked(setup).map(({ offset }) => Number(offset));
		expect((item?.turns as unknown[]).length).toBe(pages.length);
		return pages;
	}

	test.each([
		[
			[2, 3, -1],
			[1, 2, 3],
		],
		[
			[2, null],
			[1, 2],
		],
		[
			[2, 0],
			[1, 2],
		],
		// one that was read already
		[
			[5, 2, 5],
			[1, 5, 2],
		],
		[
			[2, 1],
			[1, 2],
		],
		[
			[2, 2],
			[1, 2],
		],
	])('is the one that the PBX names: %j leads to %j', async (nexts, pages) => {
		expect(await pagesOf(...nexts)).toEqual(pages);
	});

	test('that has nothing is the last', async () => {
		await using setup = await start();
		const body = JSON.stringify({ errcode: 0, data: {}, offset: 2 });
		setup.pbx.faults.add({ kind: 'body', body, match: 'getaicontext' });
		setup.pbx.faults.add({ kind: 'errcode', errcode: 60001, match: 'getaicontext' });

		expect(await setup.items(getContext(legId))).toMatchObject([{ id: legId, turns: [] }]);
		expect(asked(setup)).toHaveLength(2);
	});
});

test('a turn that is none is told', async () => {
	await using setup = await start();
	const body = '{"errcode":0,"data":{"leg_1":{"context":[{},7]}}}';
	setup.pbx.faults.add({ kind: 'body', body, match: 'getaicontext' });

	expect((await setup.failure(getContext(legId))).message).toBe(
		'The phone system sent a response that this node does not understand: "1": expected an object, got a number.',
	);
});
