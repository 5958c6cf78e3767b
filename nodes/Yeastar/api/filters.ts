import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../../shared/operations/parameters';
import type { Criteria } from '../../shared/record/criteria';
import type { PbxFilters } from './calls';

/** The filters of the nodes in the words of a call record. */
export const criteriaOf = (filters: IDataObject): Omit<Criteria, 'event'> => ({
	from: textOf(filters.callFrom),
	to: textOf(filters.callTo),
	direction: textOf(filters.callType).toLowerCase() as Criteria['direction'],
	status: textOf(filters.lastStatus),
	minTalkSeconds: Number(filters.minTalkSeconds ?? 0),
});

/** The same as the PBX takes them: it leaves out what does not fit before it writes the file. */
export function pbxFiltersOf(filters: IDataObject): PbxFilters {
	const asked = {
		call_from: textOf(filters.callFrom),
		call_to: textOf(filters.callTo),
		call_type: textOf(filters.callType),
		last_status: textOf(filters.lastStatus),
	};
	return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));
}
