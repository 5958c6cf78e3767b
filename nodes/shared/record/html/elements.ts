const words = (text: string) => new Set(text.trim().split(/\s+/));

/** Their content is skipped: it is code or not part of the text. */
export const SKIPPED_ELEMENTS: ReadonlySet<string> = words(`
	iframe math noembed noframes script style svg template title`);

/**
 * Never passed on in HTML: what runs, loads, sends, or redirects, and what browsers read by special rules, so that a
 * parser and a browser may differ on where it ends.
 */
export const ACTIVE_ELEMENTS: ReadonlySet<string> = new Set([
	...SKIPPED_ELEMENTS,
	...words(`
		applet audio base bgsound button canvas command datalist embed fencedframe form frame frameset input isindex
		keygen layer link listing meta noscript object optgroup option output param plaintext portal select slot source
		textarea track video xmp`),
]);

export const HEADINGS: ReadonlySet<string> = words('h1 h2 h3 h4 h5 h6');
export const LISTS: ReadonlySet<string> = words('dir menu ol ul');
export const LIST_ITEMS: ReadonlySet<string> = words('dd li');

/** Text before, in, and after them is separate. */
export const BLOCKS: ReadonlySet<string> = new Set([
	...HEADINGS,
	...words(`
		address article aside blockquote body caption center details dialog div dl dt fieldset figcaption figure footer
		form header hgroup hr html legend main nav p pre section summary table tbody tfoot thead tr`),
]);

/** The passed-on elements that have neither content nor an end tag. */
export const VOID_ELEMENTS: ReadonlySet<string> = words('area basefont br col hr img wbr');

/** Elements whose presence makes text HTML. */
export const KNOWN_ELEMENTS: ReadonlySet<string> = new Set([
	...ACTIVE_ELEMENTS,
	...BLOCKS,
	...LISTS,
	...LIST_ITEMS,
	...VOID_ELEMENTS,
	...words(`
		a abbr acronym b bdi bdo big cite code colgroup data del dfn em font head i ins kbd label mark marquee q s samp
		small span strike strong sub sup td th time tt u var`),
]);

/** Names of elements that people also write in angle brackets as placeholders: "enter the <address>". */
export const PLACEHOLDER_WORDS: ReadonlySet<string> = words(`
	address area article audio base body button canvas caption center code command data details dialog embed figure
	footer form frame header input label legend link main map mark menu meta object option output portal section select
	slot source summary template time title track var video`);
