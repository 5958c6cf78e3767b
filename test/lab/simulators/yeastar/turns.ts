import type { SimulatedTurn, SimulatedYeastarCall } from './calls';
import type { YeastarPbx } from './pbx';

type TurnWithId = SimulatedTurn & { id: string };

/** The turns of a leg with their IDs, in the order in which the PBX sends them. */
export function turnsInOrder(pbx: YeastarPbx, call: SimulatedYeastarCall): TurnWithId[] {
	const turns = withIds(call.turns).map((turn) => ({
		...turn,
		duration: durationOf(pbx, call, turn),
	}));
	return pbx.readings.turnOrder === 'asAdded' ? turns : firstWordsLast(turns);
}

function durationOf({ readings }: YeastarPbx, call: SimulatedYeastarCall, turn: SimulatedTurn) {
	if (readings.turnDuration === 'asGiven') return turn.duration;
	return Math.round((turn.at - Math.min(...call.turns.map(({ at }) => at))) / 1000);
}

/**
 * `<number>:<epoch ms of the first turn>:<n>`, where n starts again for each speaker, as for the two
 * people of the vendor's example: an ID says nothing about the order of the leg.
 */
function withIds(turns: readonly SimulatedTurn[]): TurnWithId[] {
	const audioStart = turns.reduce((first, { at }) => Math.min(first, at), Infinity);
	const counts = new Map<string, number>();
	return turns.map((turn) => {
		const count = counts.get(turn.number) ?? 0;
		counts.set(turn.number, count + 1);
		return { ...turn, id: turn.id ?? `${turn.number}:${audioStart}:${count}` };
	});
}

/**
 * Each speaker's first words behind all others. In the vendor's example they too were stored last
 * (`created_at`, and the `n` in their IDs). Turns of one timestamp keep their order among themselves.
 */
function firstWordsLast(turns: readonly TurnWithId[]): TurnWithId[] {
	const firstTimes = new Set<number>();
	for (const number of new Set(turns.map((turn) => turn.number))) {
		const times = turns.filter((turn) => turn.number === number).map(({ at }) => at);
		firstTimes.add(times.reduce((first, at) => Math.min(first, at), Infinity));
	}
	return [
		...turns.filter(({ at }) => !firstTimes.has(at)),
		...turns.filter(({ at }) => firstTimes.has(at)),
	];
}
