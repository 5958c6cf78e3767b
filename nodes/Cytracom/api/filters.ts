import type { IDataObject } from 'n8n-workflow';

import { sharedCriteriaOf, textOf } from '../../shared/operations/parameters';
import type { Filters } from '../../shared/record/criteria';

/** The filters of the nodes in the terms of a call record. */
export const criteriaOf = (filters: IDataObject): Filters => ({
	from: textOf(filters.caller),
	to: textOf(filters.callee),
	status: textOf(filters.status),
	sentiment: textOf(filters.sentiment),
	minDurationSeconds: Number(filters.minDurationSeconds ?? 0),
	...sharedCriteriaOf(filters),
});
