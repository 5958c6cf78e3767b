import { freshState } from '../../../nodes/shared/polling/activation';
import { adjust, adjustmentFor, moveSettled } from '../../../nodes/shared/polling/adjust';
import type { Settings } from '../../../nodes/shared/polling/settings';
import { DAY, HOUR, MINUTE } from '../../../nodes/shared/polling/timing';
import { scenario, START } from './scenario';

const NOW = START + 10 * DAY;

function made(more: Partial<Settings> = {}) {
	const settings = { ...scenario().n8n.settings, ...more };
	return { settings, state: freshState(settings, START, 'new') };
}

/** What is kept at NOW of a phone system that keeps ninety days. */
const KEPT = NOW - 90 * DAY + 15 * MINUTE;

describe('adjustmentFor', () => {
	it('given a poll that goes on, then what the vendor dropped is cut off, and no more', () => {
		const { state, settings } = made();
		expect(adjustmentFor(state, settings, NOW, 'continue')).toMatchObject({
			now: NOW,
			settings,
			ownerBefore: 'pbx 1',
			rewind: false,
			cutOff: KEPT,
		});
	});

	it('given a person who switches on, then a lookback is left, or what the vendor keeps if that is less', () => {
		const { state, settings } = made();
		expect(adjustmentFor(state, settings, NOW, 'activate').cutOff).toBe(NOW - DAY);
		const short = { ...settings, retentionMs: HOUR };
		expect(adjustmentFor(state, short, NOW, 'activate').cutOff).toBe(NOW - 45 * MINUTE);
	});

	it('given a clock that is behind the last sweep, or behind what is settled, then it was set back', () => {
		const { state, settings } = made();
		const isBack = () => adjustmentFor(state, settings, NOW, 'continue').rewind;
		state.sweptAt = NOW;
		state.settled = NOW;
		expect(isBack()).toBe(false);
		state.sweptAt = NOW + 1;
		expect(isBack()).toBe(true);
		state.sweptAt = NOW;
		state.settled = NOW + 1;
		expect(isBack()).toBe(true);
	});
});

describe('adjust', () => {
	it('given a cut-off, then sweeps and holes before it are dropped, and nothing before is reached any more', () => {
		const { state, settings } = made();
		state.sweeps = [
			{ from: state.settled, to: NOW - 2 * DAY, at: START },
			{ from: NOW - 2 * DAY, to: NOW, at: NOW },
		];
		state.holes = [
			{ from: NOW - 3 * DAY, to: NOW - 2 * DAY, since: START, triedAt: START },
			{ from: NOW - 2 * DAY, to: NOW - HOUR, since: START, triedAt: START },
		];
		adjust(state, adjustmentFor(state, settings, NOW, 'activate'));
		expect(state).toMatchObject({
			origin: NOW - DAY,
			settled: NOW - DAY,
			sweeps: [{ from: NOW - DAY, to: NOW, at: NOW }],
			holes: [{ from: NOW - DAY, to: NOW - HOUR }],
		});
	});

	it('given what the vendor dropped, then it is settled but stays reachable, for the clock may be ahead', () => {
		const { state, settings } = made({ retentionMs: DAY });
		const { origin } = state;
		adjust(state, adjustmentFor(state, settings, NOW, 'continue'));
		expect(state.settled).toBe(NOW - DAY + 15 * MINUTE);
		expect(state.origin).toBe(origin);
		adjust(state, adjustmentFor(state, settings, NOW, 'activate'));
		expect(state.origin).toBe(origin);
	});

	it('given a cut-off before what is settled, then the state stays', () => {
		const { state, settings } = made();
		state.settled = NOW - DAY;
		const before = structuredClone({ ...state, seen: null, unreadable: null });
		adjust(state, adjustmentFor(state, settings, NOW, 'activate'));
		adjust(state, adjustmentFor(state, settings, NOW, 'continue'));
		expect({ ...state, seen: null, unreadable: null }).toEqual(before);
	});

	it('given another owner that another poll put in meanwhile, then that one stays', () => {
		const { state, settings } = made();
		const adjustment = adjustmentFor(state, { ...settings, owner: 'pbx 2' }, NOW, 'continue');
		adjust(state, adjustment);
		expect(state.owner).toBe('pbx 2');
		state.owner = 'pbx 3';
		adjust(state, adjustment);
		expect(state.owner).toBe('pbx 3');
	});
});

describe('a clock that was set back', () => {
	const back = () => {
		const { state, settings } = made();
		state.settled = NOW + DAY;
		state.sweeps = [{ from: NOW + DAY, to: NOW + 2 * DAY, at: NOW + 3 * DAY }];
		state.holes = [{ from: NOW + DAY, to: NOW + 2 * DAY, since: NOW, triedAt: NOW }];
		return { state, rewind: () => adjust(state, adjustmentFor(state, settings, NOW, 'continue')) };
	};

	it('given remembered calls, then all from a lookback and a margin before the newest is due once more', () => {
		const { state, rewind } = back();
		state.seen.add('aaaaaaaa', START + 5 * DAY);
		rewind();
		const settled = START + 5 * DAY - DAY - 70 * MINUTE;
		expect(state).toMatchObject({
			settled,
			sweeps: [{ from: settled, to: NOW + 2 * DAY, at: settled }],
			sweptAt: NOW,
			holes: [],
		});
	});

	it('given none, then all from the origin is due once more, and nothing of it passes for history', () => {
		const { state, rewind } = back();
		rewind();
		expect(state.settled).toBe(state.origin);
		expect(state.sweeps).toEqual([{ from: state.origin, to: NOW + 2 * DAY, at: state.origin }]);
	});

	it('given that nothing was swept, then nothing is known as read', () => {
		const { state, rewind } = back();
		state.settled = START;
		state.sweeps = [];
		state.sweptAt = NOW + 1;
		rewind();
		expect(state.sweeps).toEqual([]);
		expect(state.settled).toBe(state.origin);
	});

	it('given a newest call from after what is settled, then what is settled stays the earlier', () => {
		const { state, rewind } = back();
		state.settled = START + DAY;
		state.sweeps = [];
		state.sweptAt = NOW + 1;
		state.seen.add('aaaaaaaa', START + 9 * DAY);
		rewind();
		expect(state.settled).toBe(START + DAY);
		expect(state.sweeps).toEqual([]);
	});
});

describe('settings that change', () => {
	const changed = (more: Partial<Settings>) => {
		const { state, settings } = made();
		adjust(state, adjustmentFor(state, { ...settings, ...more }, NOW, 'continue'));
		return state;
	};
	const event = 'newTranscription';

	it('given others, then the former are kept with the time of the change', () => {
		expect(changed({ criteria: { event, from: '1' } })).toMatchObject({
			criteria: { event, from: '1' },
			former: [{ until: NOW, criteria: { event }, lookbackMs: DAY }],
		});
		expect(changed({ lookbackMs: HOUR })).toMatchObject({
			lookbackMs: HOUR,
			former: [{ until: NOW, lookbackMs: DAY }],
		});
	});

	it('given the same in other words, then nothing changes', () => {
		expect(changed({ criteria: { to: '', event } })).toMatchObject({
			criteria: { event },
			former: [],
		});
	});

	it('given a poll that began before another one changed them, then those stay', () => {
		const { state, settings } = made();
		const late = adjustmentFor(state, settings, NOW, 'continue');
		state.criteria = { event, from: '2' };
		adjust(state, late);
		expect(state.criteria).toEqual({ event, from: '2' });
		expect(state.former).toEqual([]);
	});

	it('given the former settings again, then they are one entry, with the later time, and the newest twenty stay', () => {
		const { state, settings } = made();
		const choose = (from: string, now: number) =>
			adjust(
				state,
				adjustmentFor(state, { ...settings, criteria: { event, from } }, now, 'continue'),
			);
		['a', 'b', 'a', 'c'].forEach((from, i) => choose(from, NOW + i));
		expect(state.former.map(({ until, criteria }) => [criteria.from, until - NOW])).toEqual([
			[undefined, 0],
			['b', 2],
			['a', 3],
		]);
		for (let i = 0; i < 30; i++) choose(`${i}`, NOW + 100 + i);
		expect(state.former.map(({ criteria }) => criteria.from)).toEqual(
			Array.from({ length: 20 }, (_, i) => `${i + 9}`),
		);
	});
});

describe('moveSettled', () => {
	it('given an earlier time, then what is settled stays', () => {
		const { state } = made();
		const { settled } = state;
		moveSettled(state, settled - 1);
		expect(state.settled).toBe(settled);
		moveSettled(state, settled + 1);
		expect(state.settled).toBe(settled + 1);
	});
});
