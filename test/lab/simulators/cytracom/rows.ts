import type { CytracomAccount } from './account';
import type { StoredCall } from './calls';

/** For reading `transcribedAgain`: from the first transcription to the second. */
const againAfterMs = 3 * 3_600_000;
/** For reading `linkedIdTime`: the vendor's sample is about a year off. */
const otherTimeSeconds = 360 * 86_400;

/** `created_at` as it is by now, in epoch milliseconds. */
export function createdAtOf(account: CytracomAccount, call: StoredCall): number {
	if (isTranscribedAgain(account, call)) return call.createdAt + againAfterMs;
	return account.readings.pendingRows === 'processing' ? endOf(call) : call.createdAt;
}

/** Whether there is a row by now. */
export function isVisible(account: CytracomAccount, call: StoredCall): boolean {
	const { readings, options } = account;
	const now = options.clock.now();
	if (!isTranscribed(account, call))
		return readings.pendingRows === 'processing' && endOf(call) <= now;
	return Boolean(call.transcript) || !readings.emptyTranscriptRowsOmitted;
}

/** A row as it is sent. */
export function toRow(account: CytracomAccount, call: StoredCall): object {
	const { readings } = account;
	const { transcript, status, sentiment } = textsOf(account, call);
	return {
		linked_id: sentId(account, call),
		start_time: isoSeconds(call.startedAt),
		created_at: isoSeconds(createdAtOf(account, call)),
		transcript,
		...summaryOf(account, call),
		duration_seconds: call.durationSeconds,
		status,
		sentiment,
		caller: call.caller,
		callee: call.callee,
		labels: call.labels ?? {},
		...(readings.hasTranscription === 'present' ? { has_transcription: Boolean(transcript) } : {}),
		...(readings.extraKeys ? { channel: 'voice', score: 0.5 } : {}),
		...call.raw,
	};
}

/** The end of a call: not later than its transcription. */
const endOf = (call: StoredCall) =>
	Math.min(call.createdAt, call.startedAt + call.durationSeconds * 1000);

const isTranscribed = ({ options }: CytracomAccount, call: StoredCall) =>
	call.createdAt <= options.clock.now();

const isTranscribedAgain = ({ options, readings }: CytracomAccount, call: StoredCall) =>
	readings.transcribedAgain && call.createdAt + againAfterMs <= options.clock.now();

function textsOf(account: CytracomAccount, call: StoredCall) {
	const { words } = account.readings;
	const spelt = (word: string) => (words === 'others' ? `call.${word.toUpperCase()}` : word);
	const sentiment = call.sentiment === undefined ? 'neutral' : call.sentiment;
	if (!isTranscribed(account, call)) {
		return { transcript: '', status: spelt('processing'), sentiment: null };
	}
	const again = isTranscribedAgain(account, call) && call.transcript;
	return {
		transcript: again ? `${call.transcript} (Heard again.)` : call.transcript,
		status: spelt(call.status ?? 'completed'),
		sentiment: sentiment === null ? null : spelt(sentiment),
	};
}

function sentId({ readings }: CytracomAccount, { linkedId }: StoredCall): string {
	if (readings.linkedIdTime === 'start') return linkedId;
	return linkedId.replace(/^\d{10}(?=\.)/, (seconds) => String(Number(seconds) - otherTimeSeconds));
}

function summaryOf(account: CytracomAccount, call: StoredCall): object {
	const { options, readings } = account;
	const visible = (call.summaryVisibleFrom ?? call.createdAt) <= options.clock.now();
	if (visible && call.summary) return { summary: call.summary };
	switch (readings.noSummary) {
		case 'null':
			return { summary: null };
		case 'empty':
			return { summary: '' };
		case 'missing':
			return {};
	}
}

/** `2026-06-04T10:15:00Z`, as in the example. */
function isoSeconds(time: number): string {
	return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
