import type { SummarySection } from '../callRecord';

export type Style = 'plain' | 'strong' | 'emphasis';

/** A link that may be passed on. Two links to one address are two objects. */
export interface Link {
	readonly href: string;
}

/** Words of one style. */
export interface Run {
	text: string;
	readonly style: Style;
	readonly link: Link | null;
}

/** A piece of a document on its own lines. */
export interface Block {
	kind: 'title' | 'text' | 'item';
	/** Of a title or a text: a heading element, nothing but bold words, or anything else. */
	look: 'heading' | 'strong' | 'plain';
	/** Of an item: 1 in the outermost list. */
	readonly level: number;
	readonly runs: Run[];
	/** A list follows right after it, with items or without. */
	hasList?: boolean;
}

/** The longest title: anything longer that is not a heading is a paragraph, bold or not. */
const MAX_TITLE = 80;
const SENTENCE_END = /[.!?…;。！？；؟۔।]["'”’»)\]]?$/u;

/**
 * Finds the titles that are neither headings nor followed by a list: bold lines, and, in a document whose paragraphs
 * title its lists, every short paragraph without a full stop that is not the first thing below another title.
 */
export function markTitles(blocks: Block[]): Block[] {
	const paragraphsTitleLists = blocks.some(({ look, hasList }) => look === 'plain' && hasList);
	let previous: Block | undefined;
	for (const block of blocks) {
		const isBare = previous?.kind === 'title' && !previous.hasList;
		if (block.kind === 'text' && isLine(block)) {
			const looksLikeTitle =
				paragraphsTitleLists && !isBare && !SENTENCE_END.test(plainText(block));
			if (block.look === 'strong' || looksLikeTitle) block.kind = 'title';
		}
		previous = block;
	}
	return blocks;
}

function isLine(block: Block): boolean {
	const text = plainText(block);
	return text.length <= MAX_TITLE && !text.includes('\n');
}

/** The words of a block, each link's address after its text: `text (https://…)`. */
export function plainText({ runs }: Block): string {
	const parts = runs.map(({ text, link }, index) => {
		const ends = link !== null && runs[index + 1]?.link !== link;
		return ends ? text + address(link, linkText(runs, link, index)) : text;
	});
	return parts.join('').trim();
}

function linkText(runs: readonly Run[], link: Link, last: number): string {
	let first = last;
	while (runs[first - 1]?.link === link) first--;
	return runs
		.slice(first, last + 1)
		.map(({ text }) => text)
		.join('')
		.trim();
}

/** Empty if the text of the link is its address. */
function address({ href }: Link, text: string): string {
	const shown = href.replace(/^(?:mailto|tel):/i, '');
	const bare = (url: string) => url.replace(/^https?:\/\/|\/$/gi, '').toLowerCase();
	return text === '' || bare(text) === bare(shown) ? '' : ` (${shown})`;
}

/**
 * The sections of a summary: each title with the points, or without points the paragraphs, up to the next title.
 * Points before the first title are a section without one; running text before it is in no section.
 */
export function toSections(blocks: readonly Block[]): SummarySection[] {
	const sections: SummarySection[] = [];
	for (const block of blocks) {
		const text = plainText(block).replaceAll('\n', ' ');
		const last = sections.at(-1);
		if (block.kind === 'title') sections.push({ title: text, items: [] });
		else if (last) last.items.push(text);
		else if (block.kind === 'item') sections.push({ title: '', items: [text] });
	}
	return sections;
}
