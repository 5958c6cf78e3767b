import { inspect } from 'node:util';

import type { INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { leakIn } from '../secrets';
import type { Check } from './recordShape';

/** What must not happen, whatever a phone system answers. */
export class Defect extends Error {
	override readonly name = 'Defect';
}

/** What only an error of JavaScript or of a library says. */
const NOT_FOR_USERS =
	/Cannot (read|set|convert|destructure|access|mix)|is not (a function|iterable|defined|a constructor)|Invalid time value|call stack|Invalid (string|array) length|circular structure|undefined|\[object |ZodError|toISOString/;

const PROTOTYPES = [Object, Array, String, Number, Function, Promise].map(
	({ prototype }) => prototype as object,
);
const keysOfPrototypes = () => PROTOTYPES.map((prototype) => Reflect.ownKeys(prototype).length);
const rightKeys = String(keysOfPrototypes());

/** Looks at everything that comes out of a node: each thing is one outcome, counted by its kind, or a Defect. */
export class Judge {
	readonly outcomes = new Map<string, number>();

	/** @param secrets all that must never show, as it is at the moment */
	constructor(private readonly secrets: () => string[]) {}

	/** @throws Defect unless each item is what the operation promises */
	items(items: readonly INodeExecutionData[], check: Check): void {
		for (const { json, error } of items) {
			if (error) {
				this.failure(error);
			} else if (typeof json.error === 'string' && 'error' in json) {
				this.sentence(json.error, 'error item');
			} else {
				this.expect(check(json), json);
				this.count('item');
			}
		}
		if (items.length === 0) this.count('no item');
	}

	/** @throws Defect unless it is what the node may throw */
	failure(error: unknown): void {
		if (!(error instanceof NodeApiError || error instanceof NodeOperationError)) {
			const text = error instanceof Error ? (error.stack ?? error.message) : inspect(error);
			throw new Defect(`Neither NodeApiError nor NodeOperationError: ${text}`);
		}
		this.sentence(error.message, error.constructor.name);
		this.hideSecrets(error);
	}

	/** @throws Defect unless a person can read it */
	sentence(text: unknown, kind: string): void {
		if (typeof text !== 'string' || text.trim() === '') throw new Defect('An error says nothing');
		if (NOT_FOR_USERS.test(text)) throw new Defect(`An error is not for people: ${text}`);
		this.hideSecrets(text);
		this.count(kind);
	}

	expect(problem: string | undefined, found: unknown): void {
		if (problem) throw new Defect(`${problem}, in ${inspect(found, { depth: 4 })}`);
	}

	/** Whether an answer got into what all objects have in common. */
	prototypes(): Defect | undefined {
		const isRight = String(keysOfPrototypes()) === rightKeys;
		return isRight ? undefined : new Defect('A prototype is polluted');
	}

	count(kind: string): void {
		this.outcomes.set(kind, (this.outcomes.get(kind) ?? 0) + 1);
	}

	private hideSecrets(value: unknown): void {
		const secret = leakIn(value, this.secrets());
		if (secret) throw new Defect(`A secret shows (${secret}): ${inspect(value).slice(0, 2_000)}`);
	}
}
