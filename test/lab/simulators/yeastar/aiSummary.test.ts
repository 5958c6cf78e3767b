import { vendorExamples } from '../vendorExamples';
import type { YeastarSimulator } from './simulator';
import { startYeastarSimulator } from './simulator';
import { TestClient } from './testClient';
import { VirtualClock } from '../../virtualTime';

const { calls, summaryAnswer } = vendorExamples.yeastar;
const cdr_id = calls.human.legId;
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

const summary = (query: Record<string, string>) => client.cdr('getaisummary', { cdr_id, ...query });

describe('getaisummary', () => {
	test("gives the vendor's own answer for the callee's extension ID", async () => {
		expect(await summary({ dst_ext_id: '60' })).toEqual(summaryAnswer);
	});

	test("gives it for the vendor's own request where numbers count and sides are mixed up", async () => {
		pbx.readings.extIdMeaning = 'number';
		pbx.readings.summaryParty = 'otherSide';
		expect(await summary({ src_ext_id: '3202' })).toEqual(summaryAnswer);
	});

	test('wants a leg and exactly one whole extension ID', async () => {
		const failures = [
			await client.cdr('getaisummary', { dst_ext_id: '60' }),
			await summary({}),
			await summary({ src_ext_id: '51', dst_ext_id: '60' }),
			await summary({ dst_ext_id: 'Leo' }),
		];
		expect(failures.map(({ errcode }) => errcode)).toEqual([40002, 40002, 40002, 40002]);
	});

	test('finds nothing by a number, on the other side, for others or for an AI receptionist', async () => {
		const failures = [
			await summary({ dst_ext_id: '3202' }),
			await summary({ src_ext_id: '60' }),
			await summary({ src_ext_id: '51' }),
			await summary({ cdr_id: 'unknown', dst_ext_id: '60' }),
			await summary({ cdr_id: calls.receptionist.legId, src_ext_id: '51' }),
		];
		expect(failures.map(({ errcode }) => errcode)).toEqual(Array(5).fill(60001));
	});

	test('has four answers where there is none, and one from the time it is there', async () => {
		pbx.addCall({ ...calls.human, summaryVisibleFrom: clock.now() + 1000 });
		expect(await summary({ dst_ext_id: '60' })).toMatchObject({ errcode: 60001 });
		pbx.readings.noSummary = 'emptyData';
		expect(await summary({ dst_ext_id: '60' })).toMatchObject({ errcode: 0, data: {} });
		pbx.readings.noSummary = 'nullData';
		expect(await summary({ dst_ext_id: '60' })).toMatchObject({ errcode: 0, data: null });
		pbx.readings.noSummary = 'blankSummary';
		expect(await summary({ dst_ext_id: '60' })).toMatchObject({ data: { dst: { summary: ' ' } } });
		clock.advance(1000);
		expect(await summary({ dst_ext_id: '60' })).toEqual(summaryAnswer);
	});

	test('may write created_at and all numbers as strings', async () => {
		pbx.readings.createdAtAsString = true;
		expect(await summary({ dst_ext_id: '60' })).toMatchObject({
			data: { dst: { created_at: '1778682824', updated_at: 1778682824 } },
		});
		pbx.readings.numbersAsStrings = true;
		pbx.readings.errcodeAsString = true;
		expect(await summary({ dst_ext_id: '60' })).toMatchObject({
			errcode: '0',
			data: { dst: { id: '53', updated_at: '1778682824' } },
		});
	});
});
