import { NotJson } from '../../shared/found';
import { RefusedError, ServiceError } from '../../shared/requests/errors';
import { notJson } from '../../shared/requests/http';
import {
	CutOffError,
	NotAListError,
	joined,
	splitJsonList,
} from '../../shared/requests/jsonRecords';
import { badAnswer, httpStatusError, unexpectedAnswer } from '../../shared/requests/networkErrors';
import { readWithRetries } from '../../shared/requests/retry';
import type { Client } from './client';
import { getFile } from './client';
import { yeastarError } from './errors';
import { envelope } from './schemas';

/**
 * The elements of a JSON list on the PBX, one by one as they arrive; one that is not valid JSON is returned as NotJson.
 * If the list breaks off in a way that may pass, it is read again from the start: each element is returned at least
 * once.
 *
 * @param isWanted decides by the bytes of an element; unwanted ones are not decoded
 * @param link as the PBX returned it; must stay on the PBX, because the token goes with it
 * @throws ServiceError when it leads elsewhere, breaks off, or is not a list
 */
export async function* download(
	client: Client,
	link: string,
	isWanted: IsWanted,
): AsyncGenerator<unknown> {
	const path = pathOf(link, client.transport.origin);
	yield* readWithRetries(client.transport, () => elementsAt(client, path, isWanted));
}

type IsWanted = (element: Buffer[]) => boolean;

async function* elementsAt(
	client: Client,
	path: string,
	isWanted: IsWanted,
): AsyncGenerator<unknown> {
	const { origin } = client.transport;
	const { first, elements } = await getFile(client, path, async ({ status, headers, body }) => {
		const found = elementsOf(body, origin, isWanted);
		const refused = httpStatusError(origin, status, headers);
		// a code says more than a status
		if (refused) throw (await codeIn(found)) ?? refused;
		// the first element shows whether the PBX still knows the token
		return { first: await found.next(), elements: found };
	});
	try {
		if (first.done) return;
		yield first.value;
		yield* elements;
	} finally {
		await elements.return(undefined);
	}
}

/** The error that the PBX sent as a code instead of a file; undefined if it sent something else. */
async function codeIn(elements: AsyncGenerator<unknown>): Promise<RefusedError | undefined> {
	const error: unknown = await elements.next().then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	await elements.return(undefined);
	return error instanceof RefusedError ? error : undefined;
}

async function* elementsOf(
	body: AsyncIterable<Uint8Array>,
	origin: string,
	isWanted: IsWanted,
): AsyncGenerator<unknown> {
	try {
		for await (const element of splitJsonList(body)) if (isWanted(element)) yield parse(element);
	} catch (error) {
		// one of the ways a PBX says that there is no match
		if (error instanceof NotAListError && error.text.trim() === 'null') return;
		throw fileError(error, origin);
	}
}

function parse(element: Buffer[]): unknown {
	const text = joined(element).toString().trim();
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return new NotJson(text);
	}
}

/** The error for a file that cannot be read to its end: the PBX may send a small error object instead. */
function fileError(error: unknown, origin: string): unknown {
	if (error instanceof NotAListError) return otherThanList(error.text, origin);
	return error instanceof CutOffError ? badAnswer(origin, 'a file that was cut off', true) : error;
}

function otherThanList(text: string, origin: string): ServiceError {
	try {
		const head = envelope.safeParse(JSON.parse(text));
		if (head.success && head.data.errcode !== '0') return yeastarError(head.data.errcode);
		return unexpectedAnswer('expected a list of calls, got something else');
	} catch {
		return notJson(origin, text);
	}
}

/** The path and query of a link on the PBX itself. */
function pathOf(link: string, origin: string): string {
	const url = URL.canParse(link, origin) ? new URL(link, origin) : undefined;
	if (url?.origin === origin && url.pathname.startsWith('/api/download/')) {
		return url.pathname + url.search;
	}
	throw new ServiceError({
		what: 'The PBX returned a download link to a different address, so n8n did not follow it.',
		advice:
			'Set the Base URL in the credential to the address that the PBX uses for itself, and check any proxy in front of it.',
		cause: 'configuration-invalid',
	});
}
