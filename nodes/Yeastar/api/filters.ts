import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../../shared/operations/parameters';
import type { Filters } from '../../shared/record/criteria';
import type { PbxFilters } from './calls';

/** The filters of the nodes in the words of a call record. */
export const criteriaOf = (filters: IDataObject): Filters => ({
	from: textOf(filters.callFrom),
	to: textOf(filters.callTo),
	direction: textOf(filters.callType).toLowerCase() as Filters['direction'],
	status: textOf(filters.lastStatus).toUpperCase(),
	minTalkSeconds: Number(filters.minTalkSeconds ?? 0),
});

/** The same in the words of the PBX, which leaves out what does not fit before it writes the file. */
export function pbxFiltersOf(filters: IDataObject): PbxFilters {
	const { from, to, direction, status } = criteriaOf(filters);
	const asked = {
		call_from: from,
		call_to: to,
		call_type: direction && direction.charAt(0).toUpperCase() + direction.slice(1),
		last_status: status,
	};
	return Object.fromEntries(Object.entries(asked).filter(([, value]) => value));
}
