import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { vendors } from '../support/triggers';
import { defectsOfTriggers } from './checks';
import { mistakeNames } from './plants';
import { allAnswersAt } from './questions';

/** A fixed part of `npm run lab -- readings`; the action nodes under each single answer are in the tests of the vendors. */
const cases = vendors.flatMap(({ name }) => [1, -1].map((at) => ({ name, at })));

test.each(cases)(
	'$name: the trigger gives each call once under all unusual answers at once (answer $at to each question)',
	async ({ name, at }) => {
		expect(await defectsOfTriggers(name, allAnswersAt(name, at))).toEqual([]);
	},
	60_000,
);

/** The mistake, and the answer under which it shows. */
const planted = {
	trustsToDate: ['cytracom', { toDateInclusive: false }],
	trustsEndTime: ['yeastar', { endTime: 'exclusive' }],
	trustsTheSample: ['yeastar', {}],
} as const;

test.each(mistakeNames)(
	'a node with a mistake fails: %s',
	async (name) => {
		const [vendor, answers] = planted[name];

		const { code, stdout } = await run(
			'--vendor',
			vendor,
			'--only',
			JSON.stringify(answers),
			'--plant',
			name,
		);

		expect(stdout).toMatch(/^[1-9]\d* bad/m);
		expect(stdout).toContain('repeat: npm run lab -- readings --vendor');
		expect(code).toBe(1);
	},
	60_000,
);

/** Runs the command itself, for the action nodes alone. */
async function run(...options: string[]): Promise<{ code: number; stdout: string }> {
	const script = ['test/tools/runTypescript.mjs', 'test/lab/readings/readings.ts'];
	return await promisify(execFile)('node', [...script, '--nodes', '--seed', '1', ...options]).then(
		({ stdout }) => ({ code: 0, stdout }),
		({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
	);
}
