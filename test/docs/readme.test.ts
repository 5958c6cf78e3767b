import { existsSync, readdirSync, readFileSync } from 'node:fs';

import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { CytracomApi } from '../../credentials/CytracomApi.credentials';
import { YeastarApi } from '../../credentials/YeastarApi.credentials';
import { Cytracom } from '../../nodes/Cytracom/Cytracom.node';
import { CytracomTrigger } from '../../nodes/Cytracom/CytracomTrigger.node';
import { Yeastar } from '../../nodes/Yeastar/Yeastar.node';
import { YeastarTrigger } from '../../nodes/Yeastar/YeastarTrigger.node';
import packageJson from '../../package.json';
import { vendorExamples } from '../lab/simulators';
import * as cytracom from '../lab/support/cytracom';
import * as yeastar from '../lab/support/yeastar';
import { withErrorTables } from './errorTable';
import { useVirtualClock } from '../lab/virtualTime';

const readme = readFileSync('README.md', 'utf8');
const clock = useVirtualClock();

test('the tables of errors are those of the code (else: npm run docs)', () => {
	expect(withErrorTables(readme)).toBe(readme);
});

test.each([
	['Yeastar', new Yeastar().description.properties],
	['Yeastar Trigger', new YeastarTrigger().description.properties],
	['Yeastar API', new YeastarApi().properties],
	['Cytracom', new Cytracom().description.properties],
	['Cytracom Trigger', new CytracomTrigger().description.properties],
	['Cytracom API', new CytracomApi().properties],
])('everything that %s shows is explained under its name', (name, properties) => {
	const bold = [...readme.matchAll(/\*\*(.+?)\*\*|^#+ (.+)$/gm)];
	// "Filters: Call From" explains Call From
	const explained = new Set(
		bold
			.map(([, text, title]) => text ?? title ?? '')
			.flatMap((text) => [text, text.split(': ').at(-1)]),
	);

	const missing = [name, ...namesIn(properties)].filter((shown) => !explained.has(shown));

	expect(missing).toEqual([]);
});

describe('each example of an output is what comes', () => {
	const examples = [...readme.matchAll(/<!-- output: (.+) -->\s+```json\n([^]+?)```/g)].map(
		([, of = '', json = '']) => ({ of, example: JSON.parse(json) as unknown }),
	);

	test('all operations have one', () => {
		expect(examples.map(({ of }) => of).sort()).toEqual(
			[
				...operationsOf('yeastar', new Yeastar().description.properties),
				...operationsOf('cytracom', new Cytracom().description.properties),
			].sort(),
		);
	});

	test.each(examples)('$of', async ({ of, example }) => {
		const [vendor = '', ...operation] = of.split(' ');

		const item = await (vendor === 'yeastar' ? fromYeastar : fromCytracom)(operation.join(' '));

		expect(item).toEqual(expect.objectContaining(lengthened(example, item) as object));
	});
});

test('links lead to headings and files that are there', () => {
	const headings = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => anchorOf(title));
	const links = [...readme.matchAll(/[^!]\[[^\]]*\]\((?!https?:)([^)]+)\)/g)].map(
		([, to = '']) => to,
	);
	const fromOutside = [
		...['Yeastar', 'YeastarTrigger', 'Cytracom', 'CytracomTrigger'].map((name) =>
			readFileSync(`nodes/${name.replace('Trigger', '')}/${name}.node.json`, 'utf8'),
		),
		new YeastarApi().documentationUrl,
		new CytracomApi().documentationUrl,
	].map((text) => /github\.com\/[\w-]+\/[\w-]+(#[\w-]+)/.exec(text)?.[1] ?? `no anchor: ${text}`);

	const broken = [...links, ...fromOutside].filter((to) =>
		to.startsWith('#') ? !headings.includes(to.slice(1)) : !existsSync(to),
	);

	expect(broken).toEqual([]);
});

test('all examples are listed', () => {
	for (const file of readdirSync('examples')) expect(readme).toContain(`(examples/${file})`);
});

test.each(['README.md', 'CONTRIBUTING.md'])('the commands of %s exist', (file) => {
	const commands = [...readFileSync(file, 'utf8').matchAll(/npm run ([\w:]+)/g)];

	const missing = commands.map(([, name = '']) => name).filter((name) => !(name in scripts));

	expect(missing).toEqual([]);
});

test('the version is in the changelog', () => {
	const { version } = packageJson;
	expect(readFileSync('CHANGELOG.md', 'utf8')).toContain(`## [${version}]`);
	expect(readme).toContain(`The newest version is ${version}.`);
});

const scripts: Record<string, string> = packageJson.scripts;

/** The names of parameters, and of their options and modes, as a user sees them. */
function namesIn(properties: INodeProperties[]): string[] {
	return properties
		.filter(({ type }) => type !== 'hidden' && type !== 'notice')
		.flatMap(({ displayName, name, options = [], modes = [] }) => [
			...(GROUPS.includes(displayName) ? [] : [displayName]),
			...modes.map((mode) => mode.displayName),
			// what each field is stands in the table of fields; countries explain themselves
			...(['fields', 'country'].includes(name) ? [] : options).flatMap((option) =>
				'displayName' in option ? namesIn([option as INodeProperties]) : [option.name],
			),
		]);
}

/** Headings that hold other parameters. */
const GROUPS = ['Resource', 'Operation', 'Options'];

function operationsOf(vendor: string, properties: INodeProperties[]): string[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [], displayOptions }) => {
			const [resource] = displayOptions!.show!.resource as [string];
			return options.map(
				(option) => `${vendor} ${resource} ${(option as { value: string }).value}`,
			);
		});
}

const health = { resource: 'system', operation: 'getHealth' };

/** The first item of an operation, such as `transcription list`. */
async function fromYeastar(operation: string): Promise<object> {
	await using setup = await yeastar.YeastarSetup.start(clock);
	const { legId } = vendorExamples.yeastar.calls.human;
	const startedAt = '2026-06-04T10:15:00Z';
	const turns = yeastar.turnsAfter(startedAt, ['3200', 5, 'Hello']);
	setup.pbx.addCall(yeastar.callAt(startedAt, '20260604181500-1A2B3', { turns }));
	const parameters: Record<string, INodeParameters> = {
		'transcription list': { endTime: '2026-05-10T00:00:00Z' },
		'transcription download': yeastar.getTranscriptFile(legId),
		'transcription get': yeastar.getCall(legId),
		'transcription getContext': yeastar.getContext(legId),
		'transcription getSummary': yeastar.getAnySummary(legId),
		'extension list': yeastar.listExtensions({ filters: { search: '3202' } }),
		'system getHealth': health,
	};
	const [item] = await setup.items(parameters[operation]);
	return { ...item, ...(item?.address && { address: 'https://192.168.5.150:8088' }) };
}

async function fromCytracom(operation: string): Promise<object> {
	const credential = { ownNumbers: '+15125550200' };
	await using setup = await cytracom.CytracomSetup.start(clock, { credential });
	setup.api.addCall(cytracom.exampleCall);
	const { linkedId } = cytracom.exampleCall;
	const today = { options: { searchFrom: '2026-06-04T00:00:00Z' } };
	const parameters: Record<string, INodeParameters> = {
		'transcription list': {},
		'transcription download': cytracom.getTranscriptFile(linkedId, today),
		'transcription get': cytracom.getCall(linkedId, today),
		'transcription getContext': cytracom.getContext(linkedId, today),
		'transcription getSummary': cytracom.getSummary(linkedId, today),
		'system getHealth': health,
	};
	const [item] = await setup.items(parameters[operation]);
	return { ...item, ...(item?.address && { address: 'https://api.cytracom.net/v1.0' }) };
}

/** An example with what it leaves out: the rest of a text that ends in "…", and of a list. Only the top level is shortened. */
function lengthened(example: unknown, whole: unknown): unknown {
	if (typeof example === 'string' && typeof whole === 'string' && example.endsWith('…')) {
		return whole.startsWith(example.slice(0, -1)) ? whole : example;
	}
	if (Array.isArray(example) && Array.isArray(whole)) {
		return [...(example as unknown[]), ...(whole as unknown[]).slice(example.length)];
	}
	if (typeof example !== 'object' || example === null) return example;
	return Object.fromEntries(
		Object.entries(example).map(([key, value]) => [
			key,
			lengthened(value, (whole as Record<string, unknown> | undefined)?.[key]),
		]),
	);
}

/** The anchor that GitHub gives a heading. */
const anchorOf = (title: string): string =>
	title
		.toLowerCase()
		.replace(/[^\p{L}\p{N} -]/gu, '')
		.replaceAll(' ', '-');
