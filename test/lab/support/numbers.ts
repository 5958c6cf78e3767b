import type { Numbers } from '../../../nodes/shared/record/numbers';

/** The numbers of a phone system of which nothing is known: each is as it is written. */
export const plainNumbers: Numbers = {
	callingCode: null,
	toE164: (number) => number,
	forReading: (number) => number,
	isSame: (a, b) => a === b,
	isOwn: () => false,
};
