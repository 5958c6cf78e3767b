import type { Unreadable } from '../found';
import { ServiceError } from '../requests/errors';

/** Which record it is and why it could not be read, in a few words. */
export const nameOf = ({ id, reason }: Unreadable): string => (id ? `${id} (${reason})` : reason);

/** The ServiceError for a record that could not be read, in an answer whose other records are fine. */
export const unreadableCall = (one: Unreadable): ServiceError =>
	new ServiceError({
		what: `This call could not be read: ${nameOf(one)}.`,
		advice:
			'Other calls are not affected. Check for an update to the node package. If there is none, report this error to its developers.',
		cause: 'node-defect',
	});
