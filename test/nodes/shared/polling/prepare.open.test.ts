import { openState } from '../../../../nodes/shared/polling/prepare';
import { serialize } from '../../../../nodes/shared/polling/state';
import { DAY, HOUR } from '../../../../nodes/shared/polling/timing';
import { fresh, scenario, START } from './scenario';

const settings = { ...scenario().n8n.settings, initialLookbackMs: 5 * DAY };
const NEW_FLOOR = START - 5 * DAY;

describe('openState', () => {
	it.each([undefined, null, ''])('given %j, then it is an activation with history', (saved) => {
		expect(openState(saved, settings, settings, START)).toMatchObject({
			kind: 'fresh',
			state: { floor: NEW_FLOOR },
		});
	});

	it.each(['{}', 7, {}])('given %j, then it is an activation without history', (saved) => {
		expect(openState(saved, settings, settings, START)).toMatchObject({
			kind: 'fresh',
			state: { floor: START },
		});
	});

	it('given a state of the same owner, then it goes on', () => {
		const saved = serialize(fresh(settings, START, 'new'));
		const { kind, state } = openState(saved, settings, settings, START + HOUR);
		expect(kind).toBe('kept');
		expect(serialize(state)).toBe(saved);
	});

	it('given a state of another owner, then it is an activation with history, unless it may be the same', () => {
		const saved = serialize(fresh({ ...settings, owner: 'pbx 2' }, START - DAY, 'new'));
		const opened = (mayHaveBeen?: (former: string) => boolean) =>
			openState(saved, { ...settings, mayHaveBeen }, settings, START);
		for (const other of [opened(), opened(() => false)]) {
			expect(other).toMatchObject({
				kind: 'fresh',
				state: { owner: 'pbx 1', floor: NEW_FLOOR, activatedAt: START },
			});
		}
		const asked: string[] = [];
		const doubtful = opened((former) => asked.push(former) > 0);
		expect(doubtful).toMatchObject({ kind: 'doubtful', state: { owner: 'pbx 2' } });
		expect(asked).toEqual(['pbx 2']);
	});

	it('given a state whose origin is ahead, then it counts only when a call of it is ahead too', () => {
		const state = fresh(settings, START, 'new');
		const kindAt = (now: number) => openState(serialize(state), settings, settings, now).kind;
		state.origin = START;
		expect(kindAt(START)).toBe('kept');
		expect(kindAt(START - 1)).toBe('fresh');
		state.seen.add('aaaaaaaa', START - 2 * HOUR);
		expect(kindAt(START - 2 * HOUR)).toBe('fresh');
		expect(kindAt(START - 2 * HOUR - 1)).toBe('kept');
	});
});
