import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import type { IWorkflowBase } from 'n8n-workflow';

import { emptyCallRecord } from '../../nodes/shared/record/callRecord';
import packageJson from '../../package.json';

const BASE = 'n8n-nodes-base.';
const OURS = `${packageJson.name}.`;
const NOTE = `${BASE}stickyNote`;
/** Nodes of n8n's AI package, which is not installed here: the versions of n8n 2.41.1. */
const OF_AI = new Map([
	['@n8n/n8n-nodes-langchain.agent', [2.2, 2.3, 3, 3.1]],
	['@n8n/n8n-nodes-langchain.chatTrigger', [1.1, 1.2, 1.3, 1.4, 1.5]],
	['@n8n/n8n-nodes-langchain.lmChatOpenAi', [1, 1.1, 1.2, 1.3]],
	['@n8n/n8n-nodes-langchain.memoryBufferWindow', [1.3, 1.4]],
]);
/** What the outside services answer with, and what recipes make of a call themselves. */
const OTHER_FIELDS = new Set(
	['calls', 'customer', 'data', 'error', 'failure', 'Id', 'items', 'itemId', 'json', 'output']
		.concat(['company', 'companyID', 'tickets', 'users', 'site', 'board', 'unknownCompany'])
		.concat(['halo', 'ticketType', 'zone', 'token'])
		// of Get Health
		.concat(['workflow', 'workflowId', 'node', 'lastSuccessAt', 'watchedSince', 'problem']),
);

const recipes = readdirSync('examples').map((file) => ({
	file,
	recipe: JSON.parse(readFileSync(join('examples', file), 'utf8')) as IWorkflowBase,
}));
const versions = baseVersions();

describe.each(recipes)('$file', ({ recipe: { nodes, connections } }) => {
	const notes = nodes
		.filter(({ type }) => type === NOTE)
		.map((note) => note.parameters.content as string);

	test('has nodes that n8n has in these versions, each with a name and an ID of its own', () => {
		const unknown = nodes.filter(({ type, typeVersion }) => {
			if (type.startsWith(OURS)) return typeVersion !== 1;
			return !(versions.get(type) ?? OF_AI.get(type) ?? []).includes(typeVersion);
		});

		expect(unknown.map(({ type, typeVersion }) => `${type} ${typeVersion}`)).toEqual([]);
		expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
	});

	test('has no Code node, no credential, and connects every node', () => {
		const targets = Object.values(connections).flatMap((outputs) =>
			Object.values(outputs).flatMap((lists) => lists.flatMap((list) => list ?? [])),
		);
		const connected = new Set([...Object.keys(connections), ...targets.map(({ node }) => node)]);
		const working = nodes.filter(({ type }) => type !== NOTE).map(({ name }) => name);

		expect(nodes.filter(({ type, credentials }) => type === `${BASE}code` || credentials)).toEqual(
			[],
		);
		expect([...connected].sort()).toEqual(working.sort());
	});

	test('tells what it does, how to change the phone system, and three things to change at most', () => {
		const [first = ''] = notes;
		const change = notes.find((note) => note.startsWith('### Change')) ?? '';
		const things = change.match(/^\d\. /gm) ?? [];

		expect(first).toMatch(/^## \S/);
		expect(first).toMatch(
			/\*\*(Your phone system is|Your customers have) (Yeastar|Cytracom)\?\*\*/,
		);
		expect(things.length).toBeGreaterThanOrEqual(1);
		expect(things.length).toBeLessThanOrEqual(3);
	});

	test('uses fields of a call record only', () => {
		const expressions = JSON.stringify(nodes);
		const used = [...expressions.matchAll(/(?:\bjson|\bcall)\??\.(\w+)/g)].map(
			([, field]) => field!,
		);
		const known = new Set([...Object.keys(emptyCallRecord('yeastar')), ...OTHER_FIELDS]);

		expect(used.filter((field) => !known.has(field))).toEqual([]);
	});

	test('names nodes in its expressions that it has', () => {
		const names = nodes.map(({ name }) => name);
		const named = [...JSON.stringify(nodes).matchAll(/\$\('([^']+)'\)/g)].map(([, name]) => name!);

		expect(named.filter((name) => !names.includes(name))).toEqual([]);
	});
});

test('no name of a data table is part of another: n8n would take one for the other', () => {
	const tables = [
		...new Set(
			recipes.flatMap(({ recipe }) =>
				recipe.nodes.map(({ parameters }) => parameters.tableName as string | undefined),
			),
		),
	].filter((name) => name !== undefined);

	const parts = tables.filter((name) =>
		tables.some((other) => other !== name && other.toLowerCase().includes(name.toLowerCase())),
	);

	expect(parts).toEqual([]);
});

/** The versions of every node of n8n-nodes-base, by its type. */
function baseVersions(): Map<string, number[]> {
	const require = createRequire(__filename);
	const folder = dirname(require.resolve('n8n-nodes-base/package.json'));
	const known = JSON.parse(readFileSync(join(folder, 'dist/types/nodes.json'), 'utf8')) as {
		name: string;
		version: number | number[];
	}[];
	const found = new Map<string, number[]>();
	for (const { name, version } of known) {
		found.set(BASE + name, [...(found.get(BASE + name) ?? []), ...[version].flat()]);
	}
	return found;
}
