import { PollTurn } from '../../../../nodes/shared/trigger/pollTurn';
import type { TriggerMemory } from '../../../../nodes/shared/trigger/triggerMemory';
import { useVirtualClock } from '../../../lab/virtualTime';

const clock = useVirtualClock();
const newTrigger = (): Pick<TriggerMemory, 'written'> => ({});

test('a trigger that has written nothing may poll', () => {
	const turn = new PollTurn(newTrigger());

	expect(turn.isTooEarly(undefined)).toBe(false);
	expect(turn.stateNow('saved')).toBe('saved');
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

test('a poll sees what another one wrote since it began, though n8n shows it its own copy', () => {
	const key = newTrigger();
	new PollTurn(key).wrote('first');
	const slow = new PollTurn(key);

	expect(slow.stateNow('something older')).toBe('something older');
	new PollTurn(key).wrote('second');
	expect(slow.stateNow('first')).toBe('second');
});

test('what another trigger writes is nothing to it', () => {
	const turn = new PollTurn(newTrigger());
	new PollTurn(newTrigger()).wrote('new');

	expect(turn.stateNow('old')).toBe('old');
	expect(turn.isTooEarly('old')).toBe(false);
});
