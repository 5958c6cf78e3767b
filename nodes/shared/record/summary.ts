import type { Summary } from './callRecord';
import { noSummary } from './callRecord';
import { followUpsOf } from './followUps';
import { toSections } from './html/blocks';
import { decodeReferences } from './html/decodeReferences';
import { isHtml } from './html/isHtml';
import { passiveHtml } from './html/passiveHtml';
import { readBlocks } from './html/readBlocks';
import { toMarkdown } from './html/toMarkdown';
import { toPlainText } from './html/toPlainText';
import { escapeMarkdown } from './markdown';

/**
 * The summary keys of a record, from what a vendor sent: HTML or plain text (docs/phone-systems.md, "Yeastar
 * summary", "Yeastar calls", "Cytracom transcript"). Without words there is no summary: all keys are null, and there are
 * no sections. Sections come only from the document's structure (see `readBlocks`), so they work in any language.
 */
export function parseSummary(raw: string | null | undefined): Summary {
	if (raw === null || raw === undefined) return noSummary();
	return isHtml(raw) ? fromHtml(raw) : fromText(raw);
}

/** A word after only plain tags: most summaries begin this way, and need no parser to show that they have words. */
const BEGINS_WITH_WORD = /^(?:\s|<(?:p|div|ul|ol|li|h[1-6]|b|strong|em|i|br)>)*[\p{L}\p{N}]/u;

/** Whether `parseSummary` would find words. */
export const hasSummary = (raw: string | null): boolean =>
	raw !== null && (BEGINS_WITH_WORD.test(raw) || parseSummary(raw).summary !== null);

function fromHtml(html: string): Summary {
	const blocks = readBlocks(html);
	if (blocks.length === 0) return noSummary();
	const summarySections = toSections(blocks);
	return {
		summary: toPlainText(blocks),
		followUps: followUpsOf(summarySections),
		summaryMarkdown: toMarkdown(blocks),
		summarySections,
		summaryHtml: passiveHtml(html),
	};
}

function fromText(text: string): Summary {
	const summary = decodeReferences(text)
		.replace(/\r\n?/g, '\n')
		.split('\n')
		.map((line) => line.trimEnd())
		.join('\n')
		.trim();
	if (summary === '') return noSummary();
	return { ...noSummary(), summary, summaryMarkdown: escapeMarkdown(summary) };
}
