import type { CallRecord } from './callRecord';
import { withTimes } from './withTimes';

/** How a record is returned. */
export interface RecordShape {
	/** The keys to return; null for all. */
	fields: ReadonlySet<string> | null;
	/** Whether each line of the transcript begins with its time: `00:00:05 Leo Ball: …`. */
	timesInTranscript: boolean;
}

/** Whether at least one of these keys is returned. */
export const isGiven = ({ fields }: Pick<RecordShape, 'fields'>, ...keys: string[]): boolean =>
	fields === null || keys.some((key) => fields.has(key));

/** A record in a shape. Its keys stay in their order. */
export function shaped(record: CallRecord, shape: RecordShape): Partial<CallRecord> {
	const { fields } = shape;
	if (fields === null) return timed(record, shape);
	const given = fields.has('transcript') ? timed(record, shape) : record;
	return Object.fromEntries(Object.entries(given).filter(([key]) => fields.has(key)));
}

/** A record with times in its transcript, if wanted. */
export const timed = (record: CallRecord, { timesInTranscript }: RecordShape): CallRecord =>
	timesInTranscript ? { ...record, transcript: withTimes(record.turns) } : record;
