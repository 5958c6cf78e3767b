/** The parts of libphonenumber in use, with its smallest metadata; the build puts them in a separate file. */
export {
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
