import type { INodeExecutionData } from 'n8n-workflow';

/** Systems that are closed together at the end of a test. */
export class Several<System extends { close(): Promise<void> }> implements AsyncDisposable {
	constructor(readonly systems: readonly System[]) {}

	async [Symbol.asyncDispose](): Promise<void> {
		await Promise.all(this.systems.map(async (system) => await system.close()));
	}
}

/** For customer 7: every text in which this stands is its own, and no other's. */
export const mark = (customer: number) => `Customer ${customer}.`;

/** The customers that are named anywhere in something, each once, in the order of the text. */
export const namedIn = (value: unknown): number[] => [
	...new Set([...JSON.stringify(value).matchAll(/Customer (\d+)\./g)].map(([, n]) => Number(n))),
];

/** The customers named in each output item, beside the input item that it is paired with. */
export const namedByItem = (items: INodeExecutionData[]) =>
	items.map(({ json, pairedItem }) => [(pairedItem as { item: number }).item, namedIn(json)]);

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
