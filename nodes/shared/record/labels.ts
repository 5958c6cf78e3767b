import type { Labels } from './callRecord';

const MAX_LABELS = 200;
const MAX_JSON_LENGTH = 1000;
/** Keys that would let a later step that copies labels reach every object's prototype. */
const DANGEROUS_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * The labels of a call (custom metadata with free keys: docs/phone-systems.md, "Cytracom transcript") as a flat
 * object. Lists and objects become JSON, cut after 1,000 characters; what JSON has no value for becomes null. At most
 * 200 labels are kept. Anything but an object means no labels.
 */
export function safeLabels(value: unknown): Labels {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
	return Object.fromEntries(
		Object.entries(value)
			.filter(([key]) => !DANGEROUS_KEYS.has(key))
			.slice(0, MAX_LABELS)
			.map(([key, label]) => [key, safeLabel(label)]),
	);
}

function safeLabel(value: unknown): Labels[string] {
	if (typeof value === 'string' || typeof value === 'boolean') return value;
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	return typeof value === 'object' && value !== null ? boundedJson(value) : null;
}

function boundedJson(value: object): string | null {
	try {
		const json = JSON.stringify(value);
		return json.length > MAX_JSON_LENGTH ? `${json.slice(0, MAX_JSON_LENGTH)}…` : json;
	} catch {
		// A cycle, or nesting too deep for the stack.
		return null;
	}
}
