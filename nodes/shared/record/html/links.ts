const MAX_HREF_LENGTH = 2048;
const PASSIVE_HREF = /^(?:https?:\/\/|mailto:|tel:)./i;
const ACTIVE_URL = /^(?:javascript|vbscript|data):/i;

/** The address of a link that may be passed on: http, https, mailto or tel, free of spaces and control characters. */
export function passiveHref(value: string | undefined): string | null {
	if (value === undefined || value.length > MAX_HREF_LENGTH) return null;
	const href = value
		.trim()
		.replace(/\p{Cc}/gu, '')
		.replace(/\s/g, '%20');
	return PASSIVE_HREF.test(href) ? href : null;
}

/** Whether a value would run, or show a document of its own, if a browser took it for an address. */
export function isActiveUrl(value: string): boolean {
	// Browsers skip control characters and line breaks in an address.
	return ACTIVE_URL.test(value.replace(/[\s\p{Cc}\p{Cf}]/gu, ''));
}
