import fc from 'fast-check';

import type { CytracomFacts } from '../../../../nodes/Cytracom/api/memory';
import {
	clockDifference,
	learnTime,
	stepBack,
	vendorNow,
} from '../../../../nodes/Cytracom/api/vendorClock';
import { useVirtualClock } from '../../../lab/virtualTime';

const clock = useVirtualClock();
/** What is remembered of an account that nobody has asked yet. */
const nothing = (): Partial<CytracomFacts> => ({});
const dateIn = (ms: number) => ({ date: new Date(clock.now() + ms).toUTCString() });

test('is ours until an answer has told', () => {
	expect(vendorNow(nothing())).toEqual({ earliest: clock.now(), latest: clock.now() });
});

test.each<Record<string, string>>([{}, { date: '' }, { date: 'today' }])(
	'%j tells nothing',
	(headers) => {
		const facts = nothing();

		learnTime(facts, headers);

		expect(vendorNow(facts)).toEqual({ earliest: clock.now(), latest: clock.now() });
	},
);

test('what it is lies between the two, to whole seconds, and so does ours', () => {
	fc.assert(
		fc.property(fc.integer({ min: -3_600_000, max: 3_600_000 }), (difference) => {
			const facts = nothing();
			learnTime(facts, dateIn(difference));

			const { earliest, latest } = vendorNow(facts);

			const theirs = clock.now() + difference;
			expect(earliest).toBeLessThan(Math.min(theirs, clock.now() + 1));
			expect(latest).toBeGreaterThan(theirs);
			expect(latest).toBeGreaterThanOrEqual(clock.now());
			expect(latest - earliest).toBeLessThan(Math.abs(difference) + 5_000);
		}),
	);
});

test('moves on with ours, and a later answer corrects it', () => {
	const facts = nothing();
	learnTime(facts, dateIn(-60_000));
	const before = vendorNow(facts).earliest;

	clock.advance(5_000);
	expect(vendorNow(facts).earliest).toBe(before + 5_000);

	learnTime(facts, dateIn(-600_000));
	expect(vendorNow(facts).earliest).toBeLessThan(clock.now() - 600_000);
});

test('its difference from ours is told in seconds, once an answer has told', () => {
	const facts = nothing();
	expect(clockDifference(facts)).toBeNull();

	learnTime(facts, dateIn(90_000));

	expect(clockDifference(facts)).toBe(90);
});

test('is one for each account', () => {
	const facts = nothing();
	learnTime(facts, dateIn(-600_000));

	expect(vendorNow(nothing()).earliest).toBe(clock.now());
});

test.each(['Thu, 01 Jan 1970 00:00:00 GMT', 'Fri, 31 Dec 9999 23:59:59 GMT'])(
	'a date that is no clock’s is not believed: %s',
	(date) => {
		const facts = nothing();

		learnTime(facts, { date });

		expect(vendorNow(facts)).toEqual({ earliest: clock.now(), latest: clock.now() });
	},
);

test('up to two hours it is a clock that differs, to the second', () => {
	const facts = nothing();
	for (const difference of [-7_200_000, 7_200_000]) {
		learnTime(facts, dateIn(difference));
		expect(vendorNow(facts)).toEqual({
			earliest: Math.min(clock.now(), clock.now() + difference - 2_000),
			latest: Math.max(clock.now(), clock.now() + difference + 2_000),
		});
		learnTime(facts, dateIn(difference + Math.sign(difference) * 1_000));
		expect(vendorNow(facts)).toEqual({ earliest: clock.now(), latest: clock.now() });
	}
});

describe('a moment that they take for one to come', () => {
	const MINUTE = 60_000;

	test('puts their clock a minute before it, whatever their header says, for an hour', () => {
		const facts = nothing();
		learnTime(facts, dateIn(0));

		expect(stepBack(facts, 5 * MINUTE)).toBe(true);
		expect(vendorNow(facts).earliest).toBe(clock.now() - 6 * MINUTE);

		clock.advance(60 * MINUTE);
		expect(vendorNow(facts).earliest).toBe(clock.now() - 2_000);
	});

	test('of a quarter of an hour ago is no clock’s fault', () => {
		const facts = nothing();

		expect(stepBack(facts, 14 * MINUTE)).toBe(true);
		expect(stepBack(facts, 14 * MINUTE + 1)).toBe(false);
		expect(vendorNow(facts).earliest).toBe(clock.now() - 15 * MINUTE);
	});
});
