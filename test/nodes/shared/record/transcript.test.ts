import type { Turn } from '../../../../nodes/shared/record/callRecord';
import { toTranscript } from '../../../../nodes/shared/record/transcript';

const turn = (speaker: string | null, text: string, number: string | null = null): Turn => ({
	speaker,
	number,
	text,
	at: null,
	offsetSeconds: null,
});

test('one turn a line, named by the speaker, else by the number, else by nobody', () => {
	expect(
		toTranscript([
			turn('Kristin Hale', 'A login problem.', '3200'),
			turn(null, 'Hi', '7000'),
			turn(' ', 'Hello', '7001'),
			turn(null, '[music]'),
		]),
	).toBe('Kristin Hale: A login problem.\n7000: Hi\n7001: Hello\n[music]');
});

// The vendor's own turn, from Yeastar's page "Get AI Call Transcript".
test('a line break in a turn, with the space around it, is one space', () => {
	const text = 'Please wait while I check that for you.  \n\nCould you now describe what happens?';
	expect(toTranscript([turn('Agent', text)])).toBe(
		'Agent: Please wait while I check that for you. Could you now describe what happens?',
	);
	expect(toTranscript([turn('A\nB', 'a\r\nb\rc\u2028d')])).toBe('A B: a b c d');
});

test('no turns, or none with words, are no transcript', () => {
	expect(toTranscript([])).toBeNull();
	expect(toTranscript([turn('Agent', ' \n')])).toBeNull();
	expect(toTranscript([turn('Agent', ''), turn('Customer', 'Hi')])).toBe('Customer: Hi');
});
