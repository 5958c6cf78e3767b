import { clock } from '../../../nodes/shared/clock';
import { vendors } from '../support/triggers';
import * as modules from './package';
import { plants } from './plants';
import { soak, type SoakOptions } from './soakRun';

const real = { ...clock };
afterEach(() => void Object.assign(clock, real));

const seed = 20_260_604;
const cases = vendors.flatMap((vendor) =>
	[false, true].map((durable) => ({ vendor, name: vendor.name, durable })),
);

const run = async (options: Pick<SoakOptions, 'vendor' | 'durable' | 'plant'>) =>
	await soak({ ...options, calls: 500, seed, load: () => modules });

test.each(cases)(
	'[P2] [P4] $name (durable: $durable): bad weather loses no call and gives none twice',
	async ({ vendor, durable }) => {
		const verdict = await run({ vendor, durable });
		const { lost, doubled, history, defects, tooLate, given, paused, owed } = verdict;

		expect({ lost, doubled, history, defects, tooLate }).toEqual({
			lost: [],
			doubled: [],
			history: [],
			defects: [],
			tooLate: [],
		});
		expect(given + paused).toBe(owed);
	},
	600_000,
);

test.each(plants)(
	'a planted fault is found: %s',
	async (plant) => {
		const [vendor] = vendors;
		const { lost, doubled, tooLate } = await run({ vendor: vendor!, durable: true, plant });

		if (plant === 'holdBack') expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
		expect([...lost, ...doubled, ...tooLate]).not.toEqual([]);
	},
	600_000,
);
