import {
	between,
	callAt,
	CytracomSetup,
	DAY,
	getCall,
	getContext,
	getSummary,
	HOUR,
	MINUTE,
	SECOND,
} from '../support/cytracom';
import { simulatorOptions, type Answers } from './questions';
import type { Outcome } from './yeastarNodes';
import type { VirtualClock } from '../virtualTime';

/** Short enough to be waited out where no answer says how long it holds. */
const RATE_LIMIT = { requests: 2, perMs: 1_500 };

/** From the edges of the windows and from the midst, some transcribed late, one without a summary, one without words. */
export function makeCalls(now: number) {
	const start = now - 3 * DAY;
	const windowMs = DAY - SECOND;
	const edges = [0, 1, 2, 3].map((index) => start + index * windowMs);
	const moments = edges.flatMap((edge) => [edge - SECOND, edge, edge + SECOND]);
	const many = Array.from({ length: 200 }, (_, index) => start + DAY + HOUR + index * SECOND);
	return [
		...moments.map((at) => callAt(at)),
		...many.map((at) => callAt(at)),
		callAt(start + 5 * HOUR, { createdAt: start + 25 * HOUR, sentiment: 'positive' }),
		callAt(start + 6 * HOUR, { summary: null }),
		callAt(start + 7 * HOUR, { transcript: null, summary: null }),
		callAt(now - HOUR, { createdAt: now + HOUR }),
		callAt(now - 2 * HOUR, { caller: '+15125550999' }),
	].filter(({ startedAt }) => startedAt <= now - MINUTE);
}

/** Everything that the action node gives of an account with these answers. */
export async function cytracomOutcome(clock: VirtualClock, answers: Answers): Promise<Outcome> {
	await using setup = await CytracomSetup.start(clock, { api: simulatorOptions(answers) });
	const now = clock.now();
	makeCalls(now).forEach((call) => setup.api.addCall(call));
	const start = now - 3 * DAY;
	const whole = { ...between(start, now), returnAll: true };
	const list = await setup.items(whole);
	const at = (moment: number) => list.find(({ startedAt }) => startedAt === isoOf(moment));
	const late = start + 5 * HOUR;
	const lateId = at(late)?.id;
	const positive = at(late)?.sentiment as string;
	const rest = DAY - SECOND;
	const outcome = {
		list,
		late: await setup.items({ ...between(late - HOUR, late + MINUTE), returnAll: true }),
		edge: await setup.items({ ...between(start + rest, start + rest), returnAll: true }),
		newest: await setup.items({ ...between(start, start + 2 * DAY - HOUR), limit: 3 }),
		byCaller: await setup.items({ ...whole, filters: { caller: '+15125550999' } }),
		bySentiment: await setup.items({ ...whole, filters: { sentiment: positive } }),
		none: await setup.items({ ...between(now - 20 * DAY, now - 19 * DAY), returnAll: true }),
		whole: await setup.items(getCall(lateId)),
		context: await setup.items(getContext(lateId)),
		summary: await setup.items(getSummary(lateId)),
		picked: (await setup.search('5550999')).results,
		rateLimit: await rateLimited(clock, answers),
		wrongToken: await wrongToken(clock, answers),
	};
	return withOriginalIds(outcome, answers);
}

/** A list that takes more requests than are allowed: it waits. */
async function rateLimited(clock: VirtualClock, answers: Answers): Promise<unknown> {
	const api = { ...simulatorOptions(answers), rateLimit: RATE_LIMIT };
	await using setup = await CytracomSetup.start(clock, { api });
	const now = clock.now();
	const calls = [1, 30, 60].map((hours) => callAt(now - hours * HOUR));
	calls.forEach((call) => setup.api.addCall(call));
	const lists = [];
	for (const hours of [1, 30, 60]) {
		const moment = now - hours * HOUR;
		lists.push(await setup.items({ ...between(moment, moment), returnAll: true }));
	}
	clock.set(now);
	return lists;
}

async function wrongToken(clock: VirtualClock, answers: Answers): Promise<unknown> {
	const credential = { token: 'a token that was deleted' };
	await using setup = await CytracomSetup.start(clock, {
		api: simulatorOptions(answers),
		credential,
	});
	const { message } = await setup.failure();
	return message;
}

/** The same without what an answer may change: each part has its answer. */
export function neutralCytracom(outcome: Outcome, answers: Answers): Outcome {
	const changesTimes = answers.transcribedAgain === true || answers.pendingRows === 'processing';
	return JSON.parse(JSON.stringify(outcome), (key, value: unknown) => {
		if (key === 'transcribedAt' && changesTimes) return null;
		if (Array.isArray(value)) return (value as unknown[]).filter((item) => !isWordless(item));
		if (typeof value !== 'string') return value;
		return value
			.replace(' (Heard again.)', '')
			.replace(/^call\.(POSITIVE|NEUTRAL|COMPLETED)$/, (_, word: string) => word.toLowerCase());
	}) as Outcome;
}

/** The ids that the calls were made with, where Cytracom sends others. */
function withOriginalIds(outcome: Outcome, { linkedIdTime }: Answers): Outcome {
	if (linkedIdTime !== 'another') return outcome;
	const original = (seconds: string) => String(Number(seconds) + 360 * 86_400);
	return JSON.parse(JSON.stringify(outcome), (_, value: unknown) =>
		typeof value === 'string' ? value.replace(/^\d{10}(?=\.1$)/, original) : value,
	) as Outcome;
}

/** A call without a transcript (yet) is none of a list of transcriptions, or one whose transcript is null. */
function isWordless(item: unknown): boolean {
	const { provider, transcript, turns, summary } = (item ?? {}) as Record<string, unknown>;
	return provider !== undefined && transcript === null && isEmpty(turns) && summary === null;
}

const isEmpty = (list: unknown) => Array.isArray(list) && list.length === 0;

const isoOf = (moment: number) => new Date(moment).toISOString();
