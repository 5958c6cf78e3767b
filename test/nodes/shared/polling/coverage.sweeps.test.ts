import fc from 'fast-check';
import {
	addSweep,
	clip,
	settledPart,
	settledUntil,
	type Sweep,
} from '../../../../nodes/shared/polling/coverage';
import { CLOCK_SLACK, HOUR, SETTLE_MARGIN } from '../../../../nodes/shared/polling/timing';

const LOOKBACK = 24 * HOUR;
const ago = (hours: number) => 1000 * HOUR - hours * HOUR;
const NOW = ago(0);

describe('sweeps', () => {
	it('given any readings, then the latest of each moment counts', () => {
		const reading = fc.record({
			from: fc.integer({ min: 0, max: 30 }),
			length: fc.integer({ min: 0, max: 10 }),
			at: fc.integer({ min: 0, max: 10 }),
		});
		fc.assert(
			fc.property(fc.array(reading, { maxLength: 8 }), (readings) => {
				let sweeps: Sweep[] = [];
				const latest = new Map<number, number>();
				for (const { from, length, at } of readings) {
					sweeps = addSweep(sweeps, [{ from, to: from + length }], at, LOOKBACK);
					for (let t = from; t < from + length; t++) {
						latest.set(t, Math.max(at, latest.get(t) ?? 0));
					}
				}
				for (let t = 0; t < 40; t++) {
					expect(sweeps.filter(({ from, to }) => from <= t && t < to).map(({ at }) => at)).toEqual(
						latest.has(t) ? [latest.get(t)] : [],
					);
				}
				expect(sweeps).toEqual([...sweeps].sort((a, b) => a.from - b.from));
			}),
		);
	});

	it('given a sweep, when a part was read after its lookback, then it is settled, and is one with its like', () => {
		const edge = NOW - LOOKBACK - SETTLE_MARGIN;
		const first = addSweep([], [{ from: ago(90), to: ago(80) }], ago(1), LOOKBACK);
		expect(first).toEqual([{ from: ago(90), to: ago(80), at: Infinity }]);
		expect(addSweep(first, [{ from: ago(85), to: ago(0) }], NOW, LOOKBACK)).toEqual([
			{ from: ago(90), to: edge, at: Infinity },
			{ from: edge, to: ago(0), at: NOW },
		]);
	});

	it('given neighbours that were read at different times, then they stay apart', () => {
		const first = addSweep([], [{ from: ago(20), to: ago(10) }], ago(1), LOOKBACK);
		expect(addSweep(first, [{ from: ago(10), to: ago(0) }], NOW, LOOKBACK)).toHaveLength(2);
	});

	it('given hundreds of sweeps, then they are made coarser, and never newer than they were', () => {
		let sweeps: Sweep[] = [];
		for (let i = 0; i < 201; i++) {
			sweeps = addSweep(sweeps, [{ from: ago(20) + i, to: ago(20) + i + 1 }], NOW + i, LOOKBACK);
		}
		expect(sweeps).toEqual([{ from: ago(20), to: ago(20) + 201, at: NOW }]);
	});

	it('given a sweep, then the part before its lookback and the margin is settled', () => {
		const sweep = { from: ago(40), to: ago(0), at: NOW };
		expect(settledPart(sweep, LOOKBACK).to).toBe(NOW - LOOKBACK - SETTLE_MARGIN);
		expect(settledPart({ ...sweep, to: ago(30) }, LOOKBACK).to).toBe(ago(30));
		expect(settledPart({ ...sweep, from: ago(3) }, LOOKBACK).to).toBe(ago(3));
		expect(settledUntil([sweep], ago(40), LOOKBACK)).toBe(NOW - LOOKBACK - SETTLE_MARGIN);
	});

	it('given a backlog of which the oldest part is read, then nothing is settled whose transcript may stand in the rest', () => {
		const sweep = { from: ago(100), to: ago(60), at: NOW };
		expect(settledUntil([sweep], ago(100), LOOKBACK)).toBe(ago(84));
		expect(settledUntil([{ ...sweep, to: ago(90) }], ago(100), LOOKBACK)).toBe(ago(100));
	});

	it('given a gap between two sweeps, then nothing behind it is settled', () => {
		const sweeps = [
			{ from: ago(100), to: ago(60), at: NOW },
			{ from: ago(59), to: NOW + CLOCK_SLACK, at: NOW },
		];
		expect(settledUntil(sweeps, ago(100), LOOKBACK)).toBe(ago(84));
		expect(settledUntil(sweeps, ago(101), LOOKBACK)).toBe(ago(101));
	});

	it('given a gap, then what was read behind it settles nothing before it', () => {
		const sweeps = [
			{ from: ago(100), to: ago(60), at: ago(60) },
			{ from: ago(50), to: ago(40), at: NOW },
		];
		expect(settledUntil(sweeps, ago(100), LOOKBACK)).toBe(ago(84) - SETTLE_MARGIN);
	});

	it('given a reading up to its own time, then the clocks may differ: its last minutes are not read yet', () => {
		const sweeps = [
			{ from: ago(100), to: ago(30), at: Infinity },
			{ from: ago(30), to: ago(8) + CLOCK_SLACK, at: ago(8) },
		];
		expect(settledUntil(sweeps, ago(100), LOOKBACK)).toBe(ago(32) - CLOCK_SLACK);
	});

	it('given a time, then sweeps before it are dropped', () => {
		const sweeps = [ago(9), ago(7), ago(5)].map((from) => ({ from, to: from + HOUR, at: NOW }));
		expect(clip(sweeps, ago(6.5)).map(({ from }) => from)).toEqual([ago(6.5), ago(5)]);
		expect(clip(sweeps, ago(6)).map(({ from }) => from)).toEqual([ago(5)]);
	});
});
