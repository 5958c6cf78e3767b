import type { IDataObject, INodeProperties, NodeExecutionHint } from 'n8n-workflow';
import { DateTime } from 'luxon';

import type { Unreadable } from '../found';
import type { TimeRange } from '../timeRange';
import type { NewestCalls } from './newestCalls';
import { Item } from './operation';
import { isOn, textOf } from './parameters';
import { nameOf } from './unreadableCall';

/*
 * What n8n shows above the items of a run: why there are fewer than the user may expect. A hint costs no request and no
 * item.
 */

/** How a list was asked for. */
export interface Asked {
	range: TimeRange;
	/** In which the workflow's user thinks. */
	zone: string;
	limit: number;
	filters: IDataObject;
}

/** Hints are read at a glance: no more of them, and no more records named in one. */
const MAX_HINTS = 5;
const MAX_NAMED = 3;
/** Characters of a filter that are shown. */
const MAX_VALUE = 40;

const info = (message: string): NodeExecutionHint => ({ message, type: 'info' });
const warning = (message: string): NodeExecutionHint => ({ message, type: 'warning' });

const counted = (count: number, noun: string): string =>
	`${count} ${noun}${count === 1 ? '' : 's'}`;

/**
 * The hints of a list of calls.
 *
 * @param options the filters of the node as it shows them
 */
export function listHints(
	{ calls, unreadable, matching, isWhole }: NewestCalls,
	{ range, zone, limit, filters }: Asked,
	options: INodeProperties[],
): NodeExecutionHint[] {
	const silent = calls.filter(({ hasTranscript }) => !hasTranscript).length;
	return [
		...limitHint('call', limit, matching, isWhole),
		...(silent > 0
			? [info(`${counted(silent, 'call')} ${silent === 1 ? 'has' : 'have'} no transcript yet`)]
			: []),
		...(calls.length + unreadable.length === 0
			? [nothingFound(`calls ${rangeInWords(range, zone)}`, filters, options)]
			: []),
	];
}

/**
 * @param matching results that fit, as far as they were read
 * @param isWhole whether all were read
 */
export function limitHint(
	noun: string,
	limit: number,
	matching: number,
	isWhole: boolean,
): NodeExecutionHint[] {
	const advice = 'Raise Limit or turn on Return All to get more.';
	if (matching > limit) {
		const all = `${isWhole ? '' : 'at least '}${counted(matching, noun)}`;
		return [info(`Limit reached: ${limit} of ${all}. ${advice}`)];
	}
	if (matching < limit || isWhole) return [];
	return [info(`Limit reached: ${counted(limit, noun)}, and there may be more. ${advice}`)];
}

/** @param what what was looked for, and where: `calls from … to …` */
export function nothingFound(
	what: string,
	filters: IDataObject,
	options: INodeProperties[],
): NodeExecutionHint {
	const set = options.flatMap((option) => filterInWords(option, filters[option.name]));
	if (set.length === 0) return info(`No ${what}`);
	return info(`No ${what} match ${set.join(', ')}`);
}

/** A filter as the node shows it, `From: 3200`; `[]` for one that leaves nothing out. */
function filterInWords(
	{ displayName, type, options = [] }: INodeProperties,
	value: unknown,
): string[] {
	if (type === 'boolean') return isOn(value) ? [displayName] : [];
	const text = textOf(value);
	if (text === '' || (type === 'number' && !(Number(text) > 0))) return [];
	const chosen = options.find((option) => 'value' in option && option.value === text);
	const name = chosen?.name ?? text;
	return [`${displayName}: ${name.length > MAX_VALUE ? `${name.slice(0, MAX_VALUE)}…` : name}`];
}

function rangeInWords({ from, through }: TimeRange, zone: string): string {
	const inWords = (moment: number) =>
		DateTime.fromMillis(moment, { zone, locale: 'en-US' }).toFormat('LLL d, yyyy, HH:mm');
	return `from ${inWords(from)} to ${inWords(through)} (${zone})`;
}

/** The hints of items that have one. */
export const itemHints = (items: object[]): NodeExecutionHint[] =>
	items.flatMap((one) => (one instanceof Item && one.more.hint ? [info(one.more.hint)] : []));

/** The item of a call, with a hint if what was asked for is not there. */
export const withHint = (
	json: object,
	id: string | null,
	what: 'transcript' | 'summary',
	isThere: boolean,
): Item => new Item(json, { hint: isThere ? undefined : `Call ${id} has no ${what} yet` });

/** Records beside those of a list that were left out. */
export function unreadableHint(unreadable: Unreadable[]): NodeExecutionHint {
	const verb = unreadable.length === 1 ? 'is' : 'are';
	const names = unreadable.slice(0, MAX_NAMED).map(nameOf).join('; ');
	return warning(
		`${counted(unreadable.length, 'call')} could not be read and ${verb} missing: ${names}`,
	);
}

/** Each once, and no more than can be read at a glance. */
export function shortened(hints: NodeExecutionHint[]): NodeExecutionHint[] {
	const each = [...new Map(hints.map((hint) => [hint.message, hint])).values()];
	if (each.length <= MAX_HINTS) return each;
	const rest = each.length - MAX_HINTS + 1;
	return [...each.slice(0, MAX_HINTS - 1), info(`… and ${rest} more`)];
}
