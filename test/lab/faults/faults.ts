import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

import { scatter } from '../simulators/shared/readings';
import { runCell } from './cell';
import { matrix, nameOf } from './matrix';
import { rowOf, type TableRow } from './tableRow';
import { tablesOf } from './table';

const { values } = parseArgs({
	options: {
		/** A regular expression: only the cells whose name it fits, such as "Yeastar poll.*502". */
		only: { type: 'string', default: '' },
		/** Only every nth cell: a sample, the same each time. */
		every: { type: 'string', default: '1' },
		/** Processes that share the work: more than processors, because the silent cells wait in real time. */
		processes: { type: 'string', default: String(2 * availableParallelism()) },
		/** Which part of the work is this process's: set by the process that divides it. */
		part: { type: 'string' },
	},
});

const wanted = matrix
	.filter((cell) => new RegExp(values.only).test(nameOf(cell)))
	.filter((cell) => scatter(nameOf(cell)) % Number(values.every) === 0);
if (wanted.length === 0) throw new Error('No cell is left by --only and --every.');
const processes = Number(values.processes);

/** Runs a part of the cells and sends what comes of each. */
async function work(part: number): Promise<void> {
	process.removeAllListeners('warning');
	for (const [index, cell] of wanted.entries()) {
		if (index % processes === part) process.send?.([index, rowOf(await runCell(cell))]);
	}
	process.disconnect?.();
}

/** Divides the work, and puts together what comes of it. */
async function main(): Promise<void> {
	const begin = Date.now();
	const rows: TableRow[] = [];
	const done = Array.from({ length: processes }, async (_, part) => {
		const child = fork(__filename, [...process.argv.slice(2), '--part', String(part)]);
		child.on('message', ([index, row]: [number, TableRow]) => {
			rows[index] = row;
			if (row.problems.length > 0) console.error(`FAILED ${row.name}: ${row.problems.join('; ')}`);
		});
		return await new Promise<number | null>((resolve) => child.on('close', resolve));
	});
	const codes = await Promise.all(done);
	const ran = rows.filter(({ text }) => text !== '');
	const failures = ran.filter(({ problems }) => problems.length > 0);
	const seconds = Math.round((Date.now() - begin) / 1000);
	console.log(`${tablesOf(ran)}\n`);
	for (const { name, problems } of failures) console.log(`${name}\n    ${problems.join('\n    ')}`);
	const missing = wanted.filter((_, index) => rows[index] === undefined).length;
	if (missing > 0) console.log(`${missing} cells were not run: exit codes ${codes.join(', ')}`);
	console.log(`${ran.length} cells in ${seconds} s, ${failures.length} failed`);
	process.exit(failures.length + missing > 0 ? 1 : 0);
}

void (values.part === undefined ? main() : work(Number(values.part)));
