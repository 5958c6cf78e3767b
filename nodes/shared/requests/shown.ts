/** As long as this, it may be a token that a server sends back, or a part of a signed link. */
const MAY_BE_SECRET = /[\w+/=.~%-]{16,}/g;
/** As the codes and fields of an API are named: no token is made of words alone. */
const WORDS = /^[a-z]+(?:[_-][a-z]+)*$/i;

/**
 * What an error may show of a text that came from outside.
 *
 * @param maxLength in characters
 */
export const shown = (text: string, maxLength = 60): string =>
	text.replace(MAY_BE_SECRET, (signs) => (WORDS.test(signs) ? signs : '…')).slice(0, maxLength);
