import fc from 'fast-check';

/**
 * Any characters at all, lone surrogates among them. Put together by hand: fast-check's own unit of all characters takes
 * a second to get ready.
 */
export const anyText: fc.Arbitrary<string> = fc
	.array(fc.oneof(fc.nat({ max: 0x7f }), fc.nat({ max: 0x10ffff })), { maxLength: 10 })
	.map((codes) => String.fromCodePoint(...codes));
