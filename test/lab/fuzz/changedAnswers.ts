import diagnostics from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

import fc from 'fast-check';

import type { ChangedBytes, FaultList } from '../simulators';
import type { JsonChange } from './jsonChanges';
import { changeJson, jsonChange } from './jsonChanges';
import type { WireChange } from './wireChanges';
import { changeWire, wireChange } from './wireChanges';

/** How one answer differs from the right one: first as a document, then on the wire. Or an answer, ready made. */
export type Recipe =
	{ json: readonly JsonChange[]; wire: readonly WireChange[] } | { literal: ChangedBytes };

const jsonChanges = fc.array(jsonChange, { minLength: 1, maxLength: 3 });
const wireChanges = fc.array(wireChange, { minLength: 1, maxLength: 2 });
const none = fc.constant([]);

export const recipe: fc.Arbitrary<Recipe> = fc.oneof(
	{ weight: 17, arbitrary: fc.record({ json: jsonChanges, wire: none }) },
	{ weight: 4, arbitrary: fc.record({ json: none, wire: wireChanges }) },
	{ weight: 1, arbitrary: fc.record({ json: jsonChanges, wire: wireChanges }) },
);

export interface SentAnswer extends ChangedBytes {
	/** The part of a path that it was the answer to. */
	endpoint: string;
	/** Which recipe it was made by. */
	turn: number;
	/** Whether the node has read it, as far as it wanted. */
	isRead: boolean;
}

/** What tells an answer at the other end of the connection. No vendor has such a header, and no node reads it. */
const MARK = 'x-changed-answer';

/** Answers of a simulator, changed one after the other by recipes, as long as there are some. */
export class ChangedAnswers implements Disposable {
	/** Those that differ from the right one, in the order sent. */
	readonly sent: SentAnswer[] = [];
	private used = 0;

	constructor(
		private readonly faults: FaultList,
		endpoints: readonly string[],
		private readonly recipes: readonly Recipe[],
	) {
		for (const endpoint of endpoints) {
			faults.add({
				kind: 'bytes',
				match: endpoint,
				times: Infinity,
				change: (right) => this.next(endpoint, right),
			});
		}
		diagnostics.subscribe('http.client.response.finish', this.note);
	}

	/** From now on the answers are right. */
	end(): void {
		this.faults.clear();
	}

	[Symbol.dispose](): void {
		this.end();
		diagnostics.unsubscribe('http.client.response.finish', this.note);
	}

	private next(endpoint: string, right: Buffer): ChangedBytes {
		const turn = this.used++;
		const one = this.recipes[turn];
		const answer = one && prepare(right, one);
		if (!answer || isRight(answer, right)) return { body: right };
		this.sent.push({ ...answer, endpoint, turn, isRead: false });
		return { ...answer, headers: { ...answer.headers, [MARK]: String(this.sent.length - 1) } };
	}

	/** Node reports each answer that one of its clients gets. */
	private readonly note = (message: unknown): void => {
		const { response } = message as { response: IncomingMessage };
		const answer = this.sent[Number(response.headers[MARK] ?? NaN)];
		if (!answer) return;
		response.once('close', () => {
			answer.isRead = response.readableEnded || response.readableDidRead;
		});
	};
}

function prepare(right: Buffer, one: Recipe): ChangedBytes {
	if ('literal' in one) return one.literal;
	const { json, wire } = one;
	const document = json.length > 0 && changeJson(JSON.parse(right.toString()) as unknown, json);
	return changeWire({ body: document === false ? right : Buffer.from(document) }, wire);
}

const isRight = ({ body, status, headers }: ChangedBytes, right: Buffer) =>
	status === undefined && headers === undefined && body.equals(right);
