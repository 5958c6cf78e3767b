import { PollTurn } from '../../../nodes/shared/trigger/pollTurn';
import { useVirtualClock } from '../../support/clock';

const clock = useVirtualClock();
let count = 0;
/** What a trigger has written is remembered by its name for as long as the process lives. */
const newTrigger = () => `pollTurn ${++count}`;

test('a trigger that has written nothing may poll', () => {
	const turn = new PollTurn(newTrigger());

	expect(turn.isTooEarly(undefined)).toBe(false);
	expect(turn.isOvertaken(undefined)).toBe(false);
});

test('while n8n saves what a poll wrote, another one waits: for half a minute', () => {
	const key = newTrigger();
	new PollTurn(key).wrote('new');
	const next = new PollTurn(key);

	expect(next.isTooEarly('old')).toBe(true);
	expect(next.isTooEarly('new')).toBe(false);
	clock.advance(29_999);
	expect(next.isTooEarly('old')).toBe(true);
	clock.advance(1);
	expect(next.isTooEarly('old')).toBe(false);
});

test('a clock that was set back makes nobody wait', () => {
	const key = newTrigger();
	new PollTurn(key).wrote('new');
	clock.set(clock.now() - 1);

	expect(new PollTurn(key).isTooEarly('old')).toBe(false);
});

test('a poll is overtaken by what another one wrote since it began and it does not see', () => {
	const key = newTrigger();
	new PollTurn(key).wrote('first');
	const slow = new PollTurn(key);

	expect(slow.isOvertaken('something older')).toBe(false);
	new PollTurn(key).wrote('second');
	expect(slow.isOvertaken('first')).toBe(true);
	expect(slow.isOvertaken('second')).toBe(false);
});

test('what another trigger writes is nothing to it', () => {
	const turn = new PollTurn(newTrigger());
	new PollTurn(newTrigger()).wrote('new');

	expect(turn.isOvertaken('old')).toBe(false);
	expect(turn.isTooEarly('old')).toBe(false);
});
