/** The value of a filter as text, without blanks around it; undefined for none. */
export const textOf = (value: unknown): string | undefined =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
