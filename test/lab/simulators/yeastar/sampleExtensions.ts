import type { SimulatedExtension } from './options';

/**
 * The people of the vendor's examples and some invented ones: more than the default page of
 * extension/list, one number that contains another (13202), and one ID that is another's number.
 */
export const sampleExtensions: readonly SimulatedExtension[] = [
	{ id: 51, number: '3200', name: 'Kristin Hale', email: 'kristin.hale@example.com' },
	{ id: 60, number: '3202', name: 'Leo Ball', email: 'leo.ball@example.com' },
	{ id: 61, number: '3201', name: 'Ada Okafor', email: 'ada.okafor@example.com' },
	{ id: 62, number: '3203', name: 'Mateo Ruiz' },
	{ id: 63, number: '3204', name: 'Yuki Tanaka', email: 'yuki.tanaka@example.com' },
	{ id: 64, number: '3205', name: "Nora O'Brien" },
	{ id: 65, number: '3206', name: 'Jonas Weiß', email: 'jonas.weiss@example.com' },
	{ id: 66, number: '13202', name: 'Warehouse' },
	{ id: 67, number: '60', name: 'Lobby phone' },
	{ id: 68, number: '3207', name: 'Priya Nair' },
	{ id: 69, number: '3208', name: 'Front desk' },
];
