import { sampleCytracomCall, startCytracomSimulator } from '../lab/simulators';
import { DAY } from '../lab/support/cytracom';
import type { PhoneSpec } from './phone';
import { startOf } from './phone';
import { phoneOperations } from './phones';

/** Starts a phone, asks it, and stops it. */
async function withPhone<T>(spec: PhoneSpec, use: (origin: string) => Promise<T>): Promise<T> {
	const phones = phoneOperations();
	const origin = await phones.start(spec);
	return await use(origin).finally(() => phones.stop(origin));
}

const from = Math.floor(Date.now() / DAY - 1) * DAY;
const spec = { from, through: from + DAY - 1000, calls: 250, latencyMs: 0 };

interface Page {
	code: number;
	data: { next_cursor: string | null; page_size: number; transcriptions: { transcript: string }[] };
}

test('Cytracom of the bench answers as the simulator does', async () => {
	const pagesOf = async (origin: string): Promise<Page[]> => {
		const pages: Page[] = [];
		for (let cursor: string | null = ''; cursor !== null;) {
			const query = new URLSearchParams({
				from_date: new Date(from + DAY / 4).toISOString(),
				to_date: new Date(from + DAY - 1000).toISOString(),
				page_size: '100',
				...(cursor !== '' && { cursor }),
			});
			const url = `${origin}/v1.0/insights/transcriptions?${query.toString()}`;
			const headers = { Authorization: `Basic ${btoa(`token:${api.options.token}`)}` };
			const page = (await (await fetch(url, { headers })).json()) as Page;
			cursor = page.data.next_cursor;
			page.data.next_cursor = cursor && 'a cursor';
			pages.push(page);
		}
		return pages;
	};
	const api = await startCytracomSimulator();
	for (let index = 0; index < spec.calls; index++) {
		const phone = { ...spec, vendor: 'cytracom', turnsOfCall: 1 } as const;
		const call = sampleCytracomCall({ startedAt: startOf(phone, index), index });
		api.addCall({ ...call, transcript: call.transcript!.split('\n')[0]! });
	}

	const pages = await withPhone({ ...spec, vendor: 'cytracom', turnsOfCall: 1 }, pagesOf);

	expect(pages).toHaveLength(2);
	expect(pages).toEqual(await pagesOf(api.origin));
	await api.close();
});

interface Record {
	leg_id: string;
	time: string;
	ai_transcription: unknown[];
}

test('a PBX of the bench has a file of the calls that were asked for, each with its own id and time', async () => {
	const phone: PhoneSpec = { ...spec, vendor: 'yeastar', turnsOfCall: 40 };

	const records = await withPhone(phone, async (origin) => {
		const ask = async (path: string) => (await fetch(origin + path)).json() as unknown;
		const at = (ms: number) =>
			new Date(ms).toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', '/');
		const query = new URLSearchParams({
			start_time: at(startOf(phone, 10)),
			end_time: at(startOf(phone, 209)),
		});
		const answer = await ask(`/openapi/v2.0/cdr/aidownload?${query.toString()}`);
		return (await ask(
			(answer as { download_resource_url: string }).download_resource_url,
		)) as Record[];
	});

	expect(records).toHaveLength(200);
	expect(new Set(records.map(({ leg_id: id }) => id)).size).toBe(200);
	expect(records.map(({ time }) => Date.parse(`${time}Z`))).toEqual(
		records.map((_, index) => startOf(phone, index + 10)),
	);
	expect(records.every(({ ai_transcription: turns }) => turns.length === 40)).toBe(true);
});
