import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { clock } from '../clock';
import { fromEpoch } from '../epoch';
import type { TimeRange } from '../timeRange';
import { isTool } from './agentTool';
import { textOf } from './parameters';

const DIGITS = /^\d+(?:\.\d+)?$/;
/** This many digits are a count from 1970; fewer may be a day in ISO 8601: `2026`, `20260601`. */
const COUNT = /^\d{9}/;

/**
 * The moment that a date parameter means, in UTC milliseconds, or null if it is not a date. Takes what the date picker and
 * expressions return, and seconds or milliseconds since 1970 as a number or a string of digits. A date without a zone is
 * in the zone of the workflow.
 */
export function momentOf(value: unknown, zone: string): number | null {
	if (DateTime.isDateTime(value)) return value.isValid ? value.toMillis() : null;
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.getTime();
	if (typeof value === 'number') return fromEpoch(value);
	if (typeof value !== 'string') return null;
	const text = value.trim();
	const count = DIGITS.test(text) ? fromEpoch(Number(text)) : null;
	if (COUNT.test(text) && count !== null) return count;
	const readings = [
		DateTime.fromISO(text, { zone }),
		DateTime.fromSQL(text, { zone }),
		// always with a zone of its own
		DateTime.fromRFC2822(text),
	];
	return readings.find(({ isValid }) => isValid)?.toMillis() ?? count;
}

/**
 * The range that the parameters `startTime` and `endTime` mean; both ends belong to it. A model may leave them empty, for
 * the last 24 hours, and an End Time of its that is a date alone includes that day.
 *
 * @throws NodeOperationError when one is cleared or unreadable, they are the wrong way round, or they are in the future
 */
export function readRange(context: IExecuteFunctions, itemIndex: number): TimeRange {
	const read = (parameter: string, label: string, usual: () => number) =>
		isTool(context) && isEmpty(context.getNodeParameter(parameter, itemIndex, ''))
			? usual()
			: readMoment(context, itemIndex, parameter, label);
	const end = read('endTime', 'End Time', () => clock.now());
	const from = read('startTime', 'Start Time', () => end - DAY_MS);
	const endTime = textOf(context.getNodeParameter('endTime', itemIndex, ''));
	const isDate = isTool(context) && /^\d{4}-\d\d-\d\d$/.test(endTime);
	const through = isDate ? endOfDay(end, context.getTimezone()) : end;
	const refuse = (message: string, description: string) =>
		new NodeOperationError(context.getNode(), message, { description, itemIndex });
	if (from > through) {
		throw refuse('End Time is before Start Time.', 'Swap the two, or choose a later End Time.');
	}
	if (from > clock.now() + FUTURE_MS) {
		const now = isTool(context) ? ` It is ${isoOf(clock.now())} now.` : '';
		throw refuse('Start Time is in the future.', `Choose a Start Time in the past.${now}`);
	}
	return { from, through };
}

/** A start up to this far ahead is a clock difference, not a mistake. */
const FUTURE_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

const isEmpty = (value: unknown): boolean =>
	value === null || value === undefined || (typeof value === 'string' && textOf(value) === '');

const endOfDay = (moment: number, zone: string): number =>
	DateTime.fromMillis(moment, { zone }).endOf('day').toMillis();

const isoOf = (moment: number): string => new Date(moment).toISOString();

/** @throws NodeOperationError when the parameter is cleared or unreadable */
export function readMoment(
	context: IExecuteFunctions,
	itemIndex: number,
	parameter: string,
	label: string,
): number {
	const value = context.getNodeParameter(parameter, itemIndex, '') as unknown;
	const moment = momentOf(value, context.getTimezone());
	if (moment !== null) return moment;
	throw new NodeOperationError(
		context.getNode(),
		isEmpty(value) ? `${label} is empty.` : `${label} is not a valid date.`,
		{
			description: isTool(context)
				? `Write it in ISO 8601, such as ${isoOf(clock.now())}, which is now.`
				: 'Choose a date, or use an expression that returns one, such as {{ $now.minus(1, "day") }}.',
			itemIndex,
		},
	);
}
