import { PbxError } from './errors';

/** A whole number of at least 1; 40002 for anything else. Undefined when the parameter is absent. */
export function positiveInteger(text: string | undefined): number | undefined {
	if (text === undefined || text === '') return undefined;
	if (!/^[1-9]\d*$/.test(text)) throw new PbxError(40002);
	return Number(text);
}

export function required(text: string | undefined): string {
	if (text === undefined || text === '') throw new PbxError(40002);
	return text;
}

/** One of the listed values; 40002 for anything else. Undefined when the parameter is absent. */
export function oneOf<T extends string>(
	text: string | undefined,
	values: readonly T[],
): T | undefined {
	if (text === undefined || text === '') return undefined;
	const value = values.find((candidate) => candidate === text);
	if (value === undefined) throw new PbxError(40002);
	return value;
}
