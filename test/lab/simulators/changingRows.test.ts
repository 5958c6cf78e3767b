import type { CytracomReadings, SimulatedCytracomCall } from '.';
import { startCytracomSimulator } from '.';
import { VirtualClock } from '../virtualTime';

const now = Date.UTC(2026, 5, 4, 12);
const hour = 3_600_000;

interface Page {
	page_size: number;
	next_cursor: string | null;
	transcriptions: Record<string, unknown>[];
}

/** The first page of the last hours, and what the answer was sent with. */
async function firstPage(
	readings: Partial<CytracomReadings>,
	calls: Partial<SimulatedCytracomCall>[],
	query = 'page_size=4',
): Promise<{ status: number; text: string; page?: Page }> {
	const clock = new VirtualClock(now);
	const rateLimit = query === 'again' ? { requests: 1, perMs: hour } : undefined;
	const api = await startCytracomSimulator({ clock, readings, rateLimit });
	for (const [index, call] of calls.entries()) {
		const startedAt = now - hour + index * 1000;
		const more = { startedAt, createdAt: startedAt + 60_000, transcript: 'Agent: Hi.', ...call };
		const linkedId = `${startedAt / 1000}.1`;
		api.addCall({ linkedId, durationSeconds: 30, caller: '1', callee: '2', ...more });
	}
	const address = `${api.url}/insights/transcriptions?from_date=${(now - 6 * hour) / 1000}&to_date=${now / 1000}&${query}`;
	const headers = { Authorization: `Basic ${btoa(`token:${api.options.token}`)}` };
	if (query === 'again') await fetch(address, { headers });
	const answer = await fetch(address, { headers });
	const text = await answer.text();
	await api.close();
	const page = answer.ok ? (JSON.parse(text) as { data: Page }).data : undefined;
	return { status: answer.status, text, page };
}

test('a call that is not transcribed yet is a row without words where pendingRows says so', async () => {
	const pending = { createdAt: now + hour };

	const absent = await firstPage({}, [pending]);
	const early = await firstPage({ pendingRows: 'processing' }, [pending]);

	expect(absent.page?.transcriptions).toEqual([]);
	expect(early.page?.transcriptions).toMatchObject([
		{ transcript: '', status: 'processing', created_at: '2026-06-04T11:00:30Z' },
	]);
});

test.each(['start_time', 'created_at'] as const)(
	'a call that is transcribed again (by %s) has other words, and was created later',
	async (dateFilter) => {
		const old = { startedAt: now - 5 * hour, createdAt: now - 4 * hour };

		const { page } = await firstPage({ transcribedAgain: true, dateFilter }, [old, {}]);

		const texts = page?.transcriptions.map((row) => [row.transcript, row.created_at]);
		expect(texts?.sort()).toEqual([
			['Agent: Hi. (Heard again.)', '2026-06-04T11:00:00Z'],
			['Agent: Hi.', '2026-06-04T11:01:01Z'],
		]);
	},
);

test('a short page goes on, and page_size may be what was asked for', async () => {
	const { page } = await firstPage({ shortPages: true, pageSize: 'asked' }, [{}, {}, {}]);

	expect(page?.transcriptions).toHaveLength(2);
	expect(page?.page_size).toBe(4);
	expect(page?.next_cursor).toEqual(expect.any(String));
});

test('status and sentiment may be other words, and the ID of another time', async () => {
	const { page } = await firstPage({ words: 'others', linkedIdTime: 'another' }, [{}]);

	expect(page?.transcriptions).toMatchObject([
		{ status: 'call.COMPLETED', sentiment: 'call.NEUTRAL', linked_id: '1749466800.1' },
	]);
});

test.each([
	[429, 'seconds', 'error', /^\{"code":429/],
	[429, 'none', 'page', /^<html>.*429 Rate limit/],
	[403, 'seconds', 'nothing', /^$/],
	// a bare 403 would be that of a token
	[403, 'none', 'nothing', /^<html>.*403 Rate limit/],
] as const)('over the rate limit: %d, %s, %s', async (status, after, body, text) => {
	const readings = { rateLimitStatus: status, rateLimitRetryAfter: after, rateLimitBody: body };

	const answer = await firstPage(readings, [], 'again');

	expect(answer.status).toBe(status);
	expect(answer.text).toMatch(text);
});
