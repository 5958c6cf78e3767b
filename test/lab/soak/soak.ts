import { parseArgs } from 'node:util';

import { vendors } from '../support/triggers';
import { bundlePackage } from './n8nProcess';
import { plants, type Plant } from './plants';
import { soak, type SoakResult } from './soakRun';

const { values } = parseArgs({
	options: {
		calls: { type: 'string', default: '10000' },
		seed: { type: 'string' },
		plant: { type: 'string' },
		vendor: { type: 'string' },
		mode: { type: 'string' },
		/** Prints what happened when, and when each lost call began and was transcribed. */
		diary: { type: 'boolean', default: false },
	},
});

function plantOf(name: string | undefined): Plant | undefined {
	const plant = plants.find((one) => one === name);
	if (name !== undefined && !plant) throw new Error(`--plant: one of ${plants.join(', ')}`);
	return plant;
}

function print(name: string, result: SoakResult, seconds: number): void {
	const { owed, given, lost, doubled, history, tooLate, paused, counts, defects } = result;
	const { bytesPerCall, diary } = result;
	const list = (ids: string[]) =>
		ids.length === 0 ? '0' : `${ids.length} (${ids.slice(0, 5).join()} …)`;
	console.log(`${name}: ${owed} calls, ${given} given, ${seconds.toFixed(0)} s`);
	console.log(
		`  lost ${list(lost.map(({ id }) => id))}, twice ${list(doubled.map(({ id }) => id))}, from before ${list(history)}`,
	);
	console.log(`  not within a lookback after the faults: ${list(tooLate)}`);
	console.log(`  late during a person's pause, so not owed: ${paused}`);
	console.log(
		`  ${Object.entries(counts)
			.map(([what, count]) => `${what} ${count}`)
			.join(', ')}`,
	);
	console.log(`  state: ${bytesPerCall.toFixed(1)} bytes a remembered call`);
	for (const defect of defects.slice(0, 5)) console.log(`  DEFECT: ${defect}`);
	if (!values.diary) return;
	const iso = (ms: number) => new Date(ms).toISOString();
	for (const { id, startedAt, readyAt } of lost) {
		console.log(`  lost: ${id} began ${iso(startedAt)}, transcribed ${iso(readyAt)}`);
	}
	for (const { id, at } of doubled) console.log(`  twice: ${id} at ${at.map(iso).join(', ')}`);
	for (const line of diary) console.log(`  ${line}`);
}

async function main(): Promise<void> {
	const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
	const calls = Number(values.calls);
	const plant = plantOf(values.plant);
	console.log(`Seed ${seed}: repeat with --seed ${seed}${plant ? `; planted: ${plant}` : ''}`);
	const load = await bundlePackage();
	let failed = false;
	for (const vendor of vendors) {
		for (const durable of [false, true]) {
			const mode = durable ? 'durable' : 'default';
			if (values.vendor && values.vendor !== vendor.name.toLowerCase()) continue;
			if (values.mode && values.mode !== mode) continue;
			const begin = Date.now();
			const result = await soak({ vendor, durable, calls, seed, plant, load });
			print(`${vendor.name}, ${mode} mode`, result, (Date.now() - begin) / 1000);
			const { lost, doubled, history, defects, tooLate } = result;
			failed ||= [lost, doubled, history, defects, tooLate].some(({ length }) => length > 0);
		}
	}
	console.log(failed ? 'FAILED' : 'Every call once.');
	process.exit(failed ? 1 : 0);
}

void main();
