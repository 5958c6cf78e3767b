import { parseArgs } from 'node:util';

import { Random } from '../soak/random';
import { vendors } from '../support/triggers';
import { mistakeNames, type Mistake } from './plants';
import { checkAnswers, randomAnswers, singleAnswers, type Answers } from './questions';
import { Rows, type Row } from './row';

/*
 * Nodes and triggers under every answer to every open question: `npm run lab -- readings`.
 * Options after `--`: --vendor yeastar, --combinations <random ones of each vendor>, --seed, --soak <calls>,
 * --nodes (without triggers and soak), --part single or random, --only '{"toDateInclusive":false}' for one row, --plant <a mistake that must be found>.
 */
const { values } = parseArgs({
	options: {
		vendor: { type: 'string' },
		combinations: { type: 'string', default: '50' },
		seed: { type: 'string' },
		/** Calls in each soak; 0 for none. */
		soak: { type: 'string', default: '100' },
		/** The action nodes alone. */
		nodes: { type: 'boolean', default: false },
		only: { type: 'string' },
		/** `single` or `random`: only these rows. */
		part: { type: 'string' },
		plant: { type: 'string' },
	},
});

const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));

void main();

async function main(): Promise<void> {
	console.log(`Seed ${seed}: repeat with --seed ${seed}`);
	const soakCalls = values.nodes ? 0 : Number(values.soak);
	const rows = await Rows.prepare({ triggers: !values.nodes, soakCalls, seed }, mistake());
	let failed = 0;
	for (const vendor of vendors) {
		if (values.vendor && values.vendor !== vendor.name.toLowerCase()) continue;
		console.log(`\n${vendor.name}`);
		console.log(line(['nodes', 'triggers', 'soak', 'seconds', 'answers']));
		const done: Row[] = [];
		for (const { name, answers } of combinations(vendor.name)) {
			const row = await rows.run(vendor, answers);
			done.push(row);
			print(vendor.name, name, row);
		}
		failed += summary(done);
	}
	console.log(failed > 0 ? `\nFAILED: ${failed} rows` : '\nEvery row passes.');
	process.exit(failed > 0 ? 1 : 0);
}

function mistake(): Mistake | undefined {
	const found = mistakeNames.find((name) => name === values.plant);
	if (values.plant && !found) throw new Error(`--plant: one of ${mistakeNames.join(', ')}`);
	return found;
}

/** The rows of a vendor's table, with what they are called there. */
function combinations(
	vendor: (typeof vendors)[number]['name'],
): { name: string; answers: Answers }[] {
	if (values.only) {
		const answers = checkAnswers(vendor, JSON.parse(values.only) as Answers);
		return [{ name: values.only, answers }];
	}
	const random = new Random(seed);
	const singles = [{}, ...singleAnswers(vendor)].map((answers) => ({
		name: nameOf(answers) || 'the usual ones',
		answers,
	}));
	const randoms = Array.from({ length: Number(values.combinations) }, (_, index) => ({
		name: `random combination ${index + 1}`,
		answers: randomAnswers(vendor, random),
	}));
	return [
		...(values.part === 'random' ? [] : singles),
		...(values.part === 'single' ? [] : randoms),
	];
}

const nameOf = (answers: Answers) =>
	Object.entries(answers)
		.map(([question, answer]) => `${question}: ${JSON.stringify(answer)}`)
		.join(', ');

const line = (cells: readonly string[]) =>
	cells.map((cell, index) => (index < 4 ? cell.padEnd(10) : cell)).join('');

function print(vendor: string, name: string, row: Row): void {
	const cell = (defects: string[]) => (defects.length === 0 ? 'ok' : `${defects.length} bad`);
	const { nodes, triggers, soak, seconds, answers } = row;
	const soaked = soak.length === 0 ? `0 of ${row.calls}` : cell(soak);
	console.log(line([cell(nodes), cell(triggers), soaked, seconds.toFixed(1), name]));
	const defects = [...nodes, ...triggers, ...soak];
	if (defects.length === 0) return;
	for (const defect of defects.slice(0, 12)) console.log(`    ${defect}`);
	const one = `--vendor ${vendor.toLowerCase()} --seed ${seed} --only '${JSON.stringify(answers)}'`;
	console.log(`    repeat: npm run lab -- readings ${one}`);
}

/** Prints how many rows pass. @returns how many fail */
function summary(rows: Row[]): number {
	const bad = (what: 'nodes' | 'triggers' | 'soak') => rows.filter((row) => row[what].length > 0);
	const failing = rows.filter(({ nodes, triggers, soak }) =>
		[nodes, triggers, soak].some(({ length }) => length > 0),
	);
	const sum = (what: 'calls' | 'seconds') => rows.reduce((total, row) => total + row[what], 0);
	console.log(
		`${rows.length} rows in ${sum('seconds').toFixed(0)} s; failing: nodes ${bad('nodes').length}, ` +
			`triggers ${bad('triggers').length}, soak ${bad('soak').length} (${sum('calls')} calls, lost or doubled in the rows above)`,
	);
	return failing.length;
}
