import type { Turn } from '../../../../nodes/shared/record/callRecord';
import { timeOfOffset } from '../../../../nodes/shared/record/timeOfOffset';
import { withTimes } from '../../../../nodes/shared/record/withTimes';

const turn = (offsetSeconds: number | null, speaker: string | null, text: string): Turn => ({
	speaker,
	number: null,
	text,
	at: null,
	offsetSeconds,
});

test('each line begins with its time, where it is known', () => {
	expect(
		withTimes([
			turn(-2, 'Ana', 'Hi'),
			turn(5.9, 'Leo Ball', 'One\nmoment'),
			turn(39_600, null, 'Bye'),
			turn(null, 'Ana', 'Bye'),
			turn(7, 'Ana', ' '),
		]),
	).toBe('00:00:00 Ana: Hi\n00:00:05 Leo Ball: One moment\n11:00:00 Bye\nAna: Bye');
});

test('no words are null', () => {
	expect(withTimes([])).toBeNull();
	expect(withTimes([turn(1, 'Leo', ' ')])).toBeNull();
});

test.each([
	[0, '00:00:00', '00:00:00.000'],
	[0.705, '00:00:00', '00:00:00.705'],
	[59.9996, '00:01:00', '00:01:00.000'],
	[3599.25, '00:59:59', '00:59:59.250'],
	[39_661.5, '11:01:01', '11:01:01.500'],
	[360_000, '100:00:00', '100:00:00.000'],
	[-0.001, '00:00:00', '00:00:00.000'],
])('%d seconds', (seconds, whole, exact) => {
	expect(timeOfOffset(seconds, '.')).toBe(exact);
	expect(timeOfOffset(seconds, ',')).toBe(exact.replace('.', ','));
	expect(timeOfOffset(seconds)).toBe(whole);
});
