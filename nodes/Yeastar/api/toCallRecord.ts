import type { Found, SpeakerNames } from '../../shared/found';
import { NotJson, fieldIn, unreadable } from '../../shared/found';
import type { CallRecord, Direction, Turn } from '../../shared/record/callRecord';
import { emptyCallRecord } from '../../shared/record/callRecord';
import type { Numbers } from '../../shared/record/numbers';
import type { Side } from '../../shared/record/parties';
import { partiesOf } from '../../shared/record/parties';
import { hasSummary, parseSummary } from '../../shared/record/summary';
import { isSaid, toSpoken } from '../../shared/record/transcript';
import { redact } from '../../shared/requests/redact';
import { issuesOf } from '../../shared/requests/schema';
import type { TimeRange } from '../../shared/timeRange';
import { LEG_ID } from './errors';
import type { CallLeg, YeastarSummary, YeastarTurn } from './schemas';
import { readCallLeg } from './schemas';
import type { PbxZone } from './time';
import { parseLocal, parseLocalNear, startOf } from './time';

/** How to read a PBX's local times and numbers. */
export interface Reading {
	zone: PbxZone;
	dateFormat: string;
	/** Whether the PBX reported its format; else the order of day and month is a guess. */
	isTold?: boolean;
	/** The requested range: decides a repeated hour if nothing else does. */
	range?: TimeRange;
	numbers: Numbers;
}

/** One element of the aidownload file as a call, or what is wrong with it. Never throws. */
export function toCallRecord(raw: unknown, reading: Reading): Found {
	const { zone, range, numbers } = reading;
	if (raw instanceof NotJson) {
		const [id, time] = [fieldIn(raw, 'leg_id'), fieldIn(raw, 'time')];
		return unreadable(raw, 'not valid JSON', toldBy(id, time, reading));
	}
	const parsed = readCallLeg(raw);
	if (!parsed.success) {
		const { leg_id: id, time } = (raw ?? {}) as { leg_id?: unknown; time?: unknown };
		return unreadable(raw, issuesOf(parsed.error), toldBy(id, time, reading));
	}
	const leg = parsed.data;
	const speech = leg.ai_transcription.filter(isSpeech);
	const { firstTurnAt, lastTurnAt } = timesOf(speech);
	const local = localTimeOf(leg, firstTurnAt, reading);
	if (local === null) {
		const reason = `"time" is not a date: ${redact(leg.time, 40)}`;
		return unreadable(raw, reason, toldBy(leg.leg_id, null, reading));
	}

	const caller = partyOf(leg.call_from);
	const callee = partyOf(leg.call_to);
	const ringMs = (leg.ring_duration ?? 0) * 1000;
	const startedAt = startOf(local, zone, firstTurnAt, ringMs, range, {
		lastTurnAt,
		lengthMs: leg.call_duration === null ? null : leg.call_duration * 1000,
	});
	const direction = directionOf(leg.call_type);
	const names = new Map([caller, callee].map(({ number, name }) => [number, name]));
	const nameOf = (number: string | null, more?: SpeakerNames) =>
		more?.get(number) ?? names.get(number) ?? null;
	const named = ({ number }: Side, more?: SpeakerNames) => ({ number, name: nameOf(number, more) });
	return {
		head: {
			provider: 'yeastar',
			id: leg.leg_id,
			callId: leg.uid,
			startedAt: new Date(startedAt).toISOString(),
			direction,
			status: leg.status,
			from: caller.number,
			to: callee.number,
			durationSeconds: leg.call_duration,
			ringSeconds: leg.ring_duration,
			talkSeconds: leg.talk_duration,
			holdSeconds: leg.hold_duration,
			sentiment: null,
			transcribedAt: null,
		},
		hasTranscript: speech.some(({ content }) => isSaid(content!)),
		hasSummary: hasSummary(leg.ai_summary),
		raw,
		isSameNumber: numbers.isSame,
		sides: (more) => ({ from: named(caller, more), to: named(callee, more) }),
		parties: (more) => partiesOf(named(caller, more), named(callee, more), direction, numbers),
		labels: () => ({}),
		spoken: (more) =>
			toSpoken(toTurns(inSpokenOrder(speech), startedAt, (number) => nameOf(number, more))),
		summarized: () => parseSummary(leg.ai_summary),
	};
}

/** What is known about a leg that could not be read: its ID and when it began. */
function toldBy(id: unknown, time: unknown, reading: Reading) {
	const legId = typeof id === 'string' && LEG_ID.test(id) ? id : null;
	const leg = { time: typeof time === 'string' ? time : '', leg_id: legId ?? '' };
	const local = localTimeOf(leg, null, reading);
	const start = local === null ? null : startOf(local, reading.zone, null, 0, reading.range);
	return { id: legId, startedAt: start === null ? null : isoOf(start) };
}

/**
 * If the PBX does not report the order of day and month, the first turn, the leg's ID, or the requested range decides
 * it.
 */
function localTimeOf(
	{ time, leg_id: legId }: Pick<CallLeg, 'leg_id' | 'time'>,
	firstTurnAt: number | null,
	{ dateFormat, isTold = true, range }: Reading,
): number | null {
	if (isTold) return parseLocal(time, dateFormat);
	const moment = firstTurnAt ?? stampOf(legId);
	const near = moment === null ? range : { from: moment, through: moment };
	return near ? parseLocalNear(time, dateFormat, near) : parseLocal(time, dateFormat);
}

/**
 * The local time at the start of a leg ID, as in all of the vendor's examples, `20260509214921-8AA6D`, in milliseconds as
 * if it were UTC; null if there is none.
 */
export function stampOf(legId: string): number | null {
	const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)-/.exec(legId);
	if (!digits) return null;
	const [year, month, day, ...time] = digits.slice(1);
	return parseLocal(`${year}/${month}/${day} ${time.join(':')}`, 'YYYY/MM/DD');
}

/**
 * Turns of a leg as a call record: `id`, `transcript`, `turns`.
 *
 * @param all every turn of the leg: seconds count from the first one
 */
export function toTranscriptRecord(
	legId: string,
	wanted: YeastarTurn[],
	all: YeastarTurn[] = wanted,
): CallRecord {
	const turns = toTurns(inSpokenOrder(wanted), inSpokenOrder(all)[0]?.timestamp ?? null);
	return emptyCallRecord('yeastar', legId, { spoken: toSpoken(turns) });
}

export type SummaryRecord = CallRecord & {
	party: 'caller' | 'callee' | null;
	extensionNumber: string | null;
	extensionName: string | null;
};

/** One side's summary of a leg, or none, as a call record that names the owner. */
export function toSummaryRecord(
	legId: string,
	party: SummaryRecord['party'],
	summary: YeastarSummary | null,
): SummaryRecord {
	const createdAt = summary?.created_at ?? null;
	return {
		...emptyCallRecord('yeastar', legId, { summary: parseSummary(summary?.summary) }),
		transcribedAt: createdAt === null ? null : isoOf(createdAt * 1000),
		party,
		extensionNumber: summary?.ext_num ?? null,
		extensionName: summary?.name ?? null,
	};
}

const isSpeech = ({ type, content }: YeastarTurn): boolean =>
	content !== null && (type === null || type === 'speak');

/** When the first and last turns began, in any order, milliseconds since 1970; null if none has a time. */
function timesOf(turns: YeastarTurn[]) {
	const times = turns.flatMap(({ timestamp }) => timestamp ?? []);
	const most = (choose: (a: number, b: number) => number) =>
		times.length === 0 ? null : times.reduce((a, b) => choose(a, b));
	return { firstTurnAt: most(Math.min), lastTurnAt: most(Math.max) };
}

/**
 * Turns with words in the order spoken, without duplicates: the PBX sends them out of order (docs/phone-systems.md,
 * "Yeastar transcript"), and pages can overlap. Turns without a time stay after the one before.
 */
function inSpokenOrder(turns: YeastarTurn[]): YeastarTurn[] {
	const seen = new Set<string>();
	let last = -Infinity;
	return turns
		.filter(isSpeech)
		.filter((turn) => {
			const key = turn.id ?? `${turn.source_number}:${turn.timestamp}:${turn.content}`;
			return seen.size < seen.add(key).size;
		})
		.map((turn) => ({ turn, at: (last = turn.timestamp ?? last) }))
		.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at))
		.map(({ turn }) => turn);
}

function toTurns(
	turns: YeastarTurn[],
	startedAt: number | null,
	nameOf: (number: string | null) => string | null = () => null,
): Turn[] {
	return turns.map(({ content, timestamp, source_number: number, name }) => ({
		speaker: name ?? nameOf(number) ?? number,
		number,
		text: content!,
		at: timestamp === null ? null : isoOf(timestamp),
		offsetSeconds: timestamp === null || startedAt === null ? null : (timestamp - startedAt) / 1000,
	}));
}

/**
 * A side of the call: a number, or `Name<number>` as the v2.0 CDR pages have it (docs/phone-systems.md, "Yeastar
 * values").
 */
function partyOf(text: string | null): Side {
	const match = /^(.*)<([^<>]+)>\s*$/s.exec(text ?? '');
	if (!match) return { number: text, name: null };
	return { number: match[2]!.trim(), name: match[1]!.trim() || null };
}

const directions: Direction[] = ['internal', 'inbound', 'outbound'];

const directionOf = (callType: string | null): Direction | null =>
	directions.find((direction) => direction === callType?.toLowerCase()) ?? null;

const isoOf = (ms: number): string | null => {
	const date = new Date(ms);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
};
