import { BLOCKS, HEADINGS, LISTS, LIST_ITEMS, SKIPPED_ELEMENTS } from './elements';
import { passiveHref } from './links';
import { markTitles, type Block, type Link, type Style } from './blocks';
import { walkHtml, type HtmlHandler } from './walkHtml';

const STRONG = new Set(['b', 'strong']);
const EMPHASIS = new Set(['em', 'i']);
/** HTML's white space, and other line ends. */
const SPACE = /[ \t\n\f\r\v\u0085\u2028\u2029]+/g;
/** What goes between the words so far and the next. */
type Gap = '' | ' ' | ' | ' | '\n';

/**
 * Reads a document as a list of blocks: titles, paragraphs, list items. Space is collapsed as browsers do it,
 * and code and anything else that is not text is skipped. A nested item becomes a separate item after its parent;
 * paragraphs within an item are joined; the cells of a table row are on one line.
 */
export function readBlocks(html: string): Block[] {
	const reader = new BlockReader();
	walkHtml(html, reader);
	return markTitles(reader.finish());
}

class BlockReader implements HtmlHandler {
	private readonly blocks: Block[] = [];
	private block: Block | null = null;
	private gap: Gap = '';
	private hasStrong = false;
	private hasPlain = false;
	private link: Link | null = null;
	/** How many elements of a kind are open. */
	private readonly depth = { skipped: 0, strong: 0, emphasis: 0, list: 0, item: 0, heading: 0 };

	open(name: string, attributes: Readonly<Record<string, string>>): void {
		this.count(name, 1);
		if (this.depth.skipped > 0) return;
		if (LISTS.has(name) || LIST_ITEMS.has(name)) {
			this.flush();
			this.listBegins();
		} else if (BLOCKS.has(name)) {
			this.boundary();
		} else if (name === 'br') {
			this.lineBreak();
		} else if (name === 'td' || name === 'th') {
			this.gap = ' | ';
		} else if (name === 'a') {
			const href = passiveHref(attributes.href);
			this.link = href === null ? null : { href };
		} else if (name === 'img' && attributes.alt) {
			this.text(attributes.alt);
		}
	}

	close(name: string): void {
		if (this.depth.skipped === 0) {
			if (LISTS.has(name) || LIST_ITEMS.has(name)) this.flush();
			else if (BLOCKS.has(name)) this.boundary();
			else if (name === 'a') this.link = null;
		}
		this.count(name, -1);
	}

	text(text: string): void {
		if (this.depth.skipped > 0) return;
		const collapsed = text.replace(SPACE, ' ');
		if (collapsed.startsWith(' ')) this.space();
		const words = collapsed.replace(/^ | $/g, '');
		if (words === '') return;
		this.append(words);
		if (collapsed.endsWith(' ')) this.space();
	}

	finish(): Block[] {
		this.flush();
		return this.blocks;
	}

	private count(name: string, step: 1 | -1): void {
		if (SKIPPED_ELEMENTS.has(name)) this.depth.skipped += step;
		else if (STRONG.has(name)) this.depth.strong += step;
		else if (EMPHASIS.has(name)) this.depth.emphasis += step;
		else if (LISTS.has(name)) this.depth.list += step;
		else if (LIST_ITEMS.has(name)) this.depth.item += step;
		else if (HEADINGS.has(name)) this.depth.heading += step;
	}

	private append(words: string): void {
		this.block ??= this.newBlock();
		const style = this.style();
		const text = this.gap + words;
		const last = this.block.runs.at(-1);
		if (last?.style === style && last.link === this.link) last.text += text;
		else this.block.runs.push({ text, style, link: this.link });
		if (this.depth.strong > 0) this.hasStrong = true;
		else if (/[\p{L}\p{N}]/u.test(words)) this.hasPlain = true;
		this.gap = '';
	}

	private newBlock(): Block {
		this.gap = '';
		this.hasStrong = false;
		this.hasPlain = false;
		const level = Math.max(this.depth.list, Math.min(this.depth.item, 1));
		if (level > 0) return { kind: 'item', look: 'plain', level, runs: [] };
		if (this.depth.heading > 0) return { kind: 'title', look: 'heading', level: 0, runs: [] };
		return { kind: 'text', look: 'plain', level: 0, runs: [] };
	}

	private style(): Style {
		if (this.depth.strong > 0) return 'strong';
		return this.depth.emphasis > 0 ? 'emphasis' : 'plain';
	}

	/** Whether all words so far are bold, except for a trailing colon or the like. */
	private isStrong(): boolean {
		return this.hasStrong && !this.hasPlain;
	}

	private space(): void {
		if (this.gap === '') this.gap = ' ';
	}

	/** The edge of a paragraph or the like. */
	private boundary(): void {
		if (this.depth.item > 0) this.space();
		else this.flush();
	}

	/** Two breaks in a row end a paragraph, and so does one after a line that is all bold: it is a title. */
	private lineBreak(): void {
		if (this.block?.kind === 'item') this.space();
		else if (this.gap === '\n' || this.isStrong()) this.flush();
		else this.gap = '\n';
	}

	private flush(): void {
		const { block } = this;
		this.block = null;
		if (!block?.runs.some(({ text }) => text.trim() !== '')) return;
		if (this.isStrong()) block.look = 'strong';
		this.blocks.push(block);
	}

	/** The block right before a list or an item is its title, unless it is an item itself. */
	private listBegins(): void {
		const last = this.blocks.at(-1);
		if (!last || last.kind === 'item') return;
		last.kind = 'title';
		last.hasList = true;
	}
}
