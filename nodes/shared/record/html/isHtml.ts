import { KNOWN_ELEMENTS, PLACEHOLDER_WORDS } from './elements';
import { walkHtml } from './walkHtml';

const BARE_TAG = /^<[a-z\d]+\s*\/?>$/i;

/**
 * Whether a text is HTML: whether it has an element that HTML knows. `a < b and c > d`, `<Bob>` and
 * `a <b and c> d` are text, and so is an unclosed placeholder such as `<address>`.
 */
export function isHtml(text: string): boolean {
	if (!text.includes('<')) return false;
	let found = false;
	walkHtml(text, {
		open(name, _attributes, source) {
			const isTag = source.includes('=') || (BARE_TAG.test(source) && !PLACEHOLDER_WORDS.has(name));
			found ||= isTag && KNOWN_ELEMENTS.has(name);
		},
		close(name, source) {
			found ||= source !== '' && KNOWN_ELEMENTS.has(name);
		},
	});
	return found;
}
