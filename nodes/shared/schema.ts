import { z } from 'zod';

/** What the vendors write for "nothing": a key left out, null, `""` or `" "` (Yeastar, event 30012). */
const isBlank = (value: unknown): value is undefined | null | string =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

const describe = (value: unknown): string =>
	Array.isArray(value) ? 'a list' : value === null ? 'null' : (words[typeof value] ?? typeof value);

/** A text, or null for nothing. Numbers are taken as their digits: firmware differs in what it quotes. */
export const text = z.unknown().transform((value, context): string | null => {
	if (isBlank(value)) return null;
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	context.addIssue({ code: 'custom', message: `a text is due, ${describe(value)} came` });
	return z.NEVER;
});

/** A text that must be there, such as an id. */
export const requiredText = text.transform((value, context): string => {
	if (value !== null) return value;
	context.addIssue({ code: 'custom', message: 'is missing' });
	return z.NEVER;
});

/** A number, or null for nothing. Numbers in quotes are numbers. */
export const number = z.unknown().transform((value, context): number | null => {
	if (isBlank(value)) return null;
	const parsed = typeof value === 'string' ? Number(value) : value;
	if (typeof parsed === 'number' && Number.isFinite(parsed)) return parsed;
	context.addIssue({ code: 'custom', message: `a number is due, ${describe(value)} came` });
	return z.NEVER;
});

/** A list of `item`; nothing is an empty list. */
export const listOf = <T extends z.ZodTypeAny>(item: T) =>
	z.preprocess((value) => (isBlank(value) ? [] : value), z.array(item));

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
			return `"${issue.path.join('.')}"${message.startsWith('is ') ? ' ' : ': '}${message}`;
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
	const inWords = (type: string) => words[type] ?? type;
	return `${inWords(issue.expected)} is due, ${inWords(issue.received)} came`;
}
