import { Parser } from 'htmlparser2';

/**
 * What a document is made of, in its order. Every `open` has its `close`, void elements too.
 * `source` is the piece of the document that a call is for: empty if there is none, as for an omitted end tag. Joined in
 * order, the sources are the document.
 */
export interface HtmlHandler {
	open?(name: string, attributes: Readonly<Record<string, string>>, source: string): void;
	close?(name: string, source: string): void;
	/** Some words, with references such as `&uuml;` resolved. A run of text may be split over several calls. */
	text?(text: string, source: string): void;
	/** The rest: comments, declarations, stray end tags, an unfinished tag. */
	markup?(source: string): void;
}

/**
 * The parser searches all open elements for each end tag, and moves them all for each start tag: without a limit on
 * their number, a deep document would take quadratic time.
 */
export const MAX_DEPTH = 256;

/** Tags in them are text, so reading cannot stop halfway. */
const RAW_TEXT_ELEMENTS = new Set(['script', 'style', 'textarea', 'title', 'xmp']);

/**
 * Reads HTML of any size and depth in linear time. An element more than 256 levels deep is read as if
 * everything around it ended there, and its later end tags are then stray.
 */
export function walkHtml(html: string, handler: HtmlHandler): void {
	let position = 0;
	while (position < html.length) position += walkToDepth(html.slice(position), handler);
}

/** Reads up to the first start tag that is too deep, or the end; returns that position. */
function walkToDepth(html: string, handler: HtmlHandler): number {
	const open: string[] = [];
	let position = 0;
	let tooDeep = false;

	/** The source of the parser's current event; what it skipped before is markup. */
	const takeSource = (end = parser.endIndex + 1) => {
		const start = Math.max(position, parser.startIndex);
		if (start > position) handler.markup?.(html.slice(position, start));
		position = Math.max(start, end);
		return html.slice(start, position);
	};
	const takeEndTag = () => {
		// The parser reports an end tag that contains a space when it reaches the space.
		const end = html.indexOf('>', parser.endIndex);
		return takeSource(end < 0 ? html.length : end + 1);
	};
	const takeMarkup = () => {
		const source = takeSource();
		handler.markup?.(source);
	};

	const parser = new Parser({
		onopentag(name, attributes, isImplied) {
			const source = isImplied ? '' : takeSource();
			handler.open?.(name, attributes, source);
			open.push(name);
			// One more level for these: only the odd `<script/>`, which holds no raw text, can be inside another.
			if (open.length < (RAW_TEXT_ELEMENTS.has(name) ? MAX_DEPTH + 1 : MAX_DEPTH)) return;
			tooDeep = true;
			parser.pause();
		},
		onclosetag(name, isImplied) {
			// At the end, the parser also closes an unfinished tag that was never opened.
			if (open.at(-1) !== name) return;
			open.pop();
			const source = isImplied ? '' : takeEndTag();
			handler.close?.(name, source);
		},
		ontext(text) {
			const source = takeSource();
			handler.text?.(text, source);
		},
		oncomment: takeMarkup,
		onprocessinginstruction: takeMarkup,
	});
	parser.end(html);

	if (tooDeep) {
		for (const name of open.reverse()) handler.close?.(name, '');
		return position;
	}
	if (position < html.length) handler.markup?.(html.slice(position));
	return html.length;
}
