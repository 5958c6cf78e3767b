import { baseOf } from '../../../../nodes/Cytracom/api/credentials';

test.each([
	['https://api.cytracom.net/v1.0', '/v1.0'],
	['api.cytracom.net', '/v1.0'],
	['api.cytracom.net//', '/v1.0'],
	['https://api.cytracom.net/v2/', '/v2'],
	['https://api.cytracom.net/v2/insights', '/v2'],
	['https://api.cytracom.net/v2/insights/transcriptions/', '/v2'],
	['https://api.cytracom.net/insights/transcriptions', '/v1.0'],
	['https://api.cytracom.net/insights/other', '/insights/other'],
	['https://api.cytracom.net/v2/insights/transcriptions/x', '/v2/insights/transcriptions/x'],
])('%s leads to %s', (baseUrl, path) => {
	expect(baseOf(baseUrl)).toEqual({ origin: 'https://api.cytracom.net', path });
});

test('an address that is none is told with an example', () => {
	expect(() => baseOf(' ')).toThrow(
		'The Base URL is empty. Enter https://api.cytracom.net/v1.0 in the credential.',
	);
});
