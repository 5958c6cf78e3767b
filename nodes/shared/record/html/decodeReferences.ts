import { walkHtml } from './walkHtml';

/** Complete references only: `AT&T` and `&copy 2026` are plain text. */
const REFERENCE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi;

/** Text with `&uuml;`, `&#252;`, and the like as characters; names that HTML does not know stay unchanged. */
export function decodeReferences(text: string): string {
	return text.replace(REFERENCE, (reference) => {
		let decoded = '';
		walkHtml(reference, {
			text(characters) {
				decoded += characters;
			},
		});
		// The parser may know the beginning of an unknown name: `&notit;`.
		return decoded.endsWith(';') ? reference : decoded;
	});
}
