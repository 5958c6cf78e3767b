import { z } from 'zod';

import {
	listOf,
	number,
	objectOf,
	readerOf,
	requiredText,
	text,
	vendorObject,
} from '../../shared/requests/schema';

/** What every answer has: `errcode` 0 is success, whatever the HTTP status (docs/phone-systems.md, "Yeastar errors"). */
export const envelope = vendorObject({ errcode: requiredText });

/** One spoken turn, in the file of aidownload and in getaicontext; the file has no id, name and type. */
export const turnSchema = vendorObject({
	id: text,
	content: text,
	/** Milliseconds since 1970. */
	timestamp: number,
	source_number: text,
	name: text,
	type: text,
});
export type YeastarTurn = z.infer<typeof turnSchema>;
export const readTurns = readerOf(z.array(turnSchema));

/** One call leg of the file (docs/phone-systems.md, "Yeastar calls"). Durations in seconds. */
export const callLegSchema = vendorObject({
	uid: text,
	leg_id: requiredText,
	/** Local time of the PBX in its display format. */
	time: requiredText,
	call_type: text,
	call_from: text,
	call_to: text,
	status: text,
	call_duration: number,
	ring_duration: number,
	talk_duration: number,
	hold_duration: number,
	ai_transcription: listOf(turnSchema),
	ai_summary: text,
});
export type CallLeg = z.infer<typeof callLegSchema>;
export const readCallLeg = readerOf(callLegSchema);

/** First step of aidownload: where the file lies. No link and no data is one of the ways to say "no match". */
export const downloadAnswer = vendorObject({ download_resource_url: text });

/** One page of getaicontext: turns under `leg_1` and so on, and the next page's number, -1 for none. */
export const contextAnswer = vendorObject({
	data: objectOf(z.record(objectOf(vendorObject({ context: listOf(z.unknown()) })))),
	offset: number,
});

/** One side's summary in getaisummary. `created_at` in seconds since 1970. */
export const summarySchema = vendorObject({
	call_id: text,
	summary: text,
	created_at: number,
	name: text,
	ext_num: text,
});
export type YeastarSummary = z.infer<typeof summarySchema>;

/** getaisummary: the sides as sent, since they are also returned unchanged. */
export const summaryAnswer = vendorObject({
	data: objectOf(z.object({ src: z.unknown(), dst: z.unknown() })),
});

/**
 * An extension (docs/phone-systems.md, "Yeastar extensions"): `id` is what getaisummary wants, `number` what people
 * dial.
 */
export const extensionSchema = vendorObject({ id: text, number: text, caller_id_name: text });

export const extensionsAnswer = vendorObject({ total_number: number, data: listOf(z.unknown()) });

/** `system/information` (docs/phone-systems.md, "Yeastar system information"): older firmware lacks the last four. */
export const informationAnswer = vendorObject({
	data: objectOf(
		vendorObject({
			model_name: text,
			sn: text,
			firmware_version: text,
			/** Local time of the PBX in its display format. */
			system_time: text,
			system_date_format: text,
			system_time_format: text,
			/** Seconds since 1970. */
			timestamp: number,
		}),
	),
});
