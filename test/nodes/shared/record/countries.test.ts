import { getCountries } from 'libphonenumber-js/min';

import { CytracomApi } from '../../../../credentials/CytracomApi.credentials';
import { YeastarApi } from '../../../../credentials/YeastarApi.credentials';
import { countryOptions } from '../../../../nodes/shared/record/countries';

test('every country whose numbers can be read is offered, by name', () => {
	expect(countryOptions.map(({ value }) => value).sort()).toEqual(getCountries().sort());
	const names = countryOptions.map(({ name }) => name);
	expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
	expect(countryOptions).toContainEqual({ name: 'Côte d’Ivoire', value: 'CI' });
});

test('Cytracom’s numbers are of the United States unless told otherwise, a PBX may be anywhere', () => {
	const country = ({ properties }: CytracomApi | YeastarApi) =>
		properties.find(({ name }) => name === 'country');

	expect(country(new CytracomApi())).toMatchObject({ default: 'US', options: countryOptions });
	expect(country(new YeastarApi())?.default).toBe('');
	expect(country(new YeastarApi())?.options).toEqual([
		expect.objectContaining({ value: '' }),
		...countryOptions,
	]);
});
