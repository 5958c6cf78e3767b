import { markChecked, takeChecked } from '../../../nodes/shared/requests/connectionTest';

test('credentials that were checked are known once for each check, and no others are', () => {
	const credentials = { token: 'x' };
	markChecked(credentials);

	expect(takeChecked({ token: 'x' })).toBe(false);
	expect(takeChecked(credentials)).toBe(true);
	expect(takeChecked(credentials)).toBe(false);
});
