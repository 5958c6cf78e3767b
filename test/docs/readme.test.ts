import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { CytracomApi } from '../../credentials/CytracomApi.credentials';
import { YeastarApi } from '../../credentials/YeastarApi.credentials';
import { Cytracom } from '../../nodes/Cytracom/Cytracom.node';
import { CytracomTrigger } from '../../nodes/Cytracom/CytracomTrigger.node';
import { emptyCallRecord } from '../../nodes/shared/record/callRecord';
import { Yeastar } from '../../nodes/Yeastar/Yeastar.node';
import { YeastarTrigger } from '../../nodes/Yeastar/YeastarTrigger.node';
import packageJson from '../../package.json';
import { vendorExamples } from '../lab/simulators';
import * as cytracom from '../lab/support/cytracom';
import * as yeastar from '../lab/support/yeastar';
import { useVirtualClock } from '../lab/virtualTime';
import { pagesWithErrors, withErrorTable } from './errorTable';

const clock = useVirtualClock();
const read = (path: string): string => readFileSync(path, 'utf8');
const matches = (text: string, pattern: RegExp): string[] =>
	[...text.matchAll(pattern)].map(([, found = '']) => found);

/** The pages for users and for those who work on the package, by their paths. */
const pages = Object.fromEntries(
	['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md']
		.concat(readdirSync('docs').map((file) => join('docs', file)))
		.filter((path) => path.endsWith('.md'))
		.map((path) => [path, read(path)]),
);
const paths = Object.keys(pages);
const forUsers = ['README.md', 'docs/yeastar.md', 'docs/cytracom.md', 'docs/for-msps.md'];
const readme = pages['README.md']!;

const shownBy: Record<string, INodeProperties[]> = {
	Yeastar: new Yeastar().description.properties,
	'Yeastar Trigger': new YeastarTrigger().description.properties,
	'Yeastar API': new YeastarApi().properties,
	Cytracom: new Cytracom().description.properties,
	'Cytracom Trigger': new CytracomTrigger().description.properties,
	'Cytracom API': new CytracomApi().properties,
};
/** n8n's own words that tables use. */
const OF_N8N = ['Executions'];

test.each(pagesWithErrors)(
	'the errors of %s are those of the code (else: npm run docs)',
	(page) => {
		expect(withErrorTable(page)).toBe(pages[page]);
	},
);

test.each(Object.keys(shownBy))('everything that %s shows is explained under its name', (name) => {
	const vendorPage = pages[`docs/${name.split(' ')[0]!.toLowerCase()}.md`]!;
	const explained = new Set(labelsIn(readme + vendorPage, /\*\*(.+?)\*\*|^#+ (.+)$/gm));

	expect([name, ...namesIn(shownBy[name]!)].filter((shown) => !explained.has(shown))).toEqual([]);
});

test.each(forUsers)('what the tables of %s print in bold has this name in the nodes', (path) => {
	const known = new Set([...Object.values(shownBy).flatMap(namesIn), ...OF_N8N]);
	const tables = matches(pages[path]!, /^ *(\|.*\|)$/gm).join('\n');

	expect(labelsIn(tables, /\*\*(.+?)\*\*/g).filter((label) => !known.has(label))).toEqual([]);
});

test('the table of fields has every field of a call', () => {
	const rows = matches(readme.split('\n## ')[2]!, /^\| (`.+?) +\|/gm).join();

	expect(matches(rows, /`(\w+)`/g).sort()).toEqual(Object.keys(emptyCallRecord('yeastar')).sort());
});

describe('each example of an output is what comes', () => {
	const examples = paths.flatMap((path) =>
		[...pages[path]!.matchAll(/<!-- output: (.+) -->\s+```json\n([^]+?)```/g)].map(
			([, of = '', json = '']) => ({ path, of, example: JSON.parse(json) as unknown }),
		),
	);

	test('all operations have one, and no other JSON is shown', () => {
		expect(new Set(examples.map(({ of }) => of))).toEqual(
			new Set([
				...operationsOf('yeastar', shownBy.Yeastar!),
				...operationsOf('cytracom', shownBy.Cytracom!),
			]),
		);
		expect(
			Object.values(pages)
				.join('')
				.match(/```json/g),
		).toHaveLength(examples.length);
	});

	test.each(examples)('$of in $path', async ({ of, example }) => {
		const [vendor = '', ...operation] = of.split(' ');

		const item = await (vendor === 'yeastar' ? fromYeastar : fromCytracom)(operation.join(' '));

		expect(item).toEqual(expect.objectContaining(lengthened(example, item) as object));
	});
});

describe('what the pages point to is there', () => {
	const HOME = packageJson.homepage.replace('#readme', '');
	/** A file of this repository and a heading in it. */
	const isThere = (file: string, anchor?: string): boolean =>
		existsSync(file) &&
		(anchor === undefined ||
			matches(read(file), /^#+ (.+)$/gm)
				.map(anchorOf)
				.includes(anchor));

	test.each(paths)('links of %s', (path) => {
		const links = matches(pages[path]!, /\[[^\]]*\]\((?!https?:)([^)]+)\)/g);
		const broken = links.filter((link) => {
			const [file, anchor] = link.split('#');
			return !isThere(file ? join(dirname(path), file) : path, anchor);
		});

		expect(broken).toEqual([]);
	});

	test.each(paths)('files that %s names', (path) => {
		const named = matches(
			pages[path]!,
			/`((?:nodes|credentials|test|docs|examples|\.ci)\/[\w./-]+)`/g,
		);

		expect(named.filter((file) => !existsSync(file))).toEqual([]);
	});

	test('links of the nodes and the credentials', () => {
		const texts = ['Yeastar', 'YeastarTrigger', 'Cytracom', 'CytracomTrigger']
			.map((name) => read(`nodes/${name.replace('Trigger', '')}/${name}.node.json`))
			.concat(new YeastarApi().documentationUrl, new CytracomApi().documentationUrl);
		const broken = texts.filter((text) => {
			const [, to = '?'] = text.split(HOME);
			const [, file = 'README.md', anchor] = /^(?:\/blob\/main\/([\w/.-]+))?(?:#([\w-]+))?/.exec(
				to,
			)!;
			return to === '?' || !isThere(file, anchor);
		});

		expect(broken).toEqual([]);
	});

	test('chapters of docs/phone-systems.md that comments name', () => {
		const sources = readdirSync('nodes', { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => read(join('nodes', file)));
		const named = matches(sources.join(), /phone-systems\.md, "([^"]+)"/g)
			// a comment goes on in its next line
			.map((title) => anchorOf(title.replace(/\s[\s*/]+/g, ' ')));

		expect(named.filter((anchor) => !isThere('docs/phone-systems.md', anchor))).toEqual([]);
	});

	test('all examples are in the README', () => {
		for (const file of readdirSync('examples')) expect(readme).toContain(`(examples/${file})`);
	});
});

test('the commands of all pages exist', () => {
	const text = Object.values(pages).join('\n');
	const scripts = matches(text, /npm (?:run )?(start|test|(?<=run )[\w:]+)/g);
	const switches = matches(text, /^ *(N8N_\w+)=true$/gm);
	const harness = read('test/e2e/harness/environment.ts');

	expect(scripts.filter((name) => !(name in packageJson.scripts))).toEqual([]);
	expect(switches.filter((name) => !harness.includes(`${name}: 'true'`))).toEqual([]);
	expect(`git+${matches(readme, /git clone (\S+)/g)[0]}`).toBe(packageJson.repository.url);
});

test('the version is in the changelog', () => {
	const { version } = packageJson;
	expect(pages['CHANGELOG.md']).toContain(`## [${version}]`);
	expect(matches(readme, /newest version is (.+)\./g)).toEqual([version]);
});

/** "Filters: Call From" names Call From. */
function labelsIn(text: string, pattern: RegExp): string[] {
	return [...text.matchAll(pattern)].map(([, bold, title]) =>
		(bold ?? title ?? '').split(': ').at(-1)!,
	);
}

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
