import { explore, replay } from './explorer';
import { explorerWith, plants } from './plants';
import { sometimes } from './world';

const worlds = (['plain', 'durable'] as const).flatMap((mode) =>
	[false, true].map((beginsAway) => ({ mode, beginsAway })),
);
/** All histories of three actions take some two seconds a world; `npm run lab -- explore` goes further. */
const limits = { depth: 3, forMs: Infinity };

describe('every history of three actions', () => {
	const reached = new Set<string>();

	it.each(worlds)(
		'[P1] [P2] [P3] [P4] [P5] [P6] [P8] [P9] [P10] [P12] [P13] [P14] holds ($mode, away at first: $beginsAway)',
		async ({ mode, beginsAway }) => {
			const result = await explore(mode, beginsAway, limits);

			expect(result.violation).toBeUndefined();
			expect(result).toMatchObject({ isWhole: true, depth: 3 });
			expect(result.states).toBeGreaterThan(500);
			for (const one of result.reached) reached.add(one);
		},
		300_000,
	);

	it('reaches all that is worth a proof', () => {
		expect([...reached].sort()).toEqual([...sometimes].sort());
	});
});

it.each(plants.filter(({ breaks }) => ['P2', 'P3', 'P10'].includes(breaks)))(
	'an engine that $name is found',
	async (plant) => {
		const { violation } = await (await explorerWith(plant)).explore('plain', false, limits);

		expect(violation?.wrongs).not.toEqual([]);
	},
	60_000,
);

describe('histories that broke something once', () => {
	it.each(['plain', 'durable'] as const)(
		'[P3] given a clock set back before all was read (%s), then history stays history',
		async (mode) => {
			expect(await replay(mode, true, ['secondRequestFails', 'clockBack'])).toEqual([]);
		},
	);

	it.each(['plain', 'durable'] as const)(
		'[P6] given settings changed twice between two polls (%s), then both count',
		async (mode) => {
			expect(await replay(mode, false, ['waitHalfAnHour', 'edit', 'edit'])).toEqual([]);
		},
	);
});
