import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import type {
	CodexData,
	ICredentialType,
	INodeProperties,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

import { CytracomApi } from '../../credentials/CytracomApi.credentials';
import { YeastarApi } from '../../credentials/YeastarApi.credentials';
import { Cytracom } from '../../nodes/Cytracom/Cytracom.node';
import { CytracomTrigger } from '../../nodes/Cytracom/CytracomTrigger.node';
import { Yeastar } from '../../nodes/Yeastar/Yeastar.node';
import { YeastarTrigger } from '../../nodes/Yeastar/YeastarTrigger.node';
import packageJson from '../../package.json';

/*
 * What the editor shows of nodes and credentials, and n8n's rules for it; among these the rules of n8n's repository
 * (packages/@n8n/eslint-plugin-community-nodes/docs/rules) that the released plugin does not have yet.
 */

const baseNodes = JSON.parse(
	readFileSync(require.resolve('n8n-nodes-base/dist/types/nodes.json'), 'utf8'),
) as INodeTypeDescription[];

/** Each in its folder, as n8n finds it. */
const nodes = packageJson.n8n.nodes.map((file) => {
	const name = basename(file, '.node.js');
	const folder = join('nodes', name.replace('Trigger', ''));
	const types = { Cytracom, CytracomTrigger, Yeastar, YeastarTrigger };
	const { description } = new types[name as keyof typeof types]();
	const codex = JSON.parse(readFileSync(join(folder, `${name}.node.json`), 'utf8')) as Codex;
	return { file: name, folder, codex, description: { ...description, codex } };
});
type Codex = Required<CodexData> & { node: string };
const actions = nodes.filter(({ description }) => description.usableAsTool);
const triggers = nodes.filter(({ description }) => description.polling);
const credentials: ICredentialType[] = [new CytracomApi(), new YeastarApi()];

/** A parameter at any depth, with where it is: `Yeastar: filters.search`. */
interface Shown {
	path: string;
	parameter: INodeProperties;
	isTop: boolean;
}

const shown = (properties: INodeProperties[], folder: string, isTop = true): Shown[] =>
	properties.flatMap((parameter) => {
		const path = folder + parameter.name;
		const inside = parameter.type === 'collection' ? (parameter.options as INodeProperties[]) : [];
		return [{ path, parameter, isTop }, ...shown(inside, `${path}.`, false)];
	});

const parameters = [
	...nodes.flatMap(({ file, description }) => shown(description.properties, `${file}: `)),
	...credentials.flatMap(({ name, properties }) => shown(properties, `${name}: `)),
].filter(({ parameter: { type } }) => type !== 'hidden');

const choicesOf = ({ type, options = [] }: INodeProperties): INodePropertyOptions[] =>
	type === 'options' || type === 'multiOptions' ? (options as INodePropertyOptions[]) : [];
/** Countries are named as they are. */
const choices = parameters
	.filter(({ path }) => !path.endsWith(': country'))
	.flatMap(({ path, parameter }) =>
		choicesOf(parameter).map((choice) => ({ path: `${path}=${choice.name}`, choice })),
	);

const TITLE = /^[A-Z0-9]/;
/** Words that stay small in a title, unless they begin it. */
const SMALL = /^(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with)$/;
const isTitle = (text: string) =>
	TITLE.test(text) &&
	text
		.replace(/[()]/g, '')
		.split(/[\s/]+/)
		.every((word) => TITLE.test(word) || SMALL.test(word) || /^\W+$/.test(word));

/** One sentence has no period at its end, several have one. */
const isPunctuated = (text: string) =>
	/[.:?] [A-Z0-9]/.test(text.replace(/e\.g\. /g, '')) === text.endsWith('.');
const isSentence = (text: string) => TITLE.test(text) && text.length > 15 && isPunctuated(text);

const isSorted = (names: string[]) =>
	names.every((name, at) => at === 0 || names[at - 1]!.localeCompare(name) <= 0);
const isUnique = (values: unknown[]) => new Set(values).size === values.length;

/** Their names say all. */
const PLAIN = /: (?:resource|operation|event|filters|options|authentication|trialNotice)$/;

type Rule = [rule: string, keeps: (shown: Shown) => boolean];
const parameterRules: Rule[] = [
	[
		'has a name in Title Case',
		({ parameter }) => parameter.type === 'notice' || isTitle(parameter.displayName),
	],
	['has a default (require-param-default)', ({ parameter }) => parameter.default !== undefined],
	[
		'is explained in sentence case, with a period only after several sentences',
		({ path, parameter }) => PLAIN.test(path) || isSentence(parameter.description ?? ''),
	],
	[
		'is explained by "Whether" where it is a switch',
		({ parameter: { type, description } }) =>
			type !== 'boolean' || description!.startsWith('Whether '),
	],
	[
		'shows an example where people type',
		({ parameter: { type, typeOptions, default: usual, placeholder = '', modes = [] } }) =>
			[
				...(type === 'string' && usual === '' && !typeOptions?.password ? [placeholder] : []),
				...modes.filter((mode) => mode.type === 'string').map((mode) => mode.placeholder ?? ''),
			].every((example) => /^e\.g\. \S/.test(example)),
	],
	[
		'says what to add or select',
		({ parameter: { type, placeholder = '', modes = [] } }) =>
			(type !== 'collection' || /^Add [A-Z]/.test(placeholder)) &&
			modes.every((mode) => mode.type !== 'list' || /^Select an? .+…$/.test(mode.placeholder!)),
	],
	[
		'has bounds where it is a number',
		({ parameter: { type, typeOptions } }) =>
			type !== 'number' || typeOptions?.minValue !== undefined,
	],
	[
		'has a hint of 120 characters at most (hint-max-length)',
		({ parameter: { hint, modes = [] } }) =>
			[hint, ...modes.map((mode) => mode.hint)].every(
				(text) => text === undefined || (text.length <= 120 && TITLE.test(text)),
			),
	],
	[
		'has choices in alphabetical order, "none" first (options-sorted-alphabetically)',
		({ parameter }) =>
			isSorted(
				choicesOf(parameter)
					.filter(({ value }) => value !== '')
					.map(({ name }) => name),
			),
	],
	[
		'has each choice once (no-duplicate-param-options)',
		({ parameter }) =>
			isUnique(choicesOf(parameter).map(({ name }) => name)) &&
			isUnique(choicesOf(parameter).map(({ value }) => value)),
	],
	[
		'is no JSON that hides others (open-ended-node-fields)',
		({ parameter, isTop }) => !isTop || parameter.type !== 'json',
	],
	[
		'begins with a list where there is one',
		({ parameter: { type, default: usual } }) =>
			type !== 'resourceLocator' || (usual as { mode: string }).mode === 'list',
	],
];

test.each(parameterRules)('every parameter %s', (_, keeps) => {
	expect(parameters.filter((one) => !keeps(one)).map(({ path }) => path)).toEqual([]);
});

test('every choice has a name in Title Case without an asterisk, and an explanation as others have', () => {
	const bad = choices.filter(
		({ choice: { name, description } }) =>
			!isTitle(name) ||
			name.includes('*') ||
			(description !== undefined && !(TITLE.test(description) && isPunctuated(description))),
	);
	expect(bad.map(({ path }) => path)).toEqual([]);
});

test('every operation has a name, a description, and an action that n8n can list', () => {
	const operations = choices.filter(({ path }) => path.includes(': operation='));
	const bad = operations.filter(
		({ choice: { description = '', action = '' } }) =>
			!isSentence(description) || !/^(Get|List) [a-z ]+$/.test(action),
	);

	expect(operations).toHaveLength(6 + 7);
	expect(bad.map(({ path }) => path)).toEqual([]);
});

test('every panel that has options ends with them', () => {
	const panelOf = ({ displayOptions: { show = {} } = {} }: INodeProperties) =>
		JSON.stringify([show.resource, show.operation]);
	const bad = nodes.flatMap(({ file, description: { properties } }) =>
		properties
			.filter(({ name }) => name === 'options')
			.filter((one) => properties.filter((other) => panelOf(other) === panelOf(one)).at(-1) !== one)
			.map((one) => `${file}: ${panelOf(one)}`),
	);
	expect(bad).toEqual([]);
});

test('every node says what it is, in one sentence, and has one credential (single-credential-per-node)', () => {
	for (const { file, description } of nodes) {
		const { displayName, name, defaults } = description;
		expect(isSentence(description.description)).toBe(true);
		expect(displayName.replace(' ', '')).toBe(file);
		expect(name).toBe(file.charAt(0).toLowerCase() + file.slice(1));
		expect(defaults).toEqual({ name: displayName });
		expect(description.credentials).toHaveLength(1);
	}
});

test('every credential is named as n8n wants it, and explains itself on a page without an anchor', () => {
	for (const { name, displayName, documentationUrl, constructor } of credentials) {
		expect(name).toMatch(/^[a-z]\w*Api$/);
		expect(constructor.name.toLowerCase()).toBe(name.toLowerCase());
		expect(packageJson.n8n.credentials).toContain(
			`dist/credentials/${constructor.name}.credentials.js`,
		);
		expect(displayName).toMatch(/ API$/);
		expect(documentationUrl).toBe(pageOf(name.replace('Api', '')));
	}
});

/** n8n appends its query to the address, so that an anchor would be lost. */
const pageOf = (vendor: string) =>
	`${packageJson.homepage.replace('#readme', '')}/blob/main/docs/${vendor}.md`;

describe('every trigger', () => {
	test.each(triggers)('$file says what happens next, and how to test', ({ description }) => {
		const { triggerPanel, activationMessage, displayName } = description;
		const service = displayName.replace(' Trigger', '');
		const { header, executionsHelp, activationHint } = triggerPanel as Record<string, object>;
		const texts = [header, executionsHelp, activationHint]
			.flatMap((text) => (typeof text === 'string' ? [text] : (Object.values(text!) as string[])))
			.concat(activationMessage!);

		expect(texts).toHaveLength(6);
		for (const text of texts) expect(text).toContain(service);
		for (const text of Object.values(executionsHelp!) as string[]) {
			expect(text).toContain("click 'Fetch Test Event'");
			expect(text).toContain('<a data-key="executions">');
		}
		expect(activationMessage).toContain('make a call');
	});
});

describe('n8n’s AI builder', () => {
	const known = new Set([
		...nodes.map(({ description: { name } }) => `${packageJson.name}.${name}`),
		...baseNodes.map(({ name }) => `n8n-nodes-base.${name}`),
	]);

	test.each(nodes)('is told of $file, and of nodes that there are', ({ description }) => {
		const { searchHint, relatedNodes = [] } = description.builderHint!;

		expect(isSentence(searchHint!)).toBe(true);
		expect(relatedNodes.filter(({ nodeType }) => !known.has(nodeType))).toEqual([]);
		expect(relatedNodes.every(({ relationHint }) => isSentence(relationHint))).toBe(true);
	});

	test.each(actions)('is sent from $file to the trigger for new calls', ({ description }) => {
		const { searchHint, relatedNodes = [] } = description.builderHint!;
		const { startTime, simplify } = Object.fromEntries(
			description.properties.map(({ name, builderHint }) => [name, builderHint?.propertyHint]),
		);

		expect(searchHint).toContain(`start with the ${description.displayName} Trigger`);
		expect(relatedNodes[0]?.nodeType).toBe(`${packageJson.name}.${description.name}Trigger`);
		expect(startTime).toContain('use the trigger');
		expect(simplify).toContain('Keep true');
	});

	test('reads no expression and no wire name (no-builder-hint-leakage)', () => {
		const hints = JSON.stringify(nodes, (key, value: unknown) =>
			key === 'properties' ? JSON.stringify(parameters.map(hintOf)) : value,
		).match(/"(?:search|relation|property)Hint\\?":\\?"[^"]+"/g);
		expect(hints!.length).toBeGreaterThan(8);
		for (const hint of hints!) expect(hint).not.toMatch(/\{\{|\bai_\w+/);
	});
	const hintOf = ({ parameter }: Shown) => parameter.builderHint ?? null;
});

describe('the codex', () => {
	const CATEGORIES = ['Analytics', 'Communication', 'Sales', 'Productivity'];

	test.each(nodes)('of $file', ({ folder, codex, description }) => {
		expect(codex.node).toBe(`${packageJson.name}.${description.name}`);
		expect(CATEGORIES).toEqual(expect.arrayContaining(codex.categories));
		// built-in nodes only (no-codex-subcategories)
		expect(codex).not.toHaveProperty('subcategories');
		expect(codex.resources.primaryDocumentation).toEqual([
			{ url: pageOf(basename(folder).toLowerCase()) },
		]);
		const { codex: ofAction } = nodes.find((one) => one.folder === folder)!;
		expect(codex.alias).toEqual(ofAction.alias);
		expect(isUnique(codex.alias.map((word) => word.toLowerCase()))).toBe(true);
	});
});

describe('searched for among all nodes of n8n', () => {
	const all = [...baseNodes, ...nodes.map((one) => one.description)];
	const ours = new Set(nodes.map(({ description }) => description.displayName));
	/** The search of n8n's editor and of its AI builder. */
	const load = async () => await import('@n8n/utils/search/sublime-search');
	let { sublimeSearch } = {} as Awaited<ReturnType<typeof load>>;
	beforeAll(async () => ({ sublimeSearch } = await load()));
	/** As the panel searches: by displayed name and aliases, in small letters. */
	const inPanel = (words: string) =>
		sublimeSearch(
			words.toLowerCase(),
			all.filter(({ hidden }) => !hidden).map((properties) => ({ properties })),
		).map(({ item }) => item.properties.displayName);
	/** As the AI builder does. */
	const byBuilder = (words: string) =>
		sublimeSearch(words, all, [
			{ key: 'displayName', weight: 1.5 },
			{ key: 'name', weight: 1.3 },
			{ key: 'codex.alias', weight: 1 },
			{ key: 'description', weight: 0.7 },
		]).map(({ item }) => item.displayName);

	test.each([
		...['call summary', 'voip', 'recording', 'call recording', 'transcript', 'transcription'],
		...['phone', 'phone call', 'phone system', 'pbx', 'call transcript', 'telephony'],
	])('%s', (words) => {
		for (const found of [inPanel(words), byBuilder(words)]) {
			const first = found.slice(0, 6).filter((name) => ours.has(name));
			expect([words, found.slice(0, 6), new Set(first)]).toEqual([words, found.slice(0, 6), ours]);
		}
	});

	test.each(['P-Series', 'p series', 'yeastar', 'P560'])('%s, which is Yeastar’s', (words) => {
		expect(inPanel(words).slice(0, 2).sort()).toEqual(['Yeastar', 'Yeastar Trigger']);
	});
});

describe('icons', () => {
	const NODE = { light: '#ffffff', dark: '#2b2b2b' };
	const channel = (value: number) =>
		value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	const luminance = (color: string) => {
		const [red, green, blue] = [1, 3, 5].map((at) =>
			channel(parseInt(color.slice(at, at + 2), 16) / 255),
		);
		return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
	};
	const contrast = (...colors: [string, string]) => {
		const [dark, light] = colors.map(luminance).sort((a, b) => a - b);
		return (light! + 0.05) / (dark! + 0.05);
	};

	test.each(['light', 'dark'] as const)('stand out from a node in the %s theme', (theme) => {
		const files = [
			...nodes.map(({ folder, description: { icon } }) => join(folder, fileOf(icon, theme))),
			...credentials.map(({ icon }) => join('credentials', fileOf(icon, theme))),
		];
		for (const file of files) {
			const [area] = /#[\da-f]{6}/i.exec(readFileSync(file, 'utf8'))!;
			expect(contrast(area, NODE[theme])).toBeGreaterThanOrEqual(1.5);
		}
	});

	const fileOf = (icon: INodeTypeDescription['icon'], theme: 'light' | 'dark') =>
		(icon as Record<string, string>)[theme]!.replace('file:', '');
});

test('the package is what n8n takes: its license, its keyword, no workspaces', () => {
	expect(packageJson).toMatchObject({
		license: 'MIT',
		keywords: expect.arrayContaining(['n8n-community-node-package']) as unknown,
	});
	expect(packageJson).not.toHaveProperty('workspaces');
});
