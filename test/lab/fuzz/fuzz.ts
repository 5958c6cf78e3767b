import { parseArgs } from 'node:util';

import type { Failure } from './fuzzRun';
import { fuzz } from './fuzzRun';

const { values } = parseArgs({
	options: {
		answers: { type: 'string', default: '100000' },
		seed: { type: 'string' },
	},
});

function printCounts(title: string, counts: Map<string, number>): void {
	console.log(title);
	for (const [name, count] of [...counts].sort(([, a], [, b]) => b - a)) {
		console.log(`  ${String(count).padStart(7)}  ${name}`);
	}
}

function printFailure({ action, trial, message, answers }: Failure): void {
	const { recipes, ...settings } = trial;
	console.log(`FAILED: ${action}, with ${JSON.stringify(settings)}`);
	console.log(message);
	console.log(`Recipes: ${JSON.stringify(recipes).slice(0, 4_000)}`);
	console.log('The smallest answers that lead to it:');
	for (const { endpoint, status, headers, body } of answers) {
		console.log(`  ${endpoint} ${status ?? 200} ${JSON.stringify(headers ?? {})}`);
		console.log(`  ${body.toString().slice(0, 4_000)}`);
	}
}

async function main(): Promise<void> {
	const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
	console.log(`Seed ${seed}: repeat with --seed ${seed}`);
	// should nothing be left to do before the end: a promise that nobody keeps is a failure, too
	process.exitCode = 1;
	const began = Date.now();
	const seconds = () => Math.round((Date.now() - began) / 1000);
	let shown = 0;
	const { answers, kinds, actions, failure } = await fuzz({
		answers: Number(values.answers),
		seed,
		onProgress: (result) => {
			if (seconds() - shown < 30) return;
			shown = seconds();
			console.log(`  ${result.answers} answers in ${shown} s`);
		},
		onFailure: ({ action, message }) =>
			console.log(`It fails at ${action}, and is made smaller: ${message.slice(0, 500)}`),
	});
	printCounts('Answers by what asked for them:', actions);
	printCounts('What came of them:', kinds);
	const { user, system } = process.cpuUsage();
	const cpu = Math.round((user + system) / 1_000_000);
	console.log(`${answers} changed answers sent and read in ${seconds()} s, ${cpu} s of work.`);
	if (failure) printFailure(failure);
	else console.log('Each led to items, or to an error for people.');
	process.exit(failure ? 1 : 0);
}

void main();
