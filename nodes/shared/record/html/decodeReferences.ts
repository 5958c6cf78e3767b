import { walkHtml } from './walkHtml';

/** Complete references only: `AT&T` and `&copy 2026` are what somebody wrote. */
const REFERENCE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi;

/** Text with `&uuml;`, `&#252;` and the like as characters; names that HTML does not know stay as they are. */
export function decodeReferences(text: string): string {
	return text.replace(REFERENCE, (reference) => {
		let decoded = '';
		walkHtml(reference, {
			text(characters) {
				decoded += characters;
			},
		});
		// Of an unknown name the parser may have known the beginning: `&notit;`.
		return decoded.endsWith(';') ? reference : decoded;
	});
}
