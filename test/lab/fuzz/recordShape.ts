import { Parser } from 'htmlparser2';

/** What is wrong with a value; undefined for nothing. */
export type Check = (value: unknown) => string | undefined;

const when =
	(isRight: (value: unknown) => boolean, due: string): Check =>
	(value) =>
		isRight(value) ? undefined : `${due} is due`;

const isText = (value: unknown): value is string =>
	typeof value === 'string' && value.trim() !== '';
const isMoment = (value: unknown): boolean => {
	if (typeof value !== 'string') return false;
	const date = new Date(value);
	return !Number.isNaN(date.getTime()) && date.toISOString() === value;
};
const orNull = (isRight: (value: unknown) => boolean, due: string) =>
	when((value) => value === null || isRight(value), `${due} or null`);

const text = orNull(isText, 'a text with something in it');
const number = orNull((value) => Number.isFinite(value), 'a finite number');
const moment = orNull(isMoment, 'a moment in UTC with milliseconds');

/** Each element by itself. */
const listOf =
	(check: Check): Check =>
	(value) => {
		if (!Array.isArray(value)) return 'a list is due';
		return value.map(check).find((problem) => problem !== undefined);
	};

/** Exactly these keys, in any order. */
export const objectOf =
	(checks: Record<string, Check>): Check =>
	(value) => {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) {
			return 'an object is due';
		}
		const keys = Reflect.ownKeys(value);
		const missing = Object.keys(checks).filter((key) => !keys.includes(key));
		const extra = keys.filter((key) => typeof key !== 'string' || !(key in checks));
		if (missing.length > 0) return `without ${missing.join()}`;
		if (extra.length > 0) return `with ${extra.map(String).join()}`;
		for (const [key, check] of Object.entries(checks)) {
			const problem = check((value as Record<string, unknown>)[key]);
			if (problem) return `${key}: ${problem}`;
		}
		return undefined;
	};

const DANGEROUS = ['__proto__', 'constructor', 'prototype'];

const labels: Check = (value) => {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		return 'an object is due';
	}
	const dangerous = Object.keys(value).find((key) => DANGEROUS.includes(key));
	if (dangerous) return `with ${dangerous}`;
	const isFlat = (label: unknown) =>
		label === null || ['string', 'boolean'].includes(typeof label) || Number.isFinite(label);
	return Object.values(value).every(isFlat) ? undefined : 'flat values are due';
};

const ACTIVE_ELEMENTS = ['script', 'iframe', 'object', 'embed', 'frame', 'base', 'meta', 'form'];

/** HTML that does nothing by itself, as a reader of its own understands it. */
const passiveHtml: Check = (value) => {
	if (value === null) return undefined;
	if (!isText(value)) return 'a text with something in it or null is due';
	let problem: string | undefined;
	const parser = new Parser({
		onopentag: (name, attributes) => {
			if (ACTIVE_ELEMENTS.includes(name)) problem = `with <${name}>`;
			for (const [attribute, words] of Object.entries(attributes)) {
				if (attribute.startsWith('on')) problem = `with ${attribute}`;
				// a browser leaves control characters aside
				if (/^(java|vb)script:/i.test(words.replace(/[\x00-\x20]/g, ''))) problem = 'with a script';
			}
		},
	});
	parser.end(value);
	return problem;
};

const turn = objectOf({
	speaker: text,
	number: text,
	text: when(isText, 'a text with something in it'),
	at: moment,
	offsetSeconds: number,
});
const section = objectOf({
	title: when((value) => typeof value === 'string', 'a text'),
	items: listOf(when((value) => typeof value === 'string', 'a text')),
});
const oneOf = (...values: unknown[]) =>
	when((value) => values.includes(value), values.map(String).join(' or '));

const summary = {
	summary: text,
	followUps: listOf(when(isText, 'a text with something in it')),
	summaryMarkdown: text,
	summaryHtml: passiveHtml,
	summarySections: listOf(section),
};

const call = (provider: string): Record<string, Check> => ({
	provider: oneOf(provider),
	id: when(isText, 'a text with something in it'),
	callId: text,
	startedAt: when(isMoment, 'a moment'),
	direction: oneOf('internal', 'inbound', 'outbound', null),
	status: text,
	from: text,
	to: text,
	customerNumber: text,
	customerName: text,
	agentNumber: text,
	agentName: text,
	durationSeconds: number,
	ringSeconds: number,
	talkSeconds: number,
	holdSeconds: number,
	sentiment: text,
	labels,
	transcript: text,
	turns: listOf(turn),
	...summary,
	transcribedAt: moment,
});

const nothing = when((value) => value === null, 'null');
const noList = when((value) => Array.isArray(value) && value.length === 0, '[]');
const noLabels = when((value) => Reflect.ownKeys(value as object).length === 0, '{}');
const noTranscript = { transcript: nothing, turns: noList };
const noSummary = {
	summary: nothing,
	followUps: noList,
	summaryMarkdown: nothing,
	summaryHtml: nothing,
	summarySections: noList,
};
/** A record of Yeastar that knows nothing but its id. */
const bare: Record<string, Check> = {
	...Object.fromEntries(Object.keys(call('')).map((key) => [key, nothing])),
	provider: oneOf('yeastar'),
	id: when(isText, 'a text with something in it'),
	labels: noLabels,
	...noTranscript,
	...noSummary,
};

/** What *Simplify* gives: the flat record, and of which operation which part. */
export const records = {
	yeastarCall: objectOf(call('yeastar')),
	yeastarContext: objectOf({ ...bare, transcript: text, turns: listOf(turn) }),
	yeastarSummary: objectOf({
		...bare,
		...summary,
		transcribedAt: moment,
		party: oneOf('caller', 'callee', null),
		extensionNumber: text,
		extensionName: text,
	}),
	cytracomCall: objectOf(call('cytracom')),
	cytracomContext: objectOf({ ...call('cytracom'), ...noSummary }),
	cytracomSummary: objectOf({ ...call('cytracom'), ...noTranscript }),
};

const health = {
	address: when(isText, 'an address'),
	transcriptionAvailable: when((value) => typeof value === 'boolean', 'true or false'),
	problem: text,
	newestTranscriptAt: moment,
	checkedAt: when(isMoment, 'a moment'),
	// of other tests of the process
	triggers: when((value) => value === null || Array.isArray(value), 'a list'),
};

/** What *Get Health* gives. */
export const healths = {
	yeastar: objectOf({
		...health,
		provider: oneOf('yeastar'),
		model: text,
		serialNumber: text,
		firmware: text,
		displayFormat: text,
		timeZone: text,
		tokensFreeAtMost: number,
	}),
	cytracom: objectOf({
		...health,
		provider: oneOf('cytracom'),
		oldestTranscriptAt: moment,
		clockDifferenceSeconds: number,
	}),
};

/** What a picker shows. */
export const pickerAnswer: Check = (value) => {
	const { results, paginationToken } = value as Record<string, unknown>;
	const page = when((token) => token === undefined || isText(token), 'a page');
	const row = objectOf({ name: when(isText, 'a name'), value: when(isText, 'a value') });
	return page(paginationToken) ?? listOf(row)(results);
};

/** The vendor's own object, untouched: whatever the vendor has put into it. */
export const anyObject: Check = when(
	(value) => typeof value === 'object' && value !== null && !Array.isArray(value),
	'an object',
);
