import { parseArgs } from 'node:util';
import { CleanUp } from '../../demo/CleanUp';
import { packPackage } from '../../e2e/harness/communityPackage';
import type { Mode } from '../../e2e/harness/environment';
import { userFolder } from '../../e2e/harness/userFolder';
import { explain, isGood, table } from './report';
import { killSeries, type SeriesResult } from './series';

/*
 * Real n8n killed again and again while calls arrive: `npm run lab -- kills`.
 * Options after `--`: --mode default|durable|queue|all, --kills <count in each mode>, --seed <number>.
 */
const MODES: Record<string, Mode[]> = {
	default: ['plain'],
	durable: ['durable'],
	queue: ['queue'],
	all: ['plain', 'durable', 'queue'],
};

const { values } = parseArgs({
	options: {
		mode: { type: 'string', default: 'all' },
		kills: { type: 'string', default: '20' },
		seed: { type: 'string' },
	},
});

async function main(): Promise<number> {
	const modes = MODES[values.mode];
	if (!modes) throw new Error(`--mode: one of ${Object.keys(MODES).join(', ')}`);
	const kills = Number(values.kills);
	if (!Number.isInteger(kills) || kills < 1) throw new Error('--kills: a whole number from 1');
	const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
	console.log(`Seed ${seed}: choose the same moments again with --seed ${seed}`);

	const cleanUp = new CleanUp();
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		// a series that was interrupted proves nothing
		process.once(signal, () => {
			console.error(`Interrupted by ${signal}.`);
			void cleanUp.run().finally(() => process.exit(1));
		});
	}
	const { folder, remove } = await userFolder();
	cleanUp.add(remove);
	const results: SeriesResult[] = [];
	try {
		const tarball = await packPackage(folder);
		const log = (line: string) => console.log(`${new Date().toTimeString().slice(0, 8)}  ${line}`);
		const onStart = (close: () => Promise<void>) => cleanUp.add(close);
		await Promise.all(
			modes.map(async (mode) =>
				results.push(await killSeries({ mode, kills, seed, tarball, log, onStart })),
			),
		);
	} finally {
		await cleanUp.run();
	}
	console.log(`\n${table(results)}\n`);
	for (const result of results) for (const line of explain(result)) console.log(line);
	return results.every(isGood) ? 0 : 1;
}

main().then(
	(code) => process.exit(code),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
