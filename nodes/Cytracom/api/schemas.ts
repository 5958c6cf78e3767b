import { z } from 'zod';

import {
	listOf,
	number,
	readerOf,
	requiredText,
	text,
	vendorObject,
} from '../../shared/requests/schema';

/** The only endpoint that this package uses, below the API version. */
export const TRANSCRIPTIONS = '/insights/transcriptions';

/** Every answer (docs/phone-systems.md, "Cytracom errors"); the docs also call `msg` `message`. */
export const envelope = vendorObject({ code: number, error_code: text, msg: text, message: text });

/** One transcription. Times as ISO 8601, or as a number of seconds or milliseconds since 1970. */
export const transcriptionSchema = vendorObject({
	linked_id: requiredText,
	start_time: requiredText,
	created_at: text,
	transcript: text,
	summary: text,
	duration_seconds: number,
	status: text,
	sentiment: text,
	caller: text,
	callee: text,
	labels: z.unknown(),
});
export type Transcription = z.infer<typeof transcriptionSchema>;
export const readTranscription = readerOf(transcriptionSchema);

/** One page. Without a cursor, it is the last one. An answer without `data` is not Cytracom's, so it does not mean "no calls". */
export const transcriptionsAnswer = z.object({
	data: vendorObject({ next_cursor: text, transcriptions: listOf(z.unknown()) }),
});
