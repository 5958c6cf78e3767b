import { numbersOf } from '../../../../nodes/shared/record/numbers';

const own = async (
	ownNumbers: string | null,
	country: string | null,
	...numbers: (string | null)[]
) => {
	const { isOwn } = await numbersOf({ ownNumbers, country });
	return numbers.filter(isOwn);
};

test('extensions are always own, and nothing is nobody', async () => {
	for (const list of [null, '', ' , ', '*', ',*,']) {
		expect(await own(list, 'US', '3200', '123456', '+15125550100', '1234567', 'anon')).toEqual([
			'3200',
			'123456',
		]);
		expect(await own(list, 'US', null, '', ' ')).toEqual([]);
	}
});

test('a number is own however it is written', async () => {
	const list = '(512) 555-0100, +1 512 555 0200\n030 123456;';
	expect(await own(list, 'US', '5125550100', '+15125550200', '+15125550300')).toEqual([
		'5125550100',
		'+15125550200',
	]);
	expect(await own(list, 'DE', '+4930123456', '+4930123457')).toEqual(['+4930123456']);
});

test.each([
	['+1512555*', 'US'],
	['+1 (512) 555-*', 'US'],
	['1512555*', 'US'],
	['512555*', 'US'],
	['512-555 *', ' us '],
	['+1512555*', ''],
])('%s in %j is a range', async (list, country) => {
	const numbers = ['+15125550100', '+1 512 555 9999', '+15125560100', '+49512555000'];
	expect(await own(list, country, ...numbers)).toEqual(['+15125550100', '+1 512 555 9999']);
	expect(await own(`+15125560100, ${list}`, country, ...numbers)).toHaveLength(3);
});

test('a national range is of its own country, and without a country of numbers as sent', async () => {
	const numbers = ['+4930123456', '030123456', '+30123456789', '3012345678'];
	const here = ['+4930123456', '030123456', '3012345678'];
	expect(await own('030*', 'DE', ...numbers)).toEqual(here);
	expect(await own('+4930*', 'DE', ...numbers)).toEqual(here);
	expect(await own('4930*', 'DE', '+4930123456', '+4940123456')).toEqual(['+4930123456']);
	expect(await own('030*', '', ...numbers)).toEqual(['030123456']);
});
