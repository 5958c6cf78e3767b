import fc from 'fast-check';

import { clockDifference, learnTime, vendorNow } from '../../../nodes/Cytracom/api/vendorClock';
import { useVirtualClock } from '../../support/clock';

const clock = useVirtualClock();
/** Each test has an address of its own: what was learned of one stays. */
let count = 0;
const anyOrigin = () => `https://${count++}.example`;
const dateIn = (ms: number) => ({ date: new Date(clock.now() + ms).toUTCString() });

test('is ours until an answer has told', () => {
	expect(vendorNow(anyOrigin())).toEqual({ earliest: clock.now(), latest: clock.now() });
});

test.each<Record<string, string>>([{}, { date: '' }, { date: 'today' }])(
	'%j tells nothing',
	(headers) => {
		const origin = anyOrigin();

		learnTime(origin, headers);

		expect(vendorNow(origin)).toEqual({ earliest: clock.now(), latest: clock.now() });
	},
);

test('what it is lies between the two, to whole seconds, and so does ours', () => {
	fc.assert(
		fc.property(fc.integer({ min: -3_600_000, max: 3_600_000 }), (difference) => {
			const origin = anyOrigin();
			learnTime(origin, dateIn(difference));

			const { earliest, latest } = vendorNow(origin);

			const theirs = clock.now() + difference;
			expect(earliest).toBeLessThan(Math.min(theirs, clock.now() + 1));
			expect(latest).toBeGreaterThan(theirs);
			expect(latest).toBeGreaterThanOrEqual(clock.now());
			expect(latest - earliest).toBeLessThan(Math.abs(difference) + 5_000);
		}),
	);
});

test('moves on with ours, and a later answer corrects it', () => {
	const origin = anyOrigin();
	learnTime(origin, dateIn(-60_000));
	const before = vendorNow(origin).earliest;

	clock.advance(5_000);
	expect(vendorNow(origin).earliest).toBe(before + 5_000);

	learnTime(origin, dateIn(-600_000));
	expect(vendorNow(origin).earliest).toBeLessThan(clock.now() - 600_000);
});

test('its difference from ours is told in seconds, once an answer has told', () => {
	const origin = anyOrigin();
	expect(clockDifference(origin)).toBeNull();

	learnTime(origin, dateIn(90_000));

	expect(clockDifference(origin)).toBe(90);
});

test('is one for each address', () => {
	const origin = anyOrigin();
	learnTime(origin, dateIn(-600_000));

	expect(vendorNow(anyOrigin()).earliest).toBe(clock.now());
});

test.each(['Thu, 01 Jan 1970 00:00:00 GMT', 'Fri, 31 Dec 9999 23:59:59 GMT'])(
	'a date that is no clock’s is not believed: %s',
	(date) => {
		const origin = anyOrigin();

		learnTime(origin, { date });

		expect(vendorNow(origin)).toEqual({ earliest: clock.now(), latest: clock.now() });
	},
);

test('up to two hours it is a clock that differs, to the second', () => {
	const origin = anyOrigin();
	for (const difference of [-7_200_000, 7_200_000]) {
		learnTime(origin, dateIn(difference));
		expect(vendorNow(origin)).toEqual({
			earliest: Math.min(clock.now(), clock.now() + difference - 2_000),
			latest: Math.max(clock.now(), clock.now() + difference + 2_000),
		});
		learnTime(origin, dateIn(difference + Math.sign(difference) * 1_000));
		expect(vendorNow(origin)).toEqual({ earliest: clock.now(), latest: clock.now() });
	}
});
