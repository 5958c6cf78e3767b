import { vendorExamples } from '../../../lab/simulators';
import { byId, getSummary, YeastarSetup } from '../../../lab/support/yeastar';
import { useVirtualClock } from '../../../lab/virtualTime';

const clock = useVirtualClock();
const { legId } = vendorExamples.yeastar.calls.human;
const side = (summary: unknown) => ({ call_id: legId, summary, ext_num: '1' });

/** What comes of a PBX with these two sides, and what it was asked. */
async function summaryOf(party: 'caller' | 'callee', data: object) {
	await using setup = await YeastarSetup.start(clock);
	const body = JSON.stringify({ errcode: 0, data });
	setup.pbx.faults.add({ kind: 'body', body, match: 'getaisummary' });
	const { items, error } = await setup.run(getSummary(legId, byId('60'), { party }));
	const { cdr_id, src_ext_id, dst_ext_id } = setup.requests('getaisummary')[0]!.query;
	return { item: items[0]?.json, error, asked: [cdr_id, src_ext_id, dst_ext_id] };
}

test.each([
	['caller', [legId, '60', undefined]],
	['callee', [legId, undefined, '60']],
] as const)('the %s is asked for', async (party, asked) => {
	expect((await summaryOf(party, {})).asked).toEqual(asked);
});

test.each([
	['caller', { src: side('A'), dst: side('B') }, 'A', 'caller'],
	['callee', { src: side('A'), dst: side('B') }, 'B', 'callee'],
	['caller', { dst: side('B') }, 'B', 'callee'],
	['callee', { src: side('A') }, 'A', 'caller'],
	['callee', { src: side('A'), dst: null }, 'A', 'caller'],
	['caller', { src: null, dst: null }, null, null],
	['caller', {}, null, null],
] as const)('for the %s, %j gives %s of the %s', async (asked, data, summary, party) => {
	expect((await summaryOf(asked, data)).item).toMatchObject({ summary, party });
});

test('one that cannot be read is told', async () => {
	expect((await summaryOf('callee', { dst: side([]) })).error?.message).toBe(
		'The phone system sent a response that this node does not understand: "summary": expected text, got a list.',
	);
});
