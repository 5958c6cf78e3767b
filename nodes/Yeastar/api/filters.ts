import type { IDataObject } from 'n8n-workflow';

import { sharedCriteriaOf, textOf } from '../../shared/operations/parameters';
import type { Filters } from '../../shared/record/criteria';
import { isExtension } from '../../shared/record/phoneNumber';
import type { PbxFilters } from './calls';

/** The filters of the nodes in the terms of a call record. */
export const criteriaOf = (filters: IDataObject): Filters => ({
	from: textOf(filters.callFrom),
	to: textOf(filters.callTo),
	direction: textOf(filters.callType).toLowerCase() as Filters['direction'],
	status: textOf(filters.lastStatus).toUpperCase(),
	minTalkSeconds: Number(filters.minTalkSeconds ?? 0),
	...sharedCriteriaOf(filters),
});

/**
 * The filters that the PBX can apply before it writes the file, in its own terms. Of numbers, only extensions: others
 * would have to be written exactly as the PBX does.
 */
export function pbxFiltersOf(filters: IDataObject): PbxFilters {
	const { from, to, direction, status } = criteriaOf(filters);
	const extensionOf = (number: string | null = null) => (isExtension(number) ? number : null);
	const asked = {
		call_from: extensionOf(from),
		call_to: extensionOf(to),
		call_type: direction && direction.charAt(0).toUpperCase() + direction.slice(1),
		last_status: status,
	};
	return Object.fromEntries(Object.entries(asked).filter(([, value]) => value));
}
