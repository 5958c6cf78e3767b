/** Where something else comes in place of each value, of the wrong type; codes stay, so that it looks like a success. */
export function wrongTypes(answer: unknown): unknown {
	if (Array.isArray(answer)) return { list: 'of calls' };
	const entries = Object.entries(answer as object).map(([key, value]): [string, unknown] =>
		['errcode', 'code'].includes(key) ? [key, value] : [key, wrong(value)],
	);
	return Object.fromEntries(entries);
}

function wrong(value: unknown): unknown {
	if (Array.isArray(value)) return { list: value };
	if (typeof value !== 'object' || value === null) return [value];
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, wrong(one)]));
}

/** Takes the ID from the first call of a list, wherever in the answer that is. */
export function oneRecordOf(answer: unknown): unknown {
	const list = Array.isArray(answer)
		? (answer as unknown[])
		: (answer as { data?: { transcriptions?: unknown[] } }).data?.transcriptions;
	const first = list?.[0];
	if (first) Object.assign(first, { leg_id: undefined, linked_id: undefined });
	return answer;
}

const OVERSIZE = 65 * 1024 * 1024;
let made: string | undefined;

/** A success that says nothing, at great length. */
export function oversized(): string {
	made ??= `{"errcode":0,"code":200,"padding":"${'x'.repeat(OVERSIZE)}"}`;
	return made;
}
