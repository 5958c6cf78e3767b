/** This long, it may be a token that a server echoes, or part of a signed link. */
const MAY_BE_SECRET = /[\w+/=.~%-]{16,}/g;
/** Names of API codes and fields: words shorter than any token, even one of letters only. */
const WORDS = /^[a-z]{1,15}(?:[_-][a-z]{1,15})*$/i;

/**
 * What an error may show of text from outside.
 *
 * @param maxLength in characters
 */
export const redact = (text: string, maxLength = 60): string =>
	text.replace(MAY_BE_SECRET, (signs) => (WORDS.test(signs) ? signs : '…')).slice(0, maxLength);
