/** As long as this, it may be a token that a server sends back, or a part of a signed link. */
const MAY_BE_SECRET = /[\w+/=.~%-]{16,}/g;
/** As the codes and fields of an API are named: words shorter than a token, even than one of letters alone. */
const WORDS = /^[a-z]{1,15}(?:[_-][a-z]{1,15})*$/i;

/**
 * What an error may show of a text that came from outside.
 *
 * @param maxLength in characters
 */
export const redact = (text: string, maxLength = 60): string =>
	text.replace(MAY_BE_SECRET, (signs) => (WORDS.test(signs) ? signs : '…')).slice(0, maxLength);
