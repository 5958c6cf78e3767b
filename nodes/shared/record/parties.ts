import type { Direction } from './callRecord';
import { toE164 } from './phoneNumber';

/** One side of a call, as the phone system tells it. */
export interface Side {
	number: string | null;
	name: string | null;
}

/** Who called whom, for the next step: the outside party and the inside one. */
export interface Parties {
	direction: Direction | null;
	/** In E.164 where the number or the country tells, else as sent. */
	customerNumber: string | null;
	customerName: string | null;
	/** As dialed. */
	agentNumber: string | null;
	agentName: string | null;
}

/**
 * The customer and the agent of a call. An internal call has neither, nor has one whose direction is not known.
 *
 * @param direction what the phone system says (Yeastar), or which of its sides are inside (Cytracom: see `ownNumbers`)
 * @param country ISO 3166 code, or empty: how national numbers are read
 */
export function partiesOf(
	from: Side,
	to: Side,
	direction: Direction | null | ((number: string | null) => boolean),
	country: string | null,
): Parties {
	const way = typeof direction === 'function' ? directionBetween(from, to, direction) : direction;
	if (way === 'inbound') return { direction: way, ...customer(from, country), ...agent(to) };
	if (way === 'outbound') return { direction: way, ...customer(to, country), ...agent(from) };
	const nobody = { number: null, name: null };
	return { direction: way, ...customer(nobody, country), ...agent(nobody) };
}

/** Where neither side is inside, nothing is decided; a caller who hides the number is outside. */
function directionBetween(
	from: Side,
	to: Side,
	isInside: (number: string | null) => boolean,
): Direction | null {
	const [isFromInside, isToInside] = [isInside(from.number), isInside(to.number)];
	if (isFromInside && isToInside) return 'internal';
	if (isToInside) return 'inbound';
	return isFromInside ? 'outbound' : null;
}

function customer({ number, name }: Side, country: string | null) {
	return { customerNumber: toE164(number, country), customerName: name };
}

function agent({ number, name }: Side) {
	return { agentNumber: number, agentName: name };
}
