import { clock } from '../../shared/clock';
import type { SpeakerNames } from '../../shared/found';
import { ServiceError, valueOnCode } from '../../shared/requests/errors';
import { contentOf } from '../../shared/found';
import { unexpectedAnswer } from '../../shared/requests/networkErrors';
import { issuesOf } from '../../shared/requests/schema';
import type { Client } from './client';
import { get } from './client';
import { NO_DATA } from './errors';
import { NOT_TOLD } from './information';
import { extensionSchema, extensionsAnswer } from './schemas';

export interface Extension {
	/** What getaisummary wants. */
	id: string | null;
	/** What people dial. */
	number: string | null;
	name: string | null;
	/** As the PBX sent it. */
	raw: unknown;
}

/** An extension by its number, or by its ID on the PBX. */
export interface ChosenExtension {
	by: 'number' | 'id';
	value: string;
}

const SEARCH = '/openapi/v1.0/extension/search';
const LIST = '/openapi/v1.0/extension/list';
/** Works in practice (docs/phone-systems.md, "Yeastar extensions"); the next page has the rest. */
const PAGE_SIZE = 500;
/** Names change rarely, and a picker wants them with each letter of a search. */
const KEEP_NAMES_MS = 10 * 60_000;

/**
 * The extensions of the PBX by number; `search` finds parts of numbers, names, and email addresses.
 *
 * @param limit stops reading after this many
 * @throws ServiceError
 */
export async function readExtensions(
	client: Client,
	search: string,
	limit = Infinity,
): Promise<Extension[]> {
	const path = search === '' ? LIST : SEARCH;
	const filter: Record<string, string> = search === '' ? {} : { search_value: search };
	const query = {
		page_size: Math.min(PAGE_SIZE, limit),
		sort_by: 'number',
		order_by: 'asc',
		...filter,
	};
	const found = new Map<string, Extension>();
	for (let page = 1; ; page++) {
		const before = found.size;
		const { data, total_number: total } = await readPage(client, path, { ...query, page });
		for (const extension of data.map(toExtension)) {
			found.set(extension.id ?? contentOf(extension.raw), extension);
		}
		// a page that adds nothing is the last one, too: not every firmware counts or pages
		if (found.size >= Math.min(total ?? Infinity, limit) || found.size === before) break;
	}
	return [...found.values()].slice(0, limit);
}

async function readPage(client: Client, path: string, query: Record<string, string | number>) {
	return await get(client, path, query, extensionsAnswer).catch(
		valueOnCode([NO_DATA], { data: [], total_number: 0 }),
	);
}

function toExtension(raw: unknown): Extension {
	const parsed = extensionSchema.safeParse(raw);
	if (!parsed.success) throw unexpectedAnswer(issuesOf(parsed.error));
	const { id, number, caller_id_name: name } = parsed.data;
	return { id, number, name, raw };
}

/** Who has which extension, as one page of the list tells; nobody where the PBX does not. Never rejects. */
export async function readNames(client: Client): Promise<SpeakerNames> {
	const { facts } = client;
	const age = clock.now() - (facts.names?.readAt ?? -Infinity);
	if (facts.names && age >= 0 && age < KEEP_NAMES_MS) return await facts.names.value;
	const query = { page: 1, page_size: PAGE_SIZE, sort_by: 'number', order_by: 'asc' };
	const value = readPage(client, LIST, query)
		.catch(valueOnCode(NOT_TOLD, { data: [] }))
		.then(({ data }) => new Map(data.map(toExtension).map(({ number, name }) => [number, name])))
		.catch(() => {
			// the next page of the picker asks again
			delete facts.names;
			return new Map<string, string>();
		});
	facts.names = { readAt: clock.now(), value };
	return await value;
}

/** The extension with exactly this number, or null: the PBX's search is fuzzy and finds 13202 for 3202. */
export async function findExtension(client: Client, number: string): Promise<Extension | null> {
	const found = await readExtensions(client, number);
	return found.find((extension) => extension.number?.trim() === number && extension.id) ?? null;
}

/** The ServiceError for a number without an extension. */
export const noExtension = (number: string): ServiceError =>
	new ServiceError({
		what: `The PBX has no extension ${number}.`,
		advice:
			'Select the extension from the list, or check its number under Extension and Trunk > Extension.',
		cause: 'configuration-invalid',
	});
