import type { FoundCall } from '../../nodes/shared/found';
import type { CallRecord } from '../../nodes/shared/record/callRecord';

/** A call whose record is `record`, as a vendor's folder finds it. */
export function foundCall(record: CallRecord, raw: unknown = {}): FoundCall {
	const { labels, transcript, turns, ...rest } = record;
	const { summary, summaryMarkdown, summaryHtml, summarySections, ...head } = rest;
	return {
		head,
		hasTranscript: !!transcript?.trim(),
		hasSummary: !!summary?.trim(),
		raw,
		labels: () => labels,
		spoken: () => ({ transcript, turns }),
		summarized: () => ({ summary, summaryMarkdown, summaryHtml, summarySections }),
	};
}
