import { DateTime } from 'luxon';

import { clock } from '../../shared/clock';
import type { Found, FoundCall } from '../../shared/found';
import { beganIn } from '../../shared/found';
import { ServiceError, valueOnCode } from '../../shared/requests/errors';
import { placeIn } from '../../shared/requests/http';
import { textField } from '../../shared/requests/jsonField';
import type { TimeRange } from '../../shared/timeRange';
import type { Client } from './client';
import { get } from './client';
import { download } from './download';
import { NO_DATA } from './errors';
import { readInformation } from './information';
import { downloadAnswer } from './schemas';
import type { DisplayFormat, PbxZone } from './time';
import { DATE_FORMATS, ISO_8601, formatRange } from './time';
import type { Reading } from './toCallRecord';
import { toCallRecord } from './toCallRecord';
import { readZone } from './zone';

/** The PBX's own filters (docs/phone-systems.md, "Yeastar calls"). */
export interface PbxFilters {
	call_from?: string;
	call_to?: string;
	call_type?: string;
	last_status?: string;
}

export interface ReadingOptions {
	/** Leaves a call out at once, so that it takes no memory. */
	keep?: (call: FoundCall) => boolean;
	/** Skips a leg by its ID, so that it takes no time. */
	isKnown?: (id: string) => boolean;
	filters?: PbxFilters;
}

const PATH = '/openapi/v2.0/cdr/aidownload';
/** "Invalid parameter": among others, a date that is not in the PBX's display format. */
const BAD_PARAMETER = '40002';

const legIdOf = textField('leg_id');

const DAY_MS = 24 * 60 * 60_000;

/**
 * The call legs that began within a time range, as in the PBX's file: in no particular order, each at least once. Legs
 * that cannot be read are returned as `unreadable`.
 *
 * @throws ServiceError
 */
export async function* readCalls(
	client: Client,
	range: TimeRange,
	options: ReadingOptions = {},
): AsyncGenerator<Found> {
	const { keep = () => true, isKnown = () => false, filters = {} } = options;
	const isNew = (leg: Buffer[]) => {
		const id = legIdOf(leg);
		return id === undefined || !isKnown(id);
	};
	const zone = await readZone(client);
	const { format: told } = await readInformation(client);
	// the PBX writes one file at a time
	const leave = await placeIn(client.fileTurn, client.transport);
	try {
		const file = await requestFile(client, { range, zone, filters }, told);
		if (file?.link === null) return;
		if (file) {
			const { link, format } = file;
			const reading: Reading = {
				zone,
				dateFormat: format.date,
				isTold: told !== null,
				range,
				numbers: client.numbers,
			};
			for await (const leg of download(client, link, isNew)) {
				const found = toCallRecord(leg, reading);
				if (beganIn(range, found) && ('unreadable' in found || keep(found))) yield found;
			}
			return;
		}
	} finally {
		leave();
	}
	const middle = Math.floor((range.from + range.through) / 2);
	yield* readCalls(client, { ...range, from: middle }, options);
	yield* readCalls(client, { ...range, through: middle }, options);
}

interface Question {
	range: TimeRange;
	zone: PbxZone;
	filters: PbxFilters;
}

/**
 * Has the PBX write the file. `link` is null if nothing matches, however the PBX says so.
 *
 * @param told the display format, if the PBX reports it
 * @returns undefined if the PBX rejects the range for its length
 */
async function requestFile(
	client: Client,
	question: Question,
	told: DisplayFormat | null,
): Promise<{ link: string | null; format: DisplayFormat } | undefined> {
	const { facts } = client;
	const { from, through } = question.range;
	if (through - from >= (facts.tooLongMs ?? Infinity)) return undefined;
	const usual = facts.acceptedFormat ?? told;
	if (usual) {
		const link = await ask(client, question, usual);
		if (link !== undefined) return { link, format: told ?? usual };
	}
	const format = await acceptedFormat(client, question.zone, told);
	const link = format && (await ask(client, question, format));
	if (link !== undefined) return { link, format: told ?? format! };
	if (format && through - from > DAY_MS) {
		// a range of one day shows whether the length is the reason
		const day = { from: through - DAY_MS, through };
		if ((await ask(client, { ...question, range: day }, format)) !== undefined) {
			facts.tooLongMs = through - from;
			return undefined;
		}
	}
	const tried = told ? `${told.date} and the other common ones` : 'all the common ones';
	throw new ServiceError({
		what: `The PBX rejected the dates in every format tried (${tried}).`,
		advice:
			'Check System > Date and Time > Display Format on the PBX, and the filter values in the node.',
		cause: 'configuration-invalid',
		serviceCode: BAD_PARAMETER,
	});
}

/** The first common format that the PBX accepts; undefined if there is none. */
async function acceptedFormat(
	client: Client,
	zone: PbxZone,
	told: DisplayFormat | null,
): Promise<DisplayFormat | undefined> {
	const range = unambiguousMoment();
	for (const format of formatsBeside(told)) {
		if ((await ask(client, { range, zone, filters: {} }, format)) === undefined) continue;
		client.facts.acceptedFormat = format;
		return format;
	}
	return undefined;
}

/** The link to the file; null for no match, undefined if the PBX rejects the parameters. */
async function ask(
	client: Client,
	{ range, zone, filters }: Question,
	format: DisplayFormat,
): Promise<string | null | undefined> {
	const query = { ...filters, ...formatRange(range, zone, format) };
	const { download_resource_url: link } = await get(client, PATH, query, downloadAnswer)
		.catch(valueOnCode([NO_DATA], { download_resource_url: null }))
		.catch(valueOnCode([BAD_PARAMETER], { download_resource_url: undefined }));
	return link;
}

/** The common formats, in the order of DATE_FORMATS; then with the other clock (12 or 24 hours), ISO 8601 last. */
function formatsBeside(told: DisplayFormat | null): DisplayFormat[] {
	const first = told?.twelveHour ?? false;
	const usual = [first, !first].flatMap((twelveHour) =>
		DATE_FORMATS.map((date) => ({ date, twelveHour })),
	);
	return [...usual, { date: ISO_8601, twelveHour: false }];
}

/** On day 28 of the previous month: a PBX that takes the day for a month rejects it. */
function unambiguousMoment(): TimeRange {
	const moment = DateTime.fromMillis(clock.now(), { zone: 'utc' })
		.minus({ months: 1 })
		.set({ day: 28, hour: 12, minute: 0, second: 0, millisecond: 0 })
		.toMillis();
	return { from: moment, through: moment };
}
