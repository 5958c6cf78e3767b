import { escapeInline, escapeLineStart } from '../markdown';
import { plainText, type Block, type Run, type Style } from './blocks';
import { layOut } from './layout';

const MARKS: Record<Style, string> = { plain: '', strong: '**', emphasis: '*' };

/** A run, or a part of one, by its place in the text of its block. */
interface Span extends Omit<Run, 'text'> {
	readonly from: number;
	readonly to: number;
}

/** Markdown with `## Title`, `- point`, bold, italic and links; everything else in the text is escaped. */
export function toMarkdown(blocks: readonly Block[]): string {
	return layOut(blocks, '\n\n', (block) => {
		if (block.kind === 'title') return `## ${titleMarkdown(block)}`;
		const lines = inlineMarkdown(block.runs).split('\n').map(escapeLineStart);
		// Two spaces make a line break.
		return (block.kind === 'item' ? '- ' : '') + lines.join('  \n');
	});
}

function titleMarkdown(block: Block): string {
	// Trailing number signs would end the heading.
	return escapeInline(plainText(block).replaceAll('\n', ' ')).replace(/(^| )(#+)$/, '$1\\$2');
}

function inlineMarkdown(runs: readonly Run[]): string {
	const line = runs.map(({ text }) => text).join('');
	const parts: string[] = [];
	for (const group of groupsByLink(runs)) {
		const link = group[0]?.link;
		if (link && parts.at(-1)?.endsWith('!')) parts.push(`${parts.pop()?.slice(0, -1)}\\!`);
		parts.push(link ? linkMarkdown(line, group, link.href) : spansMarkdown(line, group, false));
	}
	return parts.join('').trim();
}

/** Groups neighbors that belong to the same link, or to none. */
function groupsByLink(runs: readonly Run[]): Span[][] {
	const groups: Span[][] = [];
	let from = 0;
	for (const { text, style, link } of runs) {
		// Line by line, so that no mark is alone on a line, where it would start a rule or a list.
		for (const piece of text.split(/(\n)/)) {
			const span = { style, link, from, to: from + piece.length };
			const group = groups.at(-1);
			if (group?.[0]?.link === link) group.push(span);
			else groups.push([span]);
			from = span.to;
		}
	}
	return groups;
}

/** A link's text between brackets, the space around it outside. */
function linkMarkdown(line: string, spans: readonly Span[], href: string): string {
	const start = spans[0]?.from ?? 0;
	const end = spans.at(-1)?.to ?? start;
	const [from, to] = trimmed(line, start, end);
	if (from === to) return line.slice(start, end);
	const label = spans.map((span) => ({
		...span,
		from: Math.max(span.from, from),
		to: Math.min(span.to, to),
	}));
	const link = `[${spansMarkdown(line, label, true)}](${destination(href)})`;
	return line.slice(start, from) + link + line.slice(to, end);
}

function spansMarkdown(line: string, spans: readonly Span[], inLink: boolean): string {
	return spans.map((span) => spanMarkdown(line, span, inLink)).join('');
}

function spanMarkdown(line: string, { style, from, to }: Span, inLink: boolean): string {
	const [start, end] = emphasised(line, from, to);
	const mark = /[\p{L}\p{N}]/u.test(line.slice(start, end)) ? MARKS[style] : '';
	if (mark === '') return escapeInline(line, { from, to, inLink });
	return [
		escapeInline(line, { from, to: start, inLink }),
		mark,
		escapeInline(line, { from: start, to: end, isMarked: true, inLink }),
		mark,
		escapeInline(line, { from: end, to, inLink }),
	].join('');
}

/**
 * The part that can be between marks: Markdown ignores a mark next to a space, or between punctuation inside and a
 * letter outside, as in Chinese `**客户：**您好`.
 */
function emphasised(line: string, from: number, to: number): [number, number] {
	let [start, end] = trimmed(line, from, to);
	if (isPunctuation(line.charAt(start)) && isWord(line.charAt(start - 1))) start++;
	if (isPunctuation(line.charAt(end - 1)) && isWord(line.charAt(end))) end--;
	return trimmed(line, start, end);
}

function trimmed(line: string, from: number, to: number): [number, number] {
	const text = line.slice(from, to);
	const start = from + text.length - text.trimStart().length;
	return [start, Math.max(start, start + text.trim().length)];
}

function isPunctuation(char: string): boolean {
	return /[\p{P}\p{S}]/u.test(char);
}

function isWord(char: string): boolean {
	return char !== '' && !isPunctuation(char) && !/\s/.test(char);
}

/** Parentheses, angle brackets and backslashes would end the address or hide its end. */
function destination(href: string): string {
	return href
		.replace(/[()<>\\]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
		.replace(/&(?=#?\w+;)/g, '\\&');
}
