import { actions } from './actions';
import { fuzz } from './fuzzRun';
import { plants } from './plants';

const seed = 20_260_604;

test('1,000 changed answers lead to items, or to an error for people', async () => {
	const result = await fuzz({ answers: 1_000, seed });

	expect(result.failure?.message).toBeUndefined();
	expect(result.answers).toBeGreaterThanOrEqual(1_000);
	expect([...result.actions.keys()].sort()).toEqual(actions.map(({ name }) => name).sort());
	for (const kind of ['item', 'NodeApiError', 'page of a picker', 'Test: OK', 'Test: Error']) {
		expect(result.kinds.get(kind)).toBeGreaterThan(10);
	}
}, 900_000);

describe('a planted fault is found', () => {
	const answers = 1_000;

	test('an answer that goes through no schema, with the smallest that shows it', async () => {
		const { failure } = await fuzz({ answers, seed, plant: plants.noSchema });

		expect(failure).toMatchObject({
			action: 'Yeastar: getContext',
			message: expect.stringMatching(/TypeError/) as string,
		});
		expect(failure?.answers).toHaveLength(1);
		expect(failure?.answers[0]?.body.length).toBeLessThan(200);
	}, 900_000);

	test.each([
		['a key that is missing', plants.forgottenKey, /without summary/],
		['a token in an error', plants.toldToken, /A secret shows/],
		['a prototype that is polluted', plants.polluted, /A prototype is polluted/],
	])(
		'%s',
		async (_, plant, message) => {
			try {
				const { failure } = await fuzz({ answers, seed, plant, shrink: false });
				expect(failure?.message).toMatch(message);
			} finally {
				Reflect.deleteProperty(Object.prototype, 'polluted');
			}
		},
		900_000,
	);

	test('an execution that never ends', async () => {
		const { failure } = await fuzz({
			...{ answers, seed, plant: plants.hangs, shrink: false },
			watchdogMs: 3_000,
		});
		expect(failure?.message).toBe('It hangs');
	}, 900_000);
});
