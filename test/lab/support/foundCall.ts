import type { FoundCall } from '../../../nodes/shared/found';
import type { CallRecord } from '../../../nodes/shared/record/callRecord';
import { plainNumbers } from './numbers';

/** A call whose record is `record`, as a vendor's folder finds it. */
export function foundCall(record: CallRecord, raw: unknown = {}): FoundCall {
	const { labels, transcript, turns, ...rest } = record;
	const { customerNumber, customerName, agentNumber, agentName, ...others } = rest;
	const { summary, summaryMarkdown, summaryHtml, summarySections, followUps, ...head } = others;
	return {
		head,
		hasTranscript: !!transcript?.trim(),
		hasSummary: !!summary?.trim(),
		raw,
		isSameNumber: plainNumbers.isSame,
		sides: (names) => ({
			from: { number: head.from, name: names?.get(head.from) ?? null },
			to: { number: head.to, name: names?.get(head.to) ?? null },
		}),
		parties: () => ({ customerNumber, customerName, agentNumber, agentName }),
		labels: () => labels,
		spoken: () => ({ transcript, turns }),
		summarized: () => ({ summary, followUps, summaryMarkdown, summarySections, summaryHtml }),
	};
}
