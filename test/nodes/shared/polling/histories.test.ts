import fc from 'fast-check';
import { parseState, serialize, type State } from '../../../../nodes/shared/polling/state';
import { HOUR } from '../../../../nodes/shared/polling/timing';
import { histories, live, liveFromEveryState, mistakes, type Weights } from './histories';

/** More of them on demand: `RUNS=20000 npx jest …`. */
const RUNS = Number(process.env.RUNS ?? 700);

const trouble: Weights = { tick: 6, trouble: 4, overlap: 2, clock: 1 };

describe('[P2] [P4] [P6] random histories: every call that fits is given, once', () => {
	it('given faults, restarts, kills, overlapping polls and clocks that differ', async () => {
		const property = fc.asyncProperty(histories(trouble), async (history) => {
			expect(mistakes(await live(history))).toEqual([]);
		});
		await fc.assert(property, { numRuns: 2 * RUNS });
	}, 600_000);

	it('given clocks that jump by days and are corrected', async () => {
		const property = fc.asyncProperty(histories({ ...trouble, jump: 2 }), async (history) => {
			expect(mistakes(await live(history))).toEqual([]);
		});
		await fc.assert(property, { numRuns: RUNS });
	}, 600_000);

	it('given filters and events that change', async () => {
		const property = fc.asyncProperty(histories({ ...trouble, edit: 3 }), async (history) => {
			expect(mistakes(await live(history))).toEqual([]);
		});
		await fc.assert(property, { numRuns: RUNS });
	}, 600_000);

	it('given a kill after any step', async () => {
		const property = fc.asyncProperty(histories({ ...trouble, edit: 1 }, 12), async (history) => {
			expect((await liveFromEveryState(history)).flatMap(mistakes)).toEqual([]);
		});
		await fc.assert(property, { numRuns: RUNS / 10 });
	}, 600_000);
});

describe('the oracle finds a planted fault', () => {
	const faults: [string, (state: State) => void][] = [
		['remembers only half', ({ seen }) => void seen.forgetDownTo(seen.size >> 1)],
		['settles too early', (state) => (state.settled += 3 * HOUR)],
		['takes for read what it did not read', (state) => state.sweeps.push(allOf(state))],
	];
	it.each(faults)('given an engine that %s', async (_, plant) => {
		const tamper = (text: string) => {
			const state = parseState(text);
			if (!state) throw new Error('The engine wrote no state');
			plant(state);
			return serialize(state);
		};
		const property = fc.asyncProperty(
			histories(trouble),
			async (history) => mistakes(await live(history, tamper)).length === 0,
		);
		const { failed } = await fc.check(property, { numRuns: 500, endOnFailure: true });
		expect(failed).toBe(true);
	});

	function allOf({ settled, sweeps }: State) {
		const from = sweeps.at(-1)?.to ?? settled;
		return { from, to: from + 3 * HOUR, at: Infinity };
	}

	it('given an engine that forgets former settings', async () => {
		const tamper = (text: string) => {
			const state = parseState(text);
			return state ? serialize({ ...state, former: [] }) : text;
		};
		const property = fc.asyncProperty(
			histories({ ...trouble, edit: 3 }),
			async (history) => mistakes(await live(history, tamper)).length === 0,
		);
		const { failed } = await fc.check(property, { numRuns: 500, endOnFailure: true });
		expect(failed).toBe(true);
	});
});
