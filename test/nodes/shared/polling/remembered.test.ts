import { callKey } from '../../../../nodes/shared/polling/remembered';
import { Remembered } from '../../../../nodes/shared/polling/remembered';
import { HOUR, MINUTE } from '../../../../nodes/shared/polling/timing';

const NOON = Date.UTC(2026, 4, 9, 12);

function remember(...starts: number[]): Remembered {
	const remembered = new Remembered();
	starts.forEach((start, i) => remembered.add(callKey(`call ${i}`), start));
	return remembered;
}

describe('Remembered', () => {
	it('given a call, when it is looked up, then its start does not matter', () => {
		const remembered = remember(NOON);
		remembered.add(callKey('call 0'), NOON + HOUR);
		remembered.add(callKey('call 0'), NOON);
		expect(remembered.size).toBe(1);
		remembered.forgetBefore(NOON + HOUR);
		expect(remembered.has(callKey('call 0'))).toBe(true);
		expect(remembered.has(callKey('call 1'))).toBe(false);
	});

	it('given a call, when its hour is over, then it is forgotten, and not a moment before', () => {
		const remembered = remember(NOON + 59 * MINUTE);
		remembered.forgetBefore(NOON + HOUR - 1);
		expect(remembered.size).toBe(1);
		remembered.forgetBefore(NOON + HOUR);
		expect(remembered.size).toBe(0);
	});

	it('given too many calls, then the oldest hours are forgotten and it says up to when', () => {
		const remembered = remember(NOON, NOON + 1, NOON + HOUR, NOON + 2 * HOUR);
		expect(remembered.forgetDownTo(4)).toBeUndefined();
		expect(remembered.forgetDownTo(3)).toBe(NOON + HOUR);
		expect(remembered.size).toBe(2);
		expect(remembered.newest()).toBe(NOON + 2 * HOUR);
		expect(remembered.forgetDownTo(1)).toBe(NOON + 2 * HOUR);
		expect(remembered.size).toBe(1);
	});

	it('given calls in any order, then the newest is found, and the hours are saved in order', () => {
		const remembered = remember(NOON + HOUR, NOON + 2 * HOUR, NOON);
		expect(remembered.newest()).toBe(NOON + 2 * HOUR);
		const hours = [NOON, NOON + HOUR, NOON + 2 * HOUR].map((time) => (time / HOUR).toString(36));
		expect(Object.keys(remembered.toJSON())).toEqual(hours);
	});

	it('given none, then there is no newest', () => {
		expect(new Remembered().newest()).toBeUndefined();
	});

	it('given a saved form, when read, then it gives the same form again', () => {
		const text = JSON.stringify(remember(NOON + 2 * HOUR, NOON, NOON + HOUR, NOON + 1, -HOUR));
		expect(JSON.stringify(Remembered.fromJSON(JSON.parse(text) as Record<string, string>))).toBe(
			text,
		);
	});
});
