import type { IBuilderHint } from 'n8n-workflow';

/*
 * What n8n's AI builder reads: which of our nodes a task needs, so that it does not build polling and deduplication
 * of its own.
 */

/** The name of a node type as workflows have it. */
const typeOf = (name: string): string => `n8n-nodes-call-transcripts.${name}`;

/** @param name of the action node */
export const actionBuilderHint = (name: string, service: string): IBuilderHint => ({
	searchHint: `To act on new calls, start with the ${service} Trigger: it emits each call once, even if its transcript arrives late. Do not run List Transcriptions on a Schedule Trigger for that: it misses late transcripts and repeats calls. Use this node to look up a call by its ID, for a report over a fixed date range, or as a tool of an AI agent.`,
	relatedNodes: [
		{
			nodeType: typeOf(`${name}Trigger`),
			relationHint: 'Starts the workflow with each new call, exactly once',
		},
	],
});

/** @param action the name of the action node */
export const triggerBuilderHint = (action: string, service: string): IBuilderHint => ({
	searchHint: `Emits each new call exactly once, as one complete item: summary, followUps, customerNumber, transcript and more. No Schedule Trigger, deduplication or further ${service} node is needed after it. Use the field id as the key when writing rows or tickets.`,
	relatedNodes: [
		{
			nodeType: typeOf(action),
			relationHint: 'Looks up past calls: by ID, for reports over a date range, or for an AI agent',
		},
		{
			nodeType: 'n8n-nodes-base.dataTable',
			relationHint: 'Keeps one row for each call: upsert by the field id',
		},
	],
});
