import type { FoundCall } from '../../shared/found';
import type { Turn } from '../../shared/record/callRecord';
import { toSpoken } from '../../shared/record/transcript';
import type { YeastarTurn } from './schemas';

/** A call with the names that the turns of its own transcript have: the file of the PBX has none. */
export function withNames(call: FoundCall, turns: YeastarTurn[]): FoundCall {
	const names = new Map(turns.map(({ source_number: number, name }) => [number, name] as const));
	const withName = (turn: Turn) => ({ ...turn, speaker: names.get(turn.number) ?? turn.speaker });
	return { ...call, spoken: () => toSpoken(call.spoken().turns.map(withName)) };
}
