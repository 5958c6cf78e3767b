import type { CytracomReadings } from '../simulators';
import { cytracomReadingValues } from '../simulators';
import { useVirtualClock } from '../support/clock';
import { between, callAt, CytracomSetup, DAY, getContext, HOUR, SECOND } from '../support/cytracom';

const clock = useVirtualClock();

/** Each answer to each open question, alone; and all second answers at once, with either meaning of the dates. */
const single = Object.entries(cytracomReadingValues).flatMap(([question, answers]) =>
	answers.map((answer): Partial<CytracomReadings> => ({ [question]: answer })),
);
const odd = Object.fromEntries(
	Object.entries(cytracomReadingValues).map(([question, answers]) => [question, answers.at(-1)]),
) as unknown as CytracomReadings;
const cases = [...single, odd, { ...odd, dateFilter: 'start_time' as const }];

/** From the edges of its windows and from the midst, some transcribed late, one untold and one silent. */
function makeCalls() {
	const now = clock.now();
	const start = now - 3 * DAY;
	const windowMs = DAY - SECOND;
	const edges = [0, 1, 2, 3].map((index) => start + index * windowMs);
	const moments = edges.flatMap((edge) => [edge - SECOND, edge, edge + SECOND]);
	const many = Array.from({ length: 200 }, (_, index) => start + DAY + HOUR + index * SECOND);
	return [
		...moments.map((at) => callAt(at)),
		...many.map((at) => callAt(at)),
		callAt(start + 5 * HOUR, { createdAt: start + 28 * HOUR }),
		callAt(start + 6 * HOUR, { summary: null }),
		callAt(start + 7 * HOUR, { transcript: null, summary: null }),
	].filter(({ startedAt, createdAt }) => startedAt <= now && createdAt <= now);
}

test.each(cases)('%j: the same items', async (readings) => {
	await using setup = await CytracomSetup.start(clock, { api: { readings } });
	const calls = makeCalls();
	calls.forEach((call) => setup.api.addCall(call));
	const start = clock.now() - 3 * DAY;
	const expected = calls
		.filter(({ startedAt, transcript }) => startedAt >= start && transcript !== null)
		.map(({ linkedId }) => linkedId);

	const items = await setup.items({ ...between(start, clock.now()), returnAll: true });

	// a call without a transcript is none of a list of transcriptions, or one whose transcript is null
	const transcribed = items.filter(({ transcript }) => transcript !== null);
	expect(transcribed.map(({ id }) => id).sort()).toEqual(expected.sort());
	expect(items.length - transcribed.length).toBe(
		readings.emptyTranscriptRowsOmitted === false ? 1 : 0,
	);
	const times = items.map(({ startedAt }) => startedAt as string);
	expect(times).toEqual([...times].sort().reverse());
	const unsummed = items.find(({ id }) => id === `${(start + 6 * HOUR) / SECOND}.1`);
	expect(unsummed).toMatchObject({ summary: null, summaryMarkdown: null, durationSeconds: 30 });
});

test.each(cases)('%j: one call is found', async (readings) => {
	await using setup = await CytracomSetup.start(clock, { api: { readings } });
	makeCalls().forEach((call) => setup.api.addCall(call));
	const moment = clock.now() - 3 * DAY + 5 * HOUR;

	const [item] = await setup.items(getContext(callAt(moment).linkedId));

	expect(item).toMatchObject({
		startedAt: new Date(moment).toISOString(),
		transcript: 'Agent: Hello.',
	});
});

test.each(cytracomReadingValues.rateLimitStatus)(
	'a rate limit answered with %d is waited out, whatever Retry-After looks like',
	async (rateLimitStatus) => {
		for (const rateLimitRetryAfter of cytracomReadingValues.rateLimitRetryAfter) {
			await using setup = await CytracomSetup.start(clock, {
				api: {
					readings: { rateLimitStatus, rateLimitRetryAfter },
					rateLimit: { requests: 1, perMs: 500 },
				},
			});
			setup.api.addCall(callAt(clock.now() - HOUR));

			expect(await setup.items()).toHaveLength(1);
		}
	},
);
