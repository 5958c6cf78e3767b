import { ownNumbers } from '../../../nodes/shared/record/ownNumbers';

const own = (list: string | null, country: string | null, ...numbers: (string | null)[]) =>
	numbers.filter(ownNumbers(list, country));

test('extensions are always own, and nothing is nobody', () => {
	for (const list of [null, '', ' , ', '*', ',*,']) {
		expect(own(list, 'US', '3200', '123456', '+15125550100', '1234567', 'anonymous')).toEqual([
			'3200',
			'123456',
		]);
		expect(own(list, 'US', null, '', ' ')).toEqual([]);
	}
});

test('a number is own however it is written', () => {
	const list = '(512) 555-0100, +1 512 555 0200\n030 123456;';
	expect(own(list, 'US', '5125550100', '+15125550200', '+15125550300')).toEqual([
		'5125550100',
		'+15125550200',
	]);
	expect(own(list, 'DE', '+4930123456', '+4930123457')).toEqual(['+4930123456']);
});

test.each([
	['+1512555*', 'US'],
	['+1 (512) 555-*', 'US'],
	['1512555*', 'US'],
	['512555*', 'US'],
	['512-555 *', ' us '],
	['+1512555*', ''],
])('%s in %j is a range', (list, country) => {
	const numbers = ['+15125550100', '+1 512 555 9999', '+15125560100', '+49512555000'];
	expect(own(list, country, ...numbers)).toEqual(['+15125550100', '+1 512 555 9999']);
	expect(own(`+15125560100, ${list}`, country, ...numbers)).toHaveLength(3);
});

test('a national range is of its own country, and without a country of numbers as sent', () => {
	const numbers = ['+4930123456', '030123456', '+30123456789', '3012345678'];
	expect(own('030*', 'DE', ...numbers)).toEqual(['+4930123456', '030123456', '3012345678']);
	expect(own('+4930*', 'DE', ...numbers)).toEqual(['+4930123456', '030123456', '3012345678']);
	expect(own('4930*', 'DE', '+4930123456', '+4940123456')).toEqual(['+4930123456']);
	expect(own('030*', '', ...numbers)).toEqual(['030123456']);
});
