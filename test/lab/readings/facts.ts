import type { Outcome } from './yeastarNodes';

/** What is known of an outcome without asking a node: the measure for the outcome under the usual answers. */
export const facts: Record<
	'Yeastar' | 'Cytracom',
	{ of(outcome: Outcome): Outcome; known: Outcome }
> = {
	Yeastar: {
		of: (outcome) => ({
			list: idsOf(outcome.list),
			exactly: idsOf(outcome.exactly),
			filtered: idsOf(outcome.filtered),
			byType: idsOf(outcome.byType),
			nothing: [outcome.noMatch, outcome.noExtension],
			contexts: valuesOf(outcome.contexts, 'turns').map((turns) => (turns as []).length),
			found: valuesOf(outcome.found, 'transcript'),
			notYet: valuesOf(outcome.notYet, 'transcript'),
			party: valuesOf(outcome.summary, 'party'),
			summary: valuesOf(outcome.summary, 'summary').map((text) => String(text).slice(0, 12)),
			noSummary: valuesOf(outcome.noSummary, 'summary'),
			extensions: sizeOf(outcome.extensions),
			picked: [sizeOf(outcome.calls), sizeOf((outcome.pickedExtensions as Outcome).results)],
		}),
		known: {
			list: [
				'20260601180200-00000',
				'20260601180100-00000',
				'20260513223234-3EE9E',
				'20260513222941-586E2',
				'20260509214921-8AA6D',
			],
			exactly: ['20260601180100-00000'],
			filtered: ['20260601180100-00000', '20260513223234-3EE9E'],
			byType: ['20260601180200-00000'],
			nothing: [[], []],
			contexts: [11, 0, 20],
			found: [
				"Kristin Hale: Finally, a real person. I've been struggling with this login issue for hours.",
			],
			notYet: [null],
			party: ['callee'],
			summary: ['Call Summary'],
			noSummary: [null],
			extensions: 11,
			picked: [2, 10],
		},
	},
	Cytracom: {
		of: (outcome) => ({
			...Object.fromEntries(
				Object.entries(outcome)
					.filter(([, items]) => Array.isArray(items))
					.map(([what, items]) => [what, sizeOf(items)]),
			),
			context: valuesOf(outcome.context, 'transcript'),
			summary: valuesOf(outcome.summary, 'summary'),
			byCaller: valuesOf(outcome.byCaller, 'from'),
			wrongToken: String(outcome.wrongToken).includes('rejected the token'),
		}),
		known: {
			list: 211,
			late: 1,
			edge: 1,
			newest: 3,
			byCaller: ['+15125550999'],
			bySentiment: 1,
			none: 0,
			context: ['Agent: Hello.'],
			summary: ['A greeting.'],
			picked: 1,
			whole: 1,
			rateLimit: 3,
			wrongToken: true,
		},
	},
};

const valuesOf = (items: unknown, key: string): unknown[] =>
	(items as Record<string, unknown>[]).map((item) => item[key]);

const idsOf = (items: unknown) => valuesOf(items, 'id');

const sizeOf = (items: unknown) => (items as unknown[]).length;
