import { vendorExamples } from '../vendorExamples';
import type { SimulatedYeastarCall } from './calls';
import type { YeastarOptions } from './options';
import type { YeastarSimulator } from './simulator';
import { startYeastarSimulator } from './simulator';
import { TestClient } from './testClient';
import { VirtualClock } from '../../virtualTime';

const now = Date.UTC(2026, 5, 4, 12);
const hour = 3_600_000;
let clock: VirtualClock;
let pbx: YeastarSimulator;
let client: TestClient;

async function start(options: Partial<YeastarOptions> = {}): Promise<void> {
	clock = new VirtualClock(now);
	pbx = await startYeastarSimulator({ clock, timeZone: 'UTC', ...options });
	client = await TestClient.signedIn(pbx);
}

function call(legId: string, startedAt: number, more: Partial<SimulatedYeastarCall> = {}) {
	return {
		...vendorExamples.yeastar.calls.file,
		uid: `call-${legId}`,
		legId,
		startedAt,
		...more,
	};
}

afterEach(() => pbx.close());

describe('the two steps of aidownload', () => {
	test("give the vendor's own record", async () => {
		await start({ timeZone: 'Asia/Shanghai' });
		pbx.addCall(vendorExamples.yeastar.calls.file);
		const answer = await client.cdr('aidownload');
		expect(answer).toEqual({
			errcode: 0,
			errmsg: 'SUCCESS',
			file: expect.stringMatching(/^PBX-AI_Transcription-.*\.json$/) as string,
			download_resource_url: `/api/download/${String(answer.file)}`,
		});
		const file = await client.fetch(String(answer.download_resource_url));
		expect(await file.json()).toEqual([vendorExamples.yeastar.fileRecord]);
	});

	test('need the token in the second one too', async () => {
		await start();
		const { download_resource_url: link } = await client.cdr('aidownload');
		client.token = '';
		expect(await client.get(String(link))).toMatchObject({ errcode: 10004 });
	});

	test('leave 30 minutes in between', async () => {
		await start();
		const { download_resource_url: link } = await client.cdr('aidownload');
		clock.advance(30 * 60_000 - 1);
		client = await TestClient.signedIn(pbx);
		expect(await client.get(String(link))).toEqual([]);
		clock.advance(1);
		expect(await client.get(String(link))).toMatchObject({ errcode: 60001 });
		pbx.readings.expiredLink = 'http404';
		expect((await client.fetch(String(link))).status).toBe(404);
	});
});

describe('the range', () => {
	test('is in the display format and the zone of the PBX, ends included', async () => {
		await start({
			timeZone: 'America/New_York',
			dateFormat: 'DD/MM/YYYY',
			timeFormat: 'hh:mm:ss AM',
		});
		pbx.addCall(call('early', Date.parse('2026-06-03T13:59:59-04:00')));
		pbx.addCall(call('first', Date.parse('2026-06-03T14:00:00.900-04:00')));
		pbx.addCall(call('last', Date.parse('2026-06-03T15:00:00.999-04:00')));
		const range = { start_time: '03/06/2026 02:00:00 PM', end_time: '03/06/2026 03:00:00 PM' };
		expect(await client.legIds(range)).toEqual(['first', 'last']);
		pbx.readings.endTime = 'exclusive';
		expect(await client.legIds(range)).toEqual(['first']);
		pbx.readings.startTime = 'exclusive';
		expect((await client.cdr('aidownload', range)).errcode).toBe(0);
		expect(await client.legIds(range)).toEqual([]);
		pbx.readings.startTime = 'inclusive';
		const [record] = await client.download(range);
		expect(record?.time).toBe('03/06/2026 02:00:00 PM');
		pbx.readings.timeInFile = 'YYYY/MM/DD HH:mm:ss';
		expect((await client.download(range))[0]?.time).toBe('2026/06/03 14:00:00');
		pbx.readings.timeInFile = 'YYYY-MM-DD HH:mm:ss';
		expect((await client.download(range))[0]?.time).toBe('2026-06-03 14:00:00');
	});

	test('may be 31 days long at the most, where longestRange says so', async () => {
		await start({ readings: { longestRange: '31 days' } });
		const asked = async (end_time: string) =>
			(await client.cdr('aidownload', { start_time: '2026/05/01 00:00:00', end_time })).errcode;
		expect(await asked('2026/06/01 00:00:00')).toBe(0);
		expect(await asked('2026/06/01 00:00:01')).toBe(40002);
	});

	test.each(['noSlash', 'wholeAddress'] as const)(
		'the link may have another form: %s',
		async (linkForm) => {
			await start({ readings: { linkForm, processingFirst: 'atLink' } });
			const link = String((await client.cdr('aidownload')).download_resource_url);
			expect(link.startsWith(linkForm === 'noSlash' ? 'api/' : pbx.url)).toBe(true);
			const { pathname } = new URL(link, pbx.url);
			expect(await client.get(pathname)).toMatchObject({ errcode: 2 });
			expect(await client.get(pathname)).toEqual([]);
		},
	);

	test.each(['2026-06-03T00:00:00Z', '1780488000', '06/03/2026 00:00:00', '2026/06/03', 'now'])(
		'refuses %s',
		async (start_time) => {
			await start();
			expect(await client.cdr('aidownload', { start_time })).toMatchObject({ errcode: 40002 });
		},
	);

	test('may be wanted as YYYY/MM/DD or ISO 8601 instead', async () => {
		await start({ dateFormat: 'MM/DD/YYYY' });
		pbx.addCall(call('leg', now - hour));
		const errcode = async (start_time: string) =>
			(await client.cdr('aidownload', { start_time })).errcode;
		pbx.readings.displayFormatRefused = 'YYYY/MM/DD';
		expect(await errcode('06/03/2026 00:00:00')).toBe(40002);
		expect(await errcode('2026/06/03 00:00:00')).toBe(0);
		pbx.readings.displayFormatRefused = 'ISO 8601';
		expect(await errcode('06/03/2026 00:00:00')).toBe(40002);
		expect(await client.legIds({ start_time: '2026-06-04T11:00:00Z' })).toEqual(['leg']);
		expect(await client.legIds({ start_time: '2026-06-04T11:00:01Z' })).toEqual([]);
	});

	test('in the repeated hour compares wall times, or one of the two instants', async () => {
		await start({ timeZone: 'Europe/Berlin' });
		pbx.addCall(call('summer', Date.UTC(2026, 9, 25, 0, 30)));
		pbx.addCall(call('winter', Date.UTC(2026, 9, 25, 1, 30)));
		const range = { start_time: '2026/10/25 02:00:00', end_time: '2026/10/25 02:59:59' };
		expect(await client.legIds(range)).toEqual(['summer', 'winter']);
		pbx.readings.wallClock = 'first';
		expect(await client.legIds(range)).toEqual(['summer']);
		pbx.readings.wallClock = 'second';
		expect(await client.legIds(range)).toEqual(['winter']);
	});
});

describe('the other filters', () => {
	test('match exactly, or are fuzzy; the status is that of the call', async () => {
		await start();
		pbx.addCall(call('a', now - 3 * hour, { callFrom: '3200', callStatus: 'VOICEMAIL' }));
		pbx.addCall(call('b', now - 2 * hour, { callFrom: '13200', callType: 'Inbound' }));
		pbx.addCall(call('c', now - hour, { callTo: '3201', status: 'BUSY' }));
		expect(await client.legIds({ call_from: '3200' })).toEqual(['a', 'c']);
		expect(await client.legIds({ call_to: '3201' })).toEqual(['c']);
		expect(await client.legIds({ call_type: 'Inbound' })).toEqual(['b']);
		expect(await client.legIds({ last_status: 'VOICEMAIL' })).toEqual(['a']);
		expect(await client.legIds({ last_status: 'BUSY' })).toEqual(['c']);
		expect((await client.download({ last_status: 'VOICEMAIL' }))[0]?.status).toBe('ANSWERED');
		pbx.readings.filters = 'fuzzy';
		expect(await client.legIds({ call_from: '3200' })).toEqual(['a', 'b', 'c']);
	});

	test('take the documented values only', async () => {
		await start();
		expect(await client.cdr('aidownload', { call_type: 'inbound' })).toMatchObject({
			errcode: 40002,
		});
		expect(await client.cdr('aidownload', { last_status: 'answered' })).toMatchObject({
			errcode: 40002,
		});
	});
});

describe('the file', () => {
	test('holds what is transcribed at the time of asking', async () => {
		await start();
		pbx.addCall(
			call('late', now - hour, { visibleFrom: now + hour, summaryVisibleFrom: now + 2 * hour }),
		);
		expect(await client.legIds()).toEqual([]);
		pbx.readings.pendingCall = 'emptyTranscript';
		expect(await client.download()).toMatchObject([{ ai_transcription: [], ai_summary: '' }]);
		pbx.readings.emptyAsBlank = true;
		expect(await client.download()).toMatchObject([{ ai_summary: ' ' }]);
		clock.advance(hour);
		client = await TestClient.signedIn(pbx);
		expect(await client.download()).toMatchObject([
			{ ai_transcription: [{ content: 'Hi' }], ai_summary: ' ' },
		]);
		clock.advance(hour);
		client = await TestClient.signedIn(pbx);
		expect((await client.download())[0]?.ai_summary).toMatch(/^The conversation/);
	});

	test('comes in any order, with legs counted in it or in their call', async () => {
		await start();
		for (let index = 0; index < 20; index++) {
			pbx.addCall(call(`leg-${index}`, now - (20 - index) * 1000, { uid: `call-${index >> 1}` }));
		}
		const ascending = await client.legIds();
		expect(ascending).toEqual(Array.from({ length: 20 }, (_, index) => `leg-${index}`));
		pbx.readings.fileOrder = 'descending';
		expect(await client.legIds()).toEqual([...ascending].reverse());
		pbx.readings.fileOrder = 'shuffled';
		const shuffled = await client.legIds();
		expect(shuffled).not.toEqual(ascending);
		expect([...shuffled].sort()).toEqual([...ascending].sort());
		expect((await client.download()).map(({ leg }) => leg)).toEqual(ascending.map((_, i) => i + 1));
		pbx.readings.legNumber = 'inCall';
		pbx.readings.fileOrder = 'ascending';
		expect((await client.download()).slice(0, 4).map(({ leg }) => leg)).toEqual([1, 2, 1, 2]);
	});

	test('can have malformed records, names and numbers as strings', async () => {
		await start();
		pbx.addCall(
			call('leg', now - hour, { callFrom: '3200', raw: { call_type: 5, uid: undefined } }),
		);
		pbx.readings.partyFormat = 'Name<number>';
		pbx.readings.numbersAsStrings = true;
		const [record] = await client.download();
		expect(record).toMatchObject({ call_type: '5', call_from: 'Kristin Hale<3200>', leg: '1' });
		expect(record).not.toHaveProperty('uid');
		expect(record?.ai_transcription).toMatchObject([{ timestamp: '1778334561705' }]);
	});

	test('follows calls that are replaced or removed', async () => {
		await start();
		pbx.addCall(call('leg', now - hour));
		pbx.addCall(call('leg', now - 2 * hour));
		expect(pbx.calls.map(({ startedAt }) => startedAt)).toEqual([now - 2 * hour]);
		pbx.removeCall('leg');
		expect(await client.legIds()).toEqual([]);
	});
});

describe('no match', () => {
	test('has five forms', async () => {
		await start();
		expect(await client.download()).toEqual([]);
		pbx.readings.noMatchAnswer = 'nullFile';
		expect(await client.download()).toBeNull();
		pbx.readings.noMatchAnswer = 'missingLink';
		expect(await client.cdr('aidownload')).toEqual({ errcode: 0, errmsg: 'SUCCESS' });
		pbx.readings.noMatchAnswer = 'nullLink';
		expect(await client.cdr('aidownload')).toMatchObject({
			errcode: 0,
			download_resource_url: null,
		});
		pbx.readings.noMatchAnswer = 60001;
		expect(await client.cdr('aidownload')).toMatchObject({ errcode: 60001 });
	});
});

describe('a busy PBX', () => {
	test('prepares one file at a time where reading overload says so', async () => {
		await start({ readings: { overload: true } });
		const answers = await Promise.all([client.cdr('aidownload'), client.cdr('aidownload')]);
		expect(answers.map(({ errcode }) => errcode).sort()).toEqual([0, 70082]);
		expect(await client.download()).toEqual([]);
	});

	test('answers errcode 2 first where reading processingFirst says so', async () => {
		await start({ readings: { processingFirst: true } });
		const codes = [];
		for (let count = 0; count < 4; count++) codes.push((await client.cdr('aidownload')).errcode);
		expect(codes).toEqual([2, 0, 2, 0]);
	});
});

describe('size', () => {
	test('narrow windows among 10,000 calls added in any order are quick', async () => {
		await start();
		for (let index = 0; index < 10_000; index++) {
			const minutes = (index * 7919) % 10_000;
			pbx.addCall(call(`leg-${minutes}`, now - minutes * 60_000));
		}
		const began = performance.now();
		for (let count = 0; count < 50; count++) {
			const minute = String(count).padStart(2, '0');
			const time = `2026/06/01 10:${minute}:00`;
			expect(await client.legIds({ start_time: time, end_time: time })).toHaveLength(1);
		}
		expect(performance.now() - began).toBeLessThan(20_000);
	});

	test('records are made one by one while the file is read', async () => {
		await start();
		let made = 0;
		const record = JSON.stringify({ leg_id: 'x', ai_summary: 'y'.repeat(1000) });
		pbx.fileSource = function* () {
			for (made = 0; made < 50_000; made++) yield record;
		};
		const { download_resource_url: link } = await client.cdr('aidownload');
		const response = await client.fetch(String(link));
		expect(made).toBeLessThan(25_000);
		let bytes = 0;
		for await (const chunk of response.body as ReadableStream<Uint8Array>) bytes += chunk.length;
		expect(bytes).toBeGreaterThan(50_000_000);
		expect(pbx.requests.at(-1)?.bytes).toBe(bytes);
	});

	test('a source may be asynchronous', async () => {
		await start();
		pbx.fileSource = async function* () {
			yield await Promise.resolve({ leg_id: 'a' });
			yield '{"leg_id":"b"}';
		};
		expect(await client.download()).toEqual([{ leg_id: 'a' }, { leg_id: 'b' }]);
	});
});
