import { DateTime } from 'luxon';

import { clock } from '../../shared/clock';
import { ServiceError, instead } from '../../shared/requests/errors';
import type { NodeContext } from '../../shared/requests/http';
import type { Interval } from '../../shared/interval';
import { contains } from '../../shared/interval';
import type { Found } from '../../shared/found';
import { get } from './client';
import { download } from './download';
import { NO_DATA } from './errors';
import { memoryKeyOf, readInformation } from './information';
import { downloadAnswer } from './schemas';
import type { DisplayFormat, PbxZone } from './time';
import { DATE_FORMATS, ISO_8601, formatRange } from './time';
import { toCallRecord } from './toCallRecord';
import { readZone } from './zone';

/** What the PBX itself can filter by (vendor page "Download AI Call Transcription Data"). */
export interface PbxFilters {
	call_from?: string;
	call_to?: string;
	call_type?: string;
	last_status?: string;
}

const PATH = '/openapi/v2.0/cdr/aidownload';
/** "Invalid parameter": among others, a date that is not in the PBX's display format. */
const BAD_PARAMETER = '40002';

const DAY_MS = 24 * 60 * 60_000;

/** The shortest range that a PBX has refused because of its length (ms): by memoryKeyOf. No page names a limit. */
const tooLongFor = new Map<string, number>();

/** The format that a PBX has accepted, where it does not tell its own or refuses that: by memoryKeyOf. */
const acceptedBy = new Map<string, DisplayFormat>();

/**
 * The call legs that began within a stretch of time, as the PBX's file has them: in no certain order, each once or more
 * often. Legs that cannot be read come as `unreadable`.
 *
 * @throws ServiceError
 */
export async function* readCalls(
	context: NodeContext,
	within: Interval,
	filters: PbxFilters = {},
): AsyncGenerator<Found> {
	const zone = await readZone(context);
	const { format: told } = await readInformation(context);
	const file = await requestFile(context, { within, zone, filters }, told);
	if (file === 'tooLong') {
		const middle = Math.floor((within.from + within.to) / 2);
		yield* readCalls(context, { ...within, from: middle }, filters);
		yield* readCalls(context, { ...within, to: middle }, filters);
		return;
	}
	const { link, accepted } = file;
	if (link === null) return;
	const reading = { zone, dateFormat: (told ?? accepted).date, isTold: told !== null, within };
	for await (const leg of download(context, link)) {
		const found = toCallRecord(leg, reading);
		if ('unreadable' in found || contains(within, Date.parse(found.record.startedAt!))) {
			yield found;
		}
	}
}

interface Question {
	within: Interval;
	zone: PbxZone;
	filters: PbxFilters;
}

/**
 * Has the PBX write the file. `link` is null where nothing matches, in any form that a PBX has for it; `tooLong` where it
 * refuses the range for its length.
 *
 * @param told the display format, where the PBX tells it
 */
async function requestFile(
	context: NodeContext,
	question: Question,
	told: DisplayFormat | null,
): Promise<{ link: string | null; accepted: DisplayFormat } | 'tooLong'> {
	const key = await memoryKeyOf(context);
	const lengthMs = question.within.to - question.within.from;
	if (lengthMs >= (tooLongFor.get(key) ?? Infinity)) return 'tooLong';
	const usual = acceptedBy.get(key) ?? told;
	if (usual) {
		const link = await ask(context, question, usual);
		if (link !== undefined) return { link, accepted: usual };
	}
	for (const format of formatsBeside(told)) {
		const probe = { within: dayThatTells(), zone: question.zone, filters: {} };
		if ((await ask(context, probe, format)) === undefined) continue;
		acceptedBy.set(key, format);
		const link = await ask(context, question, format);
		if (link === undefined) {
			if (lengthMs <= DAY_MS) break;
			// the same of one day tells whether its length is the reason
			const day = { ...question.within, from: question.within.to - DAY_MS };
			if ((await ask(context, { ...question, within: day }, format)) === undefined) break;
			tooLongFor.set(key, lengthMs);
			return 'tooLong';
		}
		return { link, accepted: format };
	}
	const tried = told ? `${told.date} and the other usual ones` : 'the usual ones';
	throw new ServiceError({
		what: `The PBX does not accept the dates of the request, in no format (${tried}).`,
		advice:
			'Check System > Date and Time > Display Format on the PBX, and the values of the filters in the node.',
		cause: 'configuration-invalid',
		serviceCode: BAD_PARAMETER,
	});
}

/** The link to the file; null for no match, undefined where the PBX does not accept the parameters. */
async function ask(
	context: NodeContext,
	{ within, zone, filters }: Question,
	format: DisplayFormat,
): Promise<string | null | undefined> {
	const { download_resource_url: link } = await get(
		context,
		PATH,
		{ ...filters, ...formatRange(within, zone, format) },
		downloadAnswer,
	)
		.catch(instead([NO_DATA], { download_resource_url: null }))
		.catch(instead([BAD_PARAMETER], { download_resource_url: undefined }));
	return link;
}

/** The usual formats, in the order of DESIGN 3.6; the other half of the day's clock after that, ISO 8601 last. */
function formatsBeside(told: DisplayFormat | null): DisplayFormat[] {
	const first = told?.twelveHour ?? false;
	const usual = [first, !first].flatMap((twelveHour) =>
		DATE_FORMATS.map((date) => ({ date, twelveHour })),
	);
	return [...usual, { date: ISO_8601, twelveHour: false }];
}

/** A second of a day over 12 in the month before: a PBX that takes the day for a month refuses it. */
function dayThatTells(): Interval {
	const moment = DateTime.fromMillis(clock.now(), { zone: 'utc' })
		.minus({ months: 1 })
		.set({ day: 28, hour: 12, minute: 0, second: 0, millisecond: 0 })
		.toMillis();
	return { from: moment, to: moment };
}
