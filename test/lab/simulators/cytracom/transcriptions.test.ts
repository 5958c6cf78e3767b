import { vendorExamples } from '../vendorExamples';
import type { SimulatedCytracomCall } from './calls';
import type { CytracomOptions } from './options';
import type { CytracomSimulator } from './simulator';
import { startCytracomSimulator } from './simulator';
import { VirtualClock } from '../../virtualTime';

interface Page {
	code: number;
	error_code?: string;
	data: {
		page_size: number;
		next_cursor: string | null;
		transcriptions: Record<string, unknown>[];
	};
}

const now = Date.UTC(2026, 5, 4, 12);
const hour = 3_600_000;
const day = { from_date: '2026-06-03T12:00:00Z', to_date: '2026-06-04T11:59:59Z' };
let clock: VirtualClock;
let api: CytracomSimulator;

async function start(options: Partial<CytracomOptions> = {}): Promise<void> {
	clock = new VirtualClock(now);
	api = await startCytracomSimulator({ clock, ...options });
}

afterEach(() => api.close());

function addCall(linkedId: string, startedAt: number, more: Partial<SimulatedCytracomCall> = {}) {
	api.addCall({
		...vendorExamples.cytracom.call,
		linkedId,
		startedAt,
		createdAt: startedAt + 300_000,
		...more,
	});
}

const basic = (user: string, password: string) => ({
	Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

function request(
	query: Record<string, string>,
	headers: Record<string, string> = basic('token', api.options.token),
): Promise<Response> {
	const search = new URLSearchParams(query).toString();
	return fetch(`${api.url}/insights/transcriptions?${search}`, { headers });
}

const page = async (query: Record<string, string>) => (await (await request(query)).json()) as Page;

const idsOf = ({ data }: Page) => data.transcriptions.map(({ linked_id }) => linked_id);

/** The IDs of all pages. */
async function allIds(query: Record<string, string>): Promise<unknown[][]> {
	const pages: unknown[][] = [];
	let cursor: string | null | undefined;
	do {
		const answer = await page(cursor ? { ...query, cursor } : query);
		pages.push(idsOf(answer));
		cursor = answer.data.next_cursor;
	} while (cursor);
	return pages;
}

describe('the token', () => {
	test('is the password of the user `token`', async () => {
		await start();
		expect((await request(day)).status).toBe(200);
		const without = await request(day, {});
		expect(without.status).toBe(401);
		expect(await without.json()).toEqual({ code: 401, msg: 'Authentication required' });
		expect((await request(day, basic('admin', api.options.token))).status).toBe(401);
		expect((await request(day, { Authorization: `Bearer ${api.options.token}` })).status).toBe(401);
		const wrong = await request(day, basic('token', 'wrong'));
		expect(wrong.status).toBe(403);
		expect(await wrong.json()).not.toHaveProperty('error_code');
	});

	test('can be deleted, and others added', async () => {
		await start();
		api.tokens.add('second');
		expect((await request(day, basic('token', 'second'))).status).toBe(200);
		api.tokens.delete('second');
		expect((await request(day, basic('token', 'second'))).status).toBe(403);
	});
});

describe('the answer', () => {
	test("is the vendor's own for its own row", async () => {
		await start();
		api.addCall(vendorExamples.cytracom.call);
		const response = await request(day);
		expect(response.headers.get('date')).toBe('Thu, 04 Jun 2026 12:00:00 GMT');
		expect(await response.json()).toEqual({
			code: 200,
			data: { page_size: 1, next_cursor: null, transcriptions: [vendorExamples.cytracom.row] },
		});
	});

	test('has the rows that are transcribed by now', async () => {
		await start();
		addCall('1.1', now - hour, { createdAt: now + 1, summaryVisibleFrom: now + 2 });
		addCall('1.2', now - hour, { transcript: null });
		expect(idsOf(await page(day))).toEqual([]);
		clock.advance(1);
		const { data } = await page(day);
		expect(data.transcriptions).toMatchObject([{ linked_id: '1.1', summary: null }]);
		clock.advance(1);
		expect((await page(day)).data.transcriptions[0]?.summary).toMatch(/^Customer/);
		api.removeCall('1.1');
		api.readings.emptyTranscriptRowsOmitted = false;
		expect((await page(day)).data.transcriptions).toMatchObject([
			{ linked_id: '1.2', transcript: null, has_transcription: false },
		]);
	});

	test('may have fewer keys, more keys or strings for numbers', async () => {
		await start();
		addCall('1.1', now - hour, { summary: null, raw: { caller: 7, labels: undefined } });
		Object.assign(api.readings, {
			hasTranscription: 'missing',
			noSummary: 'missing',
			nextCursor: 'missing',
			extraKeys: true,
			numbersAsStrings: true,
		});
		const { code, data } = await page(day);
		const [row] = data.transcriptions;
		expect(code).toBe(200);
		expect(data).not.toHaveProperty('next_cursor');
		expect(data).toMatchObject({ page_size: '1', request_id: 'a1b2c3d4' });
		expect(row).toMatchObject({ duration_seconds: '184', caller: '7', channel: 'voice' });
		expect(row).not.toHaveProperty('has_transcription');
		expect(row).not.toHaveProperty('summary');
		expect(row).not.toHaveProperty('labels');
		api.readings.nextCursor = 'empty';
		expect((await page(day)).data.next_cursor).toBe('');
	});
});

describe('the window', () => {
	test('is by start, or by creation; its end is included or not', async () => {
		await start();
		const window = { from_date: '2026-06-04T10:00:00Z', to_date: '2026-06-04T11:00:00Z' };
		addCall('1.1', now - 2 * hour - 1000, { createdAt: now - 2 * hour });
		addCall('1.2', now - 2 * hour);
		addCall('1.3', now - hour);
		expect(idsOf(await page(window))).toEqual(['1.2', '1.3']);
		api.readings.toDateInclusive = false;
		expect(idsOf(await page(window))).toEqual(['1.2']);
		api.readings.dateFilter = 'created_at';
		expect(idsOf(await page(window))).toEqual(['1.1', '1.2']);
	});

	test.each([
		['2026-06-04T10:00:00Z'],
		['2026-06-04T10:00:00.000Z'],
		['2026-06-04T12:00:00+02:00'],
		['2026-06-04T10:00:00'],
		['2026-06-04T10:00Z'],
		['1780567200'],
		['1780567200000'],
	])('may begin at %s', async (from_date) => {
		await start();
		addCall('1.1', now - 2 * hour - 1000);
		addCall('1.2', now - 2 * hour);
		expect(idsOf(await page({ ...day, from_date }))).toEqual(['1.2']);
	});

	test.each([
		['missing_from_date', { from_date: '' }],
		['missing_to_date', { to_date: '' }],
		['invalid_from_date', { from_date: 'yesterday' }],
		['invalid_from_date', { from_date: '2026-02-30T00:00:00Z' }],
		['invalid_from_date', { from_date: '2026-06-04 10:00:00' }],
		['invalid_from_date', { from_date: '2026-06-04T10:00:00 02:00' }],
		['invalid_from_date', { from_date: '-5' }],
		['invalid_to_date', { to_date: '2026/06/04' }],
		['invalid_to_date', { to_date: '17805.5' }],
		['invalid_date_range', { from_date: day.to_date }],
		['invalid_date_range', { from_date: '2026-06-04T12:00:00Z' }],
		['to_date_in_future', { to_date: '2026-06-04T12:00:01Z' }],
		['window_too_large', { from_date: '2026-06-03T11:59:58Z' }],
		['retention_exceeded', { from_date: '2026-03-06T11:59:59Z', to_date: '2026-03-07T00:00:00Z' }],
		['invalid_page_size', { page_size: '0' }],
		['invalid_page_size', { page_size: '101' }],
		['invalid_page_size', { page_size: 'all' }],
		['bad_cursor', { cursor: '' }],
		['bad_cursor', { cursor: 'abc' }],
		['bad_cursor', { cursor: vendorExamples.cytracom.answer.data.next_cursor }],
	])('%s for %j', async (code, query) => {
		await start();
		const response = await request({ ...day, ...query });
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ code: 400, error_code: code });
		expect(api.requests.at(-1)?.errorCode).toBe(code);
	});

	test('may have whole 24 hours or not, and the text of an error another name', async () => {
		await start();
		const window = { ...day, to_date: '2026-06-04T12:00:00Z' };
		expect((await request(window)).status).toBe(200);
		api.readings.exactly24hAllowed = false;
		api.readings.errorMessageField = 'message';
		const answer = await page(window);
		expect(answer.error_code).toBe('window_too_large');
		expect(answer).toHaveProperty('message');
		expect(answer).not.toHaveProperty('msg');
	});

	test("goes by the simulator's own clock", async () => {
		await start();
		clock.advance(-5 * 60_000);
		expect(await page(day)).toMatchObject({ error_code: 'to_date_in_future' });
	});
});

describe('pages', () => {
	beforeEach(async () => {
		await start();
		for (let index = 0; index < 7; index++) addCall(`1.${index}`, now - hour - index * 1000);
		addCall('1.x', now - hour - 3000);
	});

	test('go forward by a cursor, oldest first by default', async () => {
		const query = { ...day, page_size: '3' };
		const ascending = ['1.6', '1.5', '1.4', '1.3', '1.x', '1.2', '1.1', '1.0'];
		const pages = await allIds(query);
		expect(pages.map(({ length }) => length)).toEqual([3, 3, 2]);
		expect(pages.flat()).toEqual(ascending);
		api.readings.order = 'descending';
		expect((await allIds(query)).flat()).toEqual([...ascending].reverse());
		api.readings.order = 'shuffled';
		const shuffled = (await allIds(query)).flat();
		expect(shuffled).not.toEqual(ascending);
		expect([...shuffled].sort()).toEqual([...ascending].sort());
	});

	test('end with the last row, or with an empty page after a full one', async () => {
		const query = { ...day, page_size: '4' };
		expect((await allIds(query)).map(({ length }) => length)).toEqual([4, 4]);
		api.readings.fullLastPage = 'emptyPage';
		expect((await allIds(query)).map(({ length }) => length)).toEqual([4, 4, 0]);
	});

	test('keep their cursor to one query, and it has to be encoded', async () => {
		const query = { ...day, page_size: '3' };
		const cursor = (await page(query)).data.next_cursor ?? '';
		for (const other of [
			{ ...query, page_size: '4' },
			{ ...query, from_date: '2026-06-03T12:00:01Z' },
			{ ...query, to_date: '2026-06-04T11:59:58Z' },
			day,
		]) {
			expect(await page({ ...other, cursor })).toMatchObject({ error_code: 'bad_cursor' });
		}
		const headers = basic('token', api.options.token);
		const search = new URLSearchParams(query).toString();
		const raw = await fetch(`${api.url}/insights/transcriptions?${search}&cursor=${cursor}`, {
			headers,
		});
		expect(await raw.json()).toMatchObject({ error_code: 'bad_cursor' });
		expect((await page({ ...query, cursor })).data.page_size).toBe(3);
	});

	test('of 10,000 calls are quick', async () => {
		for (let index = 0; index < 10_000; index++)
			addCall(`2.${index}`, now - 2 * hour - index * 1000);
		const began = performance.now();
		expect((await allIds({ ...day, page_size: '100' })).flat()).toHaveLength(10_008);
		expect(performance.now() - began).toBeLessThan(4000);
	});
});

describe('other requests', () => {
	test('get 404 and 405', async () => {
		await start();
		const headers = basic('token', api.options.token);
		expect((await fetch(`${api.url}/insights`, { headers })).status).toBe(404);
		expect((await fetch(`${api.origin}/insights/transcriptions`, { headers })).status).toBe(404);
		const post = { method: 'POST', headers };
		expect((await fetch(`${api.url}/insights/transcriptions`, post)).status).toBe(405);
	});

	test('over the rate limit wait for its window to end', async () => {
		await start({ rateLimit: { requests: 2, perMs: 300_000 } });
		await request(day);
		clock.advance(100_500);
		await request(day);
		const refused = await request(day);
		expect(refused.status).toBe(429);
		expect(refused.headers.get('retry-after')).toBe('200');
		api.readings.rateLimitRetryAfter = 'date';
		api.readings.rateLimitStatus = 403;
		const again = await request(day);
		expect(again.status).toBe(403);
		expect(again.headers.get('retry-after')).toBe('Thu, 04 Jun 2026 12:05:00 GMT');
		api.readings.rateLimitRetryAfter = 'none';
		expect((await request(day)).headers.has('retry-after')).toBe(false);
		clock.advance(199_500);
		expect((await request(day)).status).toBe(200);
	});
});
