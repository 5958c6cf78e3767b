import { z } from 'zod';

import { redact } from './redact';

/** What the vendors write for "nothing": a missing key, null, `""` or `" "` (Yeastar, event 30012). */
const isBlank = (value: unknown): value is undefined | null | string =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

const tidyText = (value: unknown): unknown =>
	isBlank(value) ? null : typeof value === 'number' ? String(value) : value;

const tidyNumber = (value: unknown): unknown => {
	if (isBlank(value)) return null;
	const parsed = typeof value === 'string' ? Number(value) : value;
	return Number.isNaN(parsed) ? value : parsed;
};

/** Text, or null for nothing. Numbers become text: firmware differs in what it quotes. */
export const text = z.preprocess(tidyText, z.string().nullable());

/** Required text, such as an ID. */
export const requiredText = z.preprocess((value) => tidyText(value) ?? undefined, z.string());

/** A number, or null for nothing. Numbers in quotes are numbers. */
export const number = z.preprocess(tidyNumber, z.number().finite().nullable());

/** A vendor's object with the fields of a shape; others are dropped. */
export const vendorObject = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape);

/** A list of `item`; nothing is an empty list. */
export const listOf = <Item extends z.ZodTypeAny>(item: Item) =>
	z.preprocess((value) => (isBlank(value) ? [] : value), z.array(item));

/** An object of the schema's shape; nothing, or an empty list as some servers write it, is an empty object. */
export const objectOf = <T extends z.ZodTypeAny>(shape: T) =>
	z.preprocess(
		(value) => (isBlank(value) || (Array.isArray(value) && value.length === 0) ? {} : value),
		shape,
	);

/** One line on what does not match, such as `"leg_id" is missing; "time": expected text, got a list`. */
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
	string: 'text',
	number: 'a number',
	undefined: 'nothing',
};

function messageOf(issue: z.ZodIssue): string {
	if (issue.code !== 'invalid_type') return issue.message;
	if (issue.expected === 'string' && issue.received === 'undefined') return 'is missing';
	const inWords = (type: string) => words[type] ?? type;
	return `expected ${inWords(issue.expected)}, got ${inWords(issue.received)}`;
}

/**
 * The schema's `safeParse` for hundreds of thousands of values: those that match are read by plain code built from the
 * schema, about twenty times faster than by zod; the rest go through zod, which says why.
 */
export function readerOf<Schema extends z.ZodTypeAny>(
	schema: Schema,
): (value: unknown) => z.SafeParseReturnType<unknown, z.output<Schema>> {
	const read = plainReader(schema);
	return (value) => {
		const data = read(value) as z.output<Schema>;
		return data === MISFIT ? schema.safeParse(value) : { success: true, data };
	};
}

type PlainReader = (value: unknown) => unknown;

/** Not a value: what was read does not match. */
const MISFIT = Symbol('misfit');
const NO_CONTEXT = {} as z.RefinementCtx;

/** For the kinds of schema that this file makes; any other is left to zod. */
function plainReader(schema: z.ZodTypeAny): PlainReader {
	if (schema instanceof z.ZodUnknown) return (value) => value;
	if (schema instanceof z.ZodString) return (value) => (typeof value === 'string' ? value : MISFIT);
	if (schema instanceof z.ZodNumber) return (value) => (Number.isFinite(value) ? value : MISFIT);
	if (schema instanceof z.ZodNullable) {
		const read = plainReader(schema.unwrap() as z.ZodTypeAny);
		return (value) => (value === null ? null : read(value));
	}
	if (schema instanceof z.ZodArray) {
		const read = plainReader(schema.element as z.ZodTypeAny);
		return (value) => (Array.isArray(value) ? listBy(read, value) : MISFIT);
	}
	if (schema instanceof z.ZodObject) return objectReader(schema.shape as z.ZodRawShape);
	if (schema instanceof z.ZodEffects && schema._def.effect.type === 'preprocess') {
		const { transform } = schema._def.effect;
		const read = plainReader(schema.innerType() as z.ZodTypeAny);
		return (value) => read(transform(value, NO_CONTEXT));
	}
	return (value) => {
		const parsed = schema.safeParse(value);
		return parsed.success ? (parsed.data as unknown) : MISFIT;
	};
}

function listBy(read: PlainReader, list: unknown[]): unknown {
	const result = list.map(read);
	return result.includes(MISFIT) ? MISFIT : result;
}

function objectReader(shape: z.ZodRawShape): PlainReader {
	const fields = Object.entries(shape).map(([key, field]) => [key, plainReader(field)] as const);
	return (value) => {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return MISFIT;
		const result: Record<string, unknown> = {};
		for (const [key, read] of fields) {
			const field = read((value as Record<string, unknown>)[key]);
			if (field === MISFIT) return MISFIT;
			result[key] = field;
		}
		return result;
	};
}
