import { clip, isLost, mayRetry, updateHoles } from '../../../../nodes/shared/polling/coverage';
import { HOUR, MINUTE } from '../../../../nodes/shared/polling/timing';

const ago = (hours: number) => 1000 * HOUR - hours * HOUR;
const NOW = ago(0);

describe('holes', () => {
	const hole = { from: ago(50), to: ago(40), since: ago(2), triedAt: ago(1) };

	it('given a hole that fails again, then its halves are asked at once, and keep the time when it began', () => {
		const { since } = hole;
		expect(updateHoles([hole], [], [{ from: ago(50), to: ago(40) }], NOW)).toEqual([
			{ ...hole, to: ago(45), triedAt: since },
			{ ...hole, from: ago(45), triedAt: since },
		]);
	});

	it('given a hole of five minutes that fails again, then it stays whole, and rests', () => {
		const short = { ...hole, to: hole.from + 5 * MINUTE };
		expect(updateHoles([short], [], [short], NOW)).toEqual([{ ...short, triedAt: NOW }]);
	});

	it('given a hole of five minutes, then it is given up when its calls are over and it failed for a lookback', () => {
		const short = { from: ago(40), to: ago(40) + 5 * MINUTE, since: ago(30), triedAt: NOW };
		const day = 24 * HOUR;
		expect(isLost(short, ago(30) + day + 70 * MINUTE - 1, day)).toBe(false);
		expect(isLost(short, ago(30) + day + 70 * MINUTE, day)).toBe(true);
		expect(isLost({ ...short, since: 0 }, ago(40) + day + 75 * MINUTE - 1, day)).toBe(false);
		expect(isLost({ ...short, to: short.to + 1 }, NOW, HOUR)).toBe(false);
	});

	it('given a hole of which a part is read, then the rest stays', () => {
		expect(updateHoles([hole], [{ from: ago(60), to: ago(45) }], [], NOW)).toEqual([
			{ ...hole, from: ago(45) },
		]);
		expect(updateHoles([hole], [hole], [], NOW)).toEqual([]);
	});

	it('given another failure, then it is a hole of its own, in order', () => {
		const other = { from: ago(70), to: ago(60) };
		expect(updateHoles([hole], [], [other], NOW)).toEqual([
			{ ...other, since: NOW, triedAt: NOW },
			hole,
		]);
	});

	it('given any number of failures, then fifty are kept', () => {
		const failed = Array.from({ length: 60 }, (_, i) => ({ from: i * 10, to: i * 10 + 5 }));
		expect(updateHoles([], [], failed, NOW)).toHaveLength(50);
	});

	it('given a hole, then it is asked again at once, and rests the longer the longer it fails, ten minutes at most', () => {
		const rested = (since: number, triedAt: number) =>
			mayRetry({ from: 0, to: HOUR, since, triedAt }, NOW);
		expect(rested(NOW, NOW)).toBe(true);
		expect(rested(NOW - 5 * MINUTE, NOW - 2 * MINUTE)).toBe(false);
		expect(rested(NOW - 5 * MINUTE, NOW - 3 * MINUTE)).toBe(true);
		expect(rested(ago(50), NOW - 9 * MINUTE)).toBe(false);
		expect(rested(ago(50), NOW - 10 * MINUTE)).toBe(true);
		expect(rested(ago(0.5), NOW + HOUR)).toBe(true);
		const short = { from: 0, to: 5 * MINUTE, since: ago(50) };
		expect(mayRetry({ ...short, triedAt: ago(0.99) }, NOW)).toBe(false);
		expect(mayRetry({ ...short, triedAt: ago(1) }, NOW)).toBe(true);
	});

	it('given several, then they are in order of time, and one that is met by two failures is known to both', () => {
		const early = { ...hole, from: ago(70), to: ago(65), since: ago(5) };
		const failed = [
			{ from: ago(45), to: ago(42) },
			{ from: ago(68), to: ago(48) },
		];
		expect(updateHoles([hole, early], [], failed, NOW)).toEqual([
			{ ...early, to: ago(68) },
			{ from: ago(68), to: ago(58), since: ago(5), triedAt: ago(5) },
			{ from: ago(58), to: ago(48), since: ago(5), triedAt: ago(5) },
			{ ...hole, from: ago(48), to: ago(45) },
			{ from: ago(45), to: ago(43.5), since: ago(2), triedAt: ago(2) },
			{ from: ago(43.5), to: ago(42), since: ago(2), triedAt: ago(2) },
			{ ...hole, from: ago(42) },
		]);
	});

	it('given a clock that was set back, then a hole does not begin later than now', () => {
		const ahead = { ...hole, since: NOW + HOUR };
		expect(updateHoles([ahead], [], [hole], NOW)).toEqual([
			{ from: hole.from, to: ago(45), since: NOW, triedAt: NOW },
			{ from: ago(45), to: hole.to, since: NOW, triedAt: NOW },
		]);
	});

	it('given a time, then what is before it is dropped', () => {
		const old = { from: ago(9), to: ago(7), since: NOW, triedAt: NOW };
		expect(clip([old], ago(8))).toEqual([{ ...old, from: ago(8) }]);
		expect(clip([old], ago(7))).toEqual([]);
	});
});
