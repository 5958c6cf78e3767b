import { z } from 'zod';

import { redact } from './redact';

/** What the vendors write for "nothing": a key left out, null, `""` or `" "` (Yeastar, event 30012). */
const isBlank = (value: unknown): value is undefined | null | string =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

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
 * What a schema carries beside itself, for files that have values by the hundred thousand. `read` takes what fits in plain
 * code, some twenty times faster than zod; what does not fit goes through zod, which says why. `tidy` is what is made of a
 * field before zod looks at its type.
 */
interface Quick {
	read: (value: unknown) => unknown;
	tidy?: (value: unknown) => unknown;
}
const QUICK = Symbol('quick');

const withQuick = <Schema extends z.ZodTypeAny>(schema: Schema, quick: Quick): Schema =>
	Object.assign(schema, { [QUICK]: quick });

const quickOf = (schema: z.ZodTypeAny): Partial<Quick> =>
	(schema as { [QUICK]?: Quick })[QUICK] ?? {};

const isText = (value: unknown): boolean => typeof value === 'string';

const misfitUnless = (value: unknown, fits: (value: unknown) => boolean): unknown =>
	fits(value) ? value : MISFIT;

/** A text, or null for nothing. Numbers are taken as their digits: firmware differs in what it quotes. */
export const text = withQuick(z.string().nullable(), {
	read: (value) => misfitUnless(tidyText(value), (tidy) => tidy === null || isText(tidy)),
	tidy: tidyText,
});

/** A text that must be there, such as an id. */
export const requiredText = withQuick(z.string(), {
	read: (value) => misfitUnless(tidyText(value), isText),
	tidy: (value) => tidyText(value) ?? undefined,
});

/** A number, or null for nothing. Numbers in quotes are numbers. */
export const number = withQuick(z.number().finite().nullable(), {
	read: (value) => misfitUnless(tidyNumber(value), (n) => n === null || Number.isFinite(n)),
	tidy: tidyNumber,
});

/** A schema with a reader before it. */
function quick<Schema extends z.ZodTypeAny>(schema: Schema, read: Quick['read']) {
	const both = z.unknown().transform((value, context): z.output<Schema> => {
		const result = read(value);
		if (result !== MISFIT) return result;
		const parsed = schema.safeParse(value);
		if (parsed.success) return parsed.data as z.output<Schema>;
		parsed.error.issues.forEach((issue) => context.addIssue(issue));
		return z.NEVER;
	});
	return withQuick(both, { read });
}

const readerOf = (schema: z.ZodTypeAny): Quick['read'] =>
	quickOf(schema).read ??
	((value) => {
		const parsed = schema.safeParse(value);
		return parsed.success ? (parsed.data as unknown) : MISFIT;
	});

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object of a vendor with the fields of a shape; others are left aside. */
export function vendorObject<Shape extends z.ZodRawShape>(shape: Shape) {
	const keys = Object.keys(shape);
	const read = keys.map((key) => readerOf(shape[key]!));
	const tidy = keys.map((key) => quickOf(shape[key]!).tidy);
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
