import { contentOf, unreadable } from '../../../nodes/shared/found';

/** JSON.parse reads it; what goes down into it needs more stack than there is. */
const nested = (value: string): unknown =>
	JSON.parse(`{"leg_id":${value},"time":${'['.repeat(50_000)}${']'.repeat(50_000)}}`);

test('a record of any depth is known again by its content', () => {
	const keyOf = (raw: unknown) => unreadable(raw, 'why').unreadable.key;

	expect(keyOf(nested('"a"'))).toBe(keyOf(nested('"a"')));
	expect(keyOf(nested('"a"'))).not.toBe(keyOf(nested('"b"')));
	expect(keyOf({ leg_id: 'a' })).toMatch(/^[0-9a-f]{16}$/);
	expect(keyOf({ leg_id: 'a' })).not.toBe(keyOf({ leg_id: 'b' }));
});

test.each([null, 1, 'text', [], {}])('%j is told as JSON', (raw) => {
	expect(contentOf(raw)).toBe(JSON.stringify(raw));
});
