import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { personRow, holdsWords, wordsOf } from '../shared/operations/pickerRow';
import { recentCalls } from '../shared/operations/recentCalls';
import { contentOf } from '../shared/found';
import { toNodeError } from '../shared/requests/errors';
import { open } from './api/connection';

/** Rows in a list before the user searches. */
const MAX_EXTENSIONS = 200;

/** The picker of calls: the newest first, a day at a time. */
export async function searchCalls(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await recentCalls(this, async () => await open(this), filter, paginationToken);
}

/** The picker of extensions. The value is the number: it is what people know, and it survives a restored backup. */
export async function searchExtensions(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	try {
		const { readExtensions } = await open(this);
		// the PBX finds parts of one text: of a row, its longest word
		const [word = '', ...others] = wordsOf(filter).sort((a, b) => b.length - a.length);
		const extensions = await readExtensions(word, others.length > 0 ? Infinity : MAX_EXTENSIONS);
		return {
			results: extensions.flatMap(({ number, name, raw }) =>
				number !== null && holdsWords(others.join(' '), contentOf(raw))
					? [{ name: personRow({ name, number }), value: number }]
					: [],
			),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}
