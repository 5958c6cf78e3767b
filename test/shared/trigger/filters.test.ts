import { textOf } from '../../../nodes/shared/trigger/filters';

test.each([
	['  +49 30 ', '+49 30'],
	['', ''],
	[3200, '3200'],
	[true, undefined],
	[null, undefined],
	[undefined, undefined],
	[{}, undefined],
])('the filter %j is %j', (value, text) => {
	expect(textOf(value)).toBe(text);
});
