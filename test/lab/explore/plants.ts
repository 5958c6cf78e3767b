import { readFileSync } from 'node:fs';

import type { Plugin } from 'esbuild';

import { bundle } from '../soak/n8nProcess';
import type * as Explorer from './explorer';

/** Each bundle removes its folder when the process ends. */
process.setMaxListeners(50);

/** A fault of the engine: what is replaced in a copy of one of its files. */
export interface Plant {
	name: string;
	/** The invariant of `docs/polling.md` that it breaks. */
	breaks: string;
	file: string;
	find: string;
	by: string;
}

const plant = (breaks: string, name: string, file: string, find: string, by: string): Plant => ({
	...{ breaks, name, file, find, by },
});

export const plants: Plant[] = [
	plant(
		'P1',
		'does not count from a first poll that fails',
		'poll.ts',
		'begun !== undefined && save(',
		'begun === null && save(',
	),
	plant('P2', 'does not remember what it gave', 'record.ts', '[...leftOut, ...calls]', 'leftOut'),
	plant(
		'P2',
		'forgets at once',
		'record.ts',
		'seen.forgetBefore(before)',
		'seen.forgetBefore(now)',
	),
	plant(
		'P3',
		'takes history for new',
		'judge.ts',
		'start < state.floor && !wasRead(state, start)',
		'start < -1',
	),
	plant('P4', 'settles what was read once', 'coverage.ts', 'at - lookbackMs - SETTLE_MARGIN', 'at'),
	plant(
		'P4',
		'saves no time of a sweep',
		'state.ts',
		'at === Infinity ? [from, to] : [from, to, at]',
		'[from, to]',
	),
	plant(
		'P5',
		'leaves out what is not there yet',
		'judge.ts',
		"if (fits.includes('no'))",
		"if (fits.some((one) => one !== 'yes'))",
	),
	plant(
		'P6',
		'forgets former settings',
		'prepare.ts',
		'[...others, former].slice(-MAX_FORMER)',
		'[]',
	),
	plant(
		'P7',
		'takes for read what it had no room for',
		'read.ts',
		'this.isCut ? this.calls.at(-1)?.start : undefined',
		'undefined',
	),
	plant(
		'P8',
		'takes for read what failed',
		'record.ts',
		'const swept = intersect(work.read, sweeping)',
		'const swept = sweeping',
	),
	plant(
		'P9',
		'gives up at once what failed',
		'coverage.ts',
		'halves(hole).length === 1 && Math.max(hole.to, hole.since) <= now - lookbackMs - SETTLE_MARGIN',
		'now > lookbackMs',
	),
	plant(
		'P10',
		'lets an overlap win',
		'poll.ts',
		'if (options.readState() !== saved) return false;',
		'',
	),
	plant(
		'P13',
		'takes a broken record for done',
		'read.ts',
		'this.addUnreadable(found.unreadable);',
		'this.leftOut.push({ key: callKey(found.unreadable.key), start: this.state.settled });',
	),
	plant('P14', 'saves no remembered calls', 'state.ts', 'seen: state.seen,', 'seen: {},'),
];

/** The explorer with a fault in its copy of the engine. @throws when the engine has no such place anymore */
export async function explorerWith({ file, find, by }: Plant): Promise<typeof Explorer> {
	let isPlanted = false;
	const plugin: Plugin = {
		name: 'plant',
		setup: (build) =>
			build.onLoad({ filter: /nodes.shared.polling.\w+\.ts$/ }, ({ path }) => {
				const contents = readFileSync(path, 'utf8');
				if (!path.endsWith(file)) return { contents, loader: 'ts' };
				isPlanted = contents.split(find).length === 2;
				return { contents: contents.replace(find, () => by), loader: 'ts' };
			}),
	};
	const load = await bundle<typeof Explorer>('test/lab/explore/explorer.ts', { plugins: [plugin] });
	if (!isPlanted) throw new Error(`${file} does not hold once: ${find}`);
	return load();
}
