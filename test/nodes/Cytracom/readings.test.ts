import { cytracomOutcome, neutralCytracom } from '../../lab/readings/cytracomNodes';
import { differencesOf } from '../../lab/readings/differences';
import { facts } from '../../lab/readings/facts';
import { singleAnswers } from '../../lab/readings/questions';
import type { Outcome } from '../../lab/readings/yeastarNodes';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

describe('the items are the same under every answer to every open question', () => {
	let expected: Outcome;
	// in a test, because the clock is virtual in tests only
	test('the usual answers give the calls that are known', async () => {
		expected = await cytracomOutcome(clock, {});

		expect(facts.Cytracom.of(expected)).toEqual(facts.Cytracom.known);
	});

	test.each(singleAnswers('Cytracom'))('%j', async (answer) => {
		const given = await cytracomOutcome(clock, answer);

		const neutral = (outcome: Outcome) => neutralCytracom(outcome, answer);
		expect(differencesOf(neutral(expected), neutral(given))).toEqual([]);
	});
});
