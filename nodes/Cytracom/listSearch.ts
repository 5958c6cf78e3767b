import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { recentCalls } from '../shared/operations/recentCalls';
import { readCalls } from './api/calls';

/** The picker of calls: the newest first, a day at a time. */
export async function searchCalls(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await recentCalls(this, (within) => readCalls(this, within), filter, paginationToken);
}
