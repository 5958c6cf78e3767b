import { leakIn, SecretSearch } from './secrets';

const value = 'a"Secret/with+signs&é=0123456789';
const search = new SecretSearch([
	{ name: 'token', value: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345' },
	{ name: 'secret', value },
]);
const namesIn = (text: string) => [
	...new Set(search.in(Buffer.from(text)).map(({ secret }) => secret)),
];

test.each([
	['as it is', value],
	['in JSON', JSON.stringify({ value })],
	['in JSON in JSON', JSON.stringify({ text: JSON.stringify({ value }) })],
	['in an address', `https://pbx.example/?access_token=${encodeURIComponent(value)}&b=c`],
	['in a form', new URLSearchParams({ value }).toString()],
	['hexadecimal', Buffer.from(value).toString('hex')],
	['in a Basic header', `Basic ${Buffer.from(`token:${value}`).toString('base64')}`],
	['in base64, a byte on', Buffer.from(`1${value}2`).toString('base64')],
	['in base64, two bytes on', Buffer.from(`12${value}3`).toString('base64url')],
	['without its end', `${value.slice(0, 20)}…`],
	['without its beginning', `…${value.slice(14)}`],
])('a secret is found %s', (_how, text) => {
	expect(namesIn(`before ${text} after`)).toEqual(['secret']);
});

test('several are found, each at its place', () => {
	const found = search.in(Buffer.from(`ABCDEFGHIJKLMNOPQRSTUVWXYZ012345 ${value}`));

	expect(found.map(({ secret, at }) => [secret, at])).toEqual([
		['token', 0],
		['token', 16],
		['secret', 33],
		['secret', 49],
	]);
});

test('nothing is found where there is nothing', () => {
	expect(namesIn('ABCDEFGHIJKLMNO a "Secret" with signs')).toEqual([]);
});

test('a secret is found wherever it hides in a value', () => {
	const hidden = Object.defineProperty({}, 'secret', { value });
	const inner = Object.assign(new Error('inner'), { hidden });
	const error = new Error('outer', { cause: inner });

	expect(leakIn({ error }, ['another secret', value])).toBe(value);
	expect(leakIn({ error }, ['another secret'])).toBeUndefined();
});
