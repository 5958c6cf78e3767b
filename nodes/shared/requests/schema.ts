import { z } from 'zod';

import { redact } from './redact';

/** What the vendors write for "nothing": a key left out, null, `""` or `" "` (Yeastar, event 30012). */
const isBlank = (value: unknown): value is undefined | null | string =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** A text, or null for nothing. Numbers are taken as their digits: firmware differs in what it quotes. */
export const text = z.string().nullable();

/** A text that must be there, such as an id. */
export const requiredText = z.string();

/** A number, or null for nothing. Numbers in quotes are numbers. */
export const number = z.number().finite().nullable();

const tidyText = (value: unknown): unknown =>
	isBlank(value) ? null : typeof value === 'number' ? String(value) : value;

const tidyNumber = (value: unknown): unknown => {
	if (isBlank(value)) return null;
	const parsed = typeof value === 'string' ? Number(value) : value;
	return Number.isNaN(parsed) ? value : parsed;
};

/** No value: what was read does not fit. */
const MISFIT = Symbol('misfit');

/**
 * Readers in plain code for what files have by the hundred thousand: they take what fits, some twenty times faster than
 * zod. What does not fit goes through zod, which says why.
 */
const readers = new Map<z.ZodTypeAny, (value: unknown) => unknown>([
	[text, (value) => misfitUnless(tidyText(value), (tidy) => tidy === null || isText(tidy))],
	[requiredText, (value) => misfitUnless(tidyText(value), isText)],
	[number, (value) => misfitUnless(tidyNumber(value), (n) => n === null || Number.isFinite(n))],
]);

const isText = (value: unknown): boolean => typeof value === 'string';

const misfitUnless = (value: unknown, fits: (value: unknown) => boolean): unknown =>
	fits(value) ? value : MISFIT;

/** A schema with a reader before it. */
function quick<Schema extends z.ZodTypeAny>(schema: Schema, read: (value: unknown) => unknown) {
	const both = z.unknown().transform((value, context): z.output<Schema> => {
		const result = read(value);
		if (result !== MISFIT) return result;
		const parsed = schema.safeParse(value);
		if (parsed.success) return parsed.data as z.output<Schema>;
		parsed.error.issues.forEach((issue) => context.addIssue(issue));
		return z.NEVER;
	});
	readers.set(both, read);
	return both;
}

const readerOf = (schema: z.ZodTypeAny): ((value: unknown) => unknown) =>
	readers.get(schema) ??
	((value) => {
		const parsed = schema.safeParse(value);
		return parsed.success ? (parsed.data as unknown) : MISFIT;
	});

/** What is made of a field before zod looks at its type. */
const tidiers = new Map<z.ZodTypeAny, (value: unknown) => unknown>([
	[text, tidyText],
	[requiredText, (value) => tidyText(value) ?? undefined],
	[number, tidyNumber],
]);

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object of a vendor with the fields of a shape; others are left aside. */
export function vendorObject<Shape extends z.ZodRawShape>(shape: Shape) {
	const keys = Object.keys(shape);
	const read = keys.map((key) => readerOf(shape[key]!));
	const tidy = keys.map((key) => tidiers.get(shape[key]!));
	const mapped = (value: unknown, by: ((value: unknown) => unknown) | undefined) =>
		by ? by(value) : value;
	const schema = z.preprocess(
		(value) =>
			isObject(value)
				? Object.fromEntries(keys.map((key, at) => [key, mapped(value[key], tidy[at])]))
				: value,
		z.object(shape),
	);
	return quick(schema, (value) => {
		if (!isObject(value)) return MISFIT;
		const result: Record<string, unknown> = {};
		for (let at = 0; at < keys.length; at++) {
			const key = keys[at]!;
			const field = read[at]!(value[key]);
			if (field === MISFIT) return MISFIT;
			result[key] = field;
		}
		return result;
	});
}

/** A list of `item`; nothing is an empty list. */
export function listOf<Item extends z.ZodTypeAny>(item: Item) {
	const read = readerOf(item);
	const schema = z.preprocess((value) => (isBlank(value) ? [] : value), z.array(item));
	return quick(schema, (value) => {
		if (!Array.isArray(value)) return isBlank(value) ? [] : MISFIT;
		const result = value.map(read);
		return result.includes(MISFIT) ? MISFIT : result;
	});
}

/** An object of the schema's shape; nothing, or an empty list as some servers write it, is an empty object. */
export const objectOf = <T extends z.ZodTypeAny>(shape: T) =>
	z.preprocess(
		(value) => (isBlank(value) || (Array.isArray(value) && value.length === 0) ? {} : value),
		shape,
	);

/** One line on what does not fit, such as `"leg_id" is missing; "time": a text is due, a list came`. */
export function issuesOf(error: z.ZodError): string {
	return error.issues
		.slice(0, 3)
		.map((issue) => {
			const message = messageOf(issue);
			if (issue.path.length === 0) return message;
			const path = issue.path.map((part) => redact(String(part))).join('.');
			return `"${path}"${message.startsWith('is ') ? ' ' : ': '}${message}`;
		})
		.join('; ');
}

/** zod's types in words. */
const words: Partial<Record<string, string>> = {
	array: 'a list',
	object: 'an object',
	string: 'a text',
	number: 'a number',
	undefined: 'nothing',
};

function messageOf(issue: z.ZodIssue): string {
	if (issue.code !== 'invalid_type') return issue.message;
	if (issue.expected === 'string' && issue.received === 'undefined') return 'is missing';
	const inWords = (type: string) => words[type] ?? type;
	return `${inWords(issue.expected)} is due, ${inWords(issue.received)} came`;
}
