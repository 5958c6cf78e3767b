/** What is used of libphonenumber, with its smallest table of the world: the build makes a file of its own of it. */
export {
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
