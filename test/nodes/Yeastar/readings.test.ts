import { differencesOf } from '../../lab/readings/differences';
import { facts } from '../../lab/readings/facts';
import { singleAnswers } from '../../lab/readings/questions';
import { neutralYeastar, yeastarItems, type Outcome } from '../../lab/readings/yeastarNodes';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

/** Questions about other things than the items of a good credential. */
const others = ['wrongSecret', 'refreshFreesSlot', 'noPermission', 'noV2Answer', 'expiredLink'];
const answers = singleAnswers('Yeastar').filter(
	(answer) => !others.includes(Object.keys(answer)[0]!),
);

describe('the items are the same under every answer to every open question', () => {
	let expected: Outcome;
	// in a test, because the clock is virtual in tests only
	test('the usual answers give the calls that are known', async () => {
		expected = await yeastarItems(clock, {});

		expect(facts.Yeastar.of(expected)).toEqual(facts.Yeastar.known);
	});

	test.each(answers)('%j', async (answer) => {
		const given = await yeastarItems(clock, answer);

		const neutral = (outcome: Outcome) => neutralYeastar(outcome, answer);
		expect(differencesOf(neutral(expected), neutral(given))).toEqual([]);
	});
});
