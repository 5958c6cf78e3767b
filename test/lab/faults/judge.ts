import { isSame, type Observed } from './cell';
import type { Outcome, Told } from './column';
import { expectedOf, type Bounds, type Expected } from './expectation';
import type { HealthyRun } from './healthy';
import { meaningOf, type Cell } from './matrix';

const OWN_ERRORS = ['NodeApiError', 'NodeOperationError'];

/** What is not as the rules say, in words. */
export function judge(cell: Cell, observed: Observed, healthy: HealthyRun): string[] {
	const { place, lasting, column } = cell;
	const meaning = meaningOf(cell);
	// a connection serves every request
	const healthyTries = place === 'connection' ? healthy.requests : (healthy.tries.get(place) ?? 0);
	const expected = expectedOf({ meaning, place, lasting, column, healthyTries });
	const { end, outcome, tries, waitedMs, leak } = observed;
	return [
		...(expected.ends.includes(end) ? [] : [`ends in ${end}, not ${expected.ends.join(' or ')}`]),
		// a connection that fails brings no request
		...(place === 'connection' ? [] : outside('requests there', tries, expected.tries)),
		...outside('ms waited', waitedMs, expected.waitedMs),
		...('error' in outcome ? ofError(cell, outcome.error, expected) : []),
		...(column.kind === 'health' ? ofHealth(cell, outcome) : []),
		...ofItems(cell, observed, expected, healthy),
		...ofAfter(observed, expected, healthy),
		...(leak === undefined ? [] : [`a secret shows: ${leak}`]),
	];
}

const outside = (what: string, value: number, [least, most]: Bounds): string[] =>
	value >= least && value <= most ? [] : [`${value} ${what}, not ${least} to ${most}`];

function ofError({ row, column }: Cell, error: Told, { cause, retryAfterMs }: Expected): string[] {
	const { name, message, description, failure } = error;
	const isTest = column.kind === 'test';
	const said = isTest ? message : `${message} ${description}`;
	const isClear = isTest
		? /\. .+[.)]$/.test(message)
		: OWN_ERRORS.includes(name) && message.endsWith('.') && (description ?? '') !== '';
	const isSaid = !row.says || row.says.test(said);
	const isOfCause = isTest || cause === undefined || failure?.cause === cause;
	const retryIn = failure?.retryAfterMs;
	const isOfTime =
		isTest || retryAfterMs === undefined || Math.abs((retryIn ?? 0) - retryAfterMs) <= 1000;
	return [
		...(isClear ? [] : [`no clear error: ${name}: ${said}`]),
		...(isSaid ? [] : [`says: ${said}`]),
		...(isOfCause ? [] : [`the cause is ${failure?.cause}, not ${cause}`]),
		...(isOfTime ? [] : [`to be tried again in ${retryIn} ms, not ${retryAfterMs}`]),
	];
}

/** What is given where the fault took something from it. */
function ofItems(
	{ row }: Cell,
	{ outcome, end }: Observed,
	{ sameCalls, isHinted }: Expected,
	healthy: HealthyRun,
): string[] {
	if ('error' in outcome) return [];
	const { items, hints = [] } = outcome;
	const isLess = end === 'other items' || end === 'nothing';
	const isSaid = hints.some((hint) => row.says?.test(hint));
	return [
		...(isLess && sameCalls && !isSame(idsIn(items), idsIn(healthy.items))
			? [`gives the calls ${idsIn(items).join(' ')}, not ${idsIn(healthy.items).join(' ')}`]
			: []),
		...(isLess && isHinted
			? isSaid
				? []
				: ['no hint at the node']
			: hints.map((hint) => `a hint at the node: ${hint}`)),
	];
}

const idsIn = (items: string[]): string[] =>
	items.map((item) => (JSON.parse(item) as { id: string }).id);

/** The problem that it tells is the error that others end with. */
function ofHealth({ row }: Cell, outcome: Outcome): string[] {
	const text = 'items' in outcome ? outcome.items[0] : undefined;
	if (text === undefined) return [];
	const { problem } = JSON.parse(text) as { problem: string | null };
	if (problem === null || !row.says || row.says.test(problem)) return [];
	return [`tells the problem: ${problem}`];
}

function ofAfter(
	{ after, untested }: Observed,
	{ waitsForTest }: Expected,
	healthy: HealthyRun,
): string[] {
	const problems: string[] = [];
	if (waitsForTest && untested?.signIns !== 0) {
		problems.push(`a rejected secret was sent again: ${untested?.signIns} times`);
	}
	if ('error' in after) {
		problems.push(`fails after the fault: ${after.error.message} ${after.error.description}`);
	} else if (!isSame(after.items, healthy.after)) {
		problems.push(`gives ${after.items.join(' ')} after the fault, not ${healthy.after.join(' ')}`);
	}
	return problems;
}
