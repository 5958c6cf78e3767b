import { redact } from '../../../../nodes/shared/requests/redact';

test.each([
	'10004',
	'-2',
	'rate_limit_exceeded',
	'transcription_not_available_yet',
	'abcdefghijklmno_pqr',
	'2026-05-09T13:49:21.705Z',
	'09/05/2026 01:49:21 PM',
	'leg_1',
	'',
])('%s is shown as it is', (text) => {
	expect(redact(text)).toBe(text);
});

test.each([
	['qoRRO0GGBlIUbwkdTSE4SmzpCFPI1aIF', '…'],
	['xEskTuIEfFDksAlwtGnUnJSEUBlDJycd', '…'],
	['abcdefghijklmnop', '…'],
	['code a1b2c3d4e5f6a7b8c9d0!', 'code …!'],
	['/api/download/x.json?access_token=qoRRO0GGBlIUbwkd', '…?…'],
	['d2VsY29tZSB0byB0aGUgc2hvdw==', '…'],
])('%s is shown as %s', (text, expected) => {
	expect(redact(text)).toBe(expected);
});

test('a long text is cut off', () => {
	expect(redact('one word after the other', 8)).toBe('one word');
});
