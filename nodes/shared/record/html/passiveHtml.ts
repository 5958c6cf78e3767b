import { ACTIVE_ELEMENTS, SKIPPED_ELEMENTS, VOID_ELEMENTS } from './elements';
import { isActiveUrl } from './links';
import { walkHtml } from './walkHtml';

const ELEMENT_NAME = /^[a-z][a-z\d-]*$/;
const ATTRIBUTE_NAME = /^[a-z_:][\w:.-]*$/i;
/** CSS that loads or runs something, and what could hide it. */
const ACTIVE_STYLE = /url|expression|behaviou?r|binding|import|\\|\/\*/i;

// The forms that every HTML parser reads the same way. With any other, a browser might see a tag where our parser sees
// none, so the document is rewritten.
const PLAIN_START_TAG =
	/^<[a-z][a-z\d-]*(?:\s+[a-z_:][\w:.-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?>$/i;
const PLAIN_END_TAG = /<\/[a-z][a-z\d-]*\s*>/gi;
const PLAIN_DECLARATION = /^<!(?:--[^<>]*--|[a-z][^<>]*)>$/i;
const NO_PLAIN_TEXT = /<[a-z!?/]/i;
/** On longer tags, the expression above would overflow the stack. */
const MAX_PLAIN_TAG = 10_000;

/**
 * The original document, byte for byte, if nothing in it is active; else rewritten without scripts, frames, forms,
 * embedded documents, event attributes, active styles, and `javascript:`, `vbscript:`, or `data:` addresses.
 * The words in a form or a button stay, code goes.
 */
export function passiveHtml(html: string): string {
	let isPassive = true;
	let skipped = 0;
	const rebuilt: string[] = [];
	const mustHold = (condition: boolean) => {
		isPassive &&= condition;
	};

	walkHtml(html, {
		open(name, attributes, source) {
			const kept = Object.entries(attributes).filter(([key, value]) =>
				isPassiveAttribute(key, value),
			);
			mustHold(isPlainStartTag(source));
			mustHold(isPassiveElement(name) && kept.length === Object.keys(attributes).length);
			if (SKIPPED_ELEMENTS.has(name)) skipped++;
			if (skipped === 0 && isPassiveElement(name)) rebuilt.push(startTag(name, kept));
		},
		close(name, source) {
			mustHold(isPlainEndTags(source));
			if (skipped === 0 && isPassiveElement(name) && !VOID_ELEMENTS.has(name)) {
				rebuilt.push(`</${name}>`);
			}
			if (SKIPPED_ELEMENTS.has(name)) skipped--;
		},
		text(text, source) {
			mustHold(!NO_PLAIN_TEXT.test(source));
			if (skipped === 0) rebuilt.push(escapeHtml(text));
		},
		markup(source) {
			mustHold(isPlainEndTags(source) || PLAIN_DECLARATION.test(source));
		},
	});
	return isPassive ? html : rebuilt.join('');
}

function isPlainStartTag(source: string): boolean {
	return source === '' || (source.length <= MAX_PLAIN_TAG && PLAIN_START_TAG.test(source));
}

function isPlainEndTags(source: string): boolean {
	return source.replace(PLAIN_END_TAG, '') === '';
}

function isPassiveElement(name: string): boolean {
	return ELEMENT_NAME.test(name) && !ACTIVE_ELEMENTS.has(name);
}

function isPassiveAttribute(name: string, value: string): boolean {
	if (!ATTRIBUTE_NAME.test(name) || /^on/i.test(name)) return false;
	if (name === 'style') return !ACTIVE_STYLE.test(value);
	return name === 'title' || name === 'alt' || !isActiveUrl(value);
}

function startTag(name: string, attributes: [string, string][]): string {
	return `<${name}${attributes.map(([key, value]) => ` ${key}="${escapeHtml(value)}"`).join('')}>`;
}

function escapeHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
