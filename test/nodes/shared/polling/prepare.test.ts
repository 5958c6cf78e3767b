import { moveSettled, prepare } from '../../../../nodes/shared/polling/prepare';
import type { TriggerSettings } from './virtualN8n';
import { atTheDoor } from '../../../../nodes/shared/polling/settings';
import { DAY, HOUR, MINUTE } from '../../../../nodes/shared/polling/timing';
import { fresh, scenario, START } from './scenario';

const NOW = START + 10 * DAY;

function made(more: Partial<TriggerSettings> = {}) {
	const settings = { ...scenario().n8n.settings, ...more };
	return { settings, state: fresh(settings, START, 'new') };
}

describe('prepare', () => {
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
		prepare(state, settings, settings, NOW, true);
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
		prepare(state, settings, settings, NOW, false);
		expect(state.settled).toBe(NOW - DAY + 15 * MINUTE);
		expect(state.origin).toBe(origin);
		prepare(state, settings, settings, NOW, true);
		expect(state.origin).toBe(origin);
	});

	it('given a cut-off before what is settled, then the state stays', () => {
		const { state, settings } = made();
		state.settled = NOW - DAY;
		const before = structuredClone({ ...state, seen: null, unreadable: null });
		prepare(state, settings, settings, NOW, true);
		prepare(state, settings, settings, NOW, false);
		expect({ ...state, seen: null, unreadable: null }).toEqual(before);
	});

	it('given another name of the same owner, then the state goes by it', () => {
		const { state, settings } = made();
		prepare(state, settings, { ...settings, owner: 'pbx 2' }, NOW, false);
		expect(state.owner).toBe('pbx 2');
	});
});

describe('a clock that was set back', () => {
	const back = () => {
		const { state, settings } = made();
		state.settled = NOW + DAY;
		state.sweeps = [{ from: NOW + DAY, to: NOW + 2 * DAY, at: NOW + 3 * DAY }];
		state.holes = [{ from: NOW + DAY, to: NOW + 2 * DAY, since: NOW, triedAt: NOW }];
		return { state, rewind: () => prepare(state, settings, settings, NOW, false) };
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

	it('[P3] given a stretch that was never read, then it is not known as read', () => {
		const { state, rewind } = back();
		state.settled = state.origin;
		state.sweeps = [
			{ from: state.origin, to: START - HOUR, at: NOW + 1 },
			{ from: START, to: NOW, at: NOW + 1 },
		];
		state.sweptAt = NOW + 1;
		rewind();
		expect(state.sweeps).toEqual([
			{ from: state.origin, to: START - HOUR, at: state.origin },
			{ from: START, to: NOW, at: state.origin },
		]);
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
	const changed = (more: Partial<TriggerSettings>) => {
		const { state, settings } = made();
		const changed = { ...settings, ...more };
		prepare(state, atTheDoor(changed), changed, NOW, false);
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

	it('given the former settings again, then they are one entry, with the later time, and the newest twenty stay', () => {
		const { state, settings } = made();
		const choose = (from: string, now: number) =>
			prepare(state, { ...settings, criteria: { event, from } }, settings, now, false);
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
