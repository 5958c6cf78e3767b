import { readFile } from 'node:fs/promises';

import type { Plugin } from 'esbuild';

/** Mistakes that a node could make, as a change of its source: the run must find each of them. */
const mistakes = {
	trustsToDate: {
		file: /Cytracom[\\/]api[\\/]windows\.ts$/,
		right: '(Math.floor(through / SECOND_MS) + 1) * SECOND_MS',
		wrong: 'Math.floor(through / SECOND_MS) * SECOND_MS',
	},
	trustsEndTime: {
		file: /Yeastar[\\/]api[\\/]time\.ts$/,
		right: 'through: range.through + 1000',
		wrong: 'through: range.through',
	},
	trustsTheSample: {
		file: /Yeastar[\\/]api[\\/]findSummary\.ts$/,
		right: 'ask(id!)',
		wrong: 'ask(number!)',
	},
} as const;

export type Mistake = keyof typeof mistakes;
export const mistakeNames = Object.keys(mistakes) as Mistake[];

/** Puts a mistake into the source of a node while it is bundled. */
export function plant(name: Mistake): Plugin {
	const { file, right, wrong } = mistakes[name];
	return {
		name: `plant ${name}`,
		setup(build) {
			build.onLoad({ filter: file }, async ({ path }) => {
				const source = await readFile(path, 'utf8');
				if (!source.includes(right)) throw new Error(`${path} has no longer: ${right}`);
				return { contents: source.replace(right, wrong), loader: 'ts' };
			});
		},
	};
}
