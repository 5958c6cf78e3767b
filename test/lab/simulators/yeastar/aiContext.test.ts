import { vendorExamples } from '../vendorExamples';
import type { YeastarSimulator } from './simulator';
import { startYeastarSimulator } from './simulator';
import type { Json } from './testClient';
import { TestClient } from './testClient';
import { VirtualClock } from '../../virtualTime';

const { calls, contextAnswer } = vendorExamples.yeastar;
const human = calls.human.legId;
const receptionist = calls.receptionist.legId;
const clock = new VirtualClock();
let pbx: YeastarSimulator;
let client: TestClient;

beforeEach(async () => {
	pbx = await startYeastarSimulator({ clock });
	client = await TestClient.signedIn(pbx);
	pbx.addCall(calls.receptionist);
	pbx.addCall(calls.human);
});

afterEach(() => pbx.close());

const context = (cdr_ids: string, query: Record<string, string> = {}) =>
	client.cdr('getaicontext', { cdr_ids, ...query });

/** The turns of each leg in an answer. */
function turnsOf(answer: Json): Json[][] {
	return Object.values(answer.data as Record<string, { context: Json[] }>).map(
		({ context: turns }) => turns,
	);
}

const idsOf = (turns: Json[] = []) => turns.map(({ id }) => id);

describe('getaicontext', () => {
	test("gives the vendor's own answer for two legs", async () => {
		pbx.readings.turnOrder = 'asAdded';
		expect(await context(`${receptionist},${human}`)).toEqual(contextAnswer);
	});

	test('sends turns out of order: the first words of each speaker come last', async () => {
		const [turns = []] = turnsOf(await context(human));
		const sample = contextAnswer.data.leg_2.context;
		expect(turns.at(-1)).toEqual(sample[1]);
		const inOrder = [...turns].sort((a, b) => Number(a.timestamp) - Number(b.timestamp));
		expect(inOrder).toEqual(sample);
	});

	test('needs IDs', async () => {
		expect(await client.cdr('getaicontext')).toMatchObject({ errcode: 40002 });
	});

	test('counts the turns of each speaker where no ID is given, and names extensions', async () => {
		const at = clock.now();
		const turns = [
			{ number: '3200', text: 'One', at },
			{ number: '3202', text: 'Two', at: at + 1000 },
			{ number: '3200', text: 'Three', at: at + 2000 },
		];
		pbx.addCall({ ...calls.human, legId: 'leg', turns });
		pbx.readings.turnOrder = 'asAdded';
		const [sent] = turnsOf(await context('leg'));
		expect(idsOf(sent)).toEqual([`3200:${at}:0`, `3202:${at}:0`, `3200:${at}:1`]);
		expect(sent?.[0]).toMatchObject({ name: 'Kristin Hale', type: 'speak', duration: 0 });
	});

	test('pages by limit and offset together, offset being a page number', async () => {
		const pages: Json[] = [];
		let offset = 1;
		while (offset !== -1) {
			const page = await context(human, { limit: '4', offset: String(offset) });
			offset = page.offset as number;
			pages.push(page);
		}
		expect(pages.map(({ offset: next }) => next)).toEqual([2, 3, -1]);
		expect(pages.map((page) => turnsOf(page)[0]?.length)).toEqual([4, 4, 3]);
		expect(turnsOf(await context(human, { limit: '4' }))[0]).toHaveLength(11);
		expect(turnsOf(await context(human, { offset: '2' }))[0]).toHaveLength(11);
		expect(await context(human, { limit: '0', offset: '1' })).toMatchObject({ errcode: 40002 });
	});

	test('may ignore pages, or repeat the last turn of the page before', async () => {
		pbx.readings.contextPaging = 'ignored';
		const all = await context(human, { limit: '4', offset: '1' });
		expect(all.offset).toBe(-1);
		expect(turnsOf(all)[0]).toHaveLength(11);
		pbx.readings.contextPaging = 'overlapping';
		const [first] = turnsOf(await context(human, { limit: '4', offset: '1' }));
		const [second] = turnsOf(await context(human, { limit: '4', offset: '2' }));
		expect(first).toHaveLength(4);
		expect(second?.[0]).toEqual(first?.at(-1));
	});

	test('searches in the words', async () => {
		const [turns = []] = turnsOf(await context(human, { search_value: 'ERROR' }));
		expect(turns.map(({ content }) => content)).toEqual([
			'They keep seeing an error message.',
			'No error code, no helpful message.',
		]);
		expect(turnsOf(await context(human, { search_value: 'nowhere' }))).toEqual([[]]);
	});

	test('has four answers to a leg that is unknown or silent', async () => {
		pbx.addCall({ ...calls.human, legId: 'silent', turns: [] });
		pbx.addCall({ ...calls.human, legId: 'pending', visibleFrom: Infinity });
		for (const legId of ['unknown', 'silent', 'pending']) {
			pbx.readings.silentLeg = 60001;
			expect(await context(legId)).toMatchObject({ errcode: 60001 });
			pbx.readings.silentLeg = 'emptyObject';
			expect(await context(legId)).toMatchObject({ errcode: 0, data: {}, offset: -1 });
			pbx.readings.silentLeg = 'null';
			expect(await context(legId)).toMatchObject({ errcode: 0, data: null });
			pbx.readings.silentLeg = 'emptyContext';
			expect(await context(legId)).toMatchObject({ data: { leg_1: { context: [] } } });
		}
	});

	test('may key legs by ID, or in another order', async () => {
		pbx.readings.legKeys = 'legId';
		const { data } = await context(`${receptionist},${human}`);
		expect(Object.keys(data as object)).toEqual([receptionist, human]);
		pbx.readings.legKeys = 'leg_N';
		pbx.readings.legOrder = 'reversed';
		const reversed = turnsOf(await context(`${receptionist},${human}`));
		expect(reversed.map(({ length }) => length)).toEqual([11, 20]);
	});
});
