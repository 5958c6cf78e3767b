import type { Direction, Parties } from './callRecord';
import type { Numbers } from './numbers';

/** One side of a call, as the phone system sends it. */
export interface Side {
	number: string | null;
	name: string | null;
}

/** The customer and the agent of a call. An internal call has neither, and neither does one of unknown direction. */
export function partiesOf(
	from: Side,
	to: Side,
	direction: Direction | null,
	{ toE164 }: Pick<Numbers, 'toE164'>,
): Parties {
	const nobody = { number: null, name: null };
	const between = (customer: Side, agent: Side): Parties => ({
		customerNumber: customer.number === null ? null : toE164(customer.number),
		customerName: customer.name,
		agentNumber: agent.number,
		agentName: agent.name,
	});
	if (direction === 'inbound') return between(from, to);
	return direction === 'outbound' ? between(to, from) : between(nobody, nobody);
}

/**
 * The direction of a call whose phone system does not send it. Undecided if neither side is inside; a caller who hides
 * the number is outside.
 */
export function directionBetween(
	from: string | null,
	to: string | null,
	{ isOwn }: Pick<Numbers, 'isOwn'>,
): Direction | null {
	const [isFromInside, isToInside] = [isOwn(from), isOwn(to)];
	if (isFromInside && isToInside) return 'internal';
	if (isToInside) return 'inbound';
	return isFromInside ? 'outbound' : null;
}
