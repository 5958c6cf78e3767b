import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { recentCalls } from '../shared/operations/recentCalls';
import { open } from './api/connection';

/** The picker of calls: the newest first, a day at a time. */
export async function searchCalls(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await recentCalls(this, async () => await open(this), filter, paginationToken);
}
