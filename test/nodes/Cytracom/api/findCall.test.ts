import {
	callAt,
	CytracomSetup,
	DAY,
	getContext,
	HOUR,
	SECOND,
} from '../../../lab/support/cytracom';
import { useVirtualClock } from '../../../lab/virtualTime';

/** 2026-06-04T12:00:00Z */
const clock = useVirtualClock();

const idAt = (moment: number) => `${moment / SECOND}.123456`;
/** The stretches that were asked for, newest first. */
const stretches = ({ windows }: CytracomSetup) =>
	windows.map((window) =>
		[window.from, window.to].map((ms) => new Date(ms).toISOString().slice(5, 19)),
	);

test.each([
	['begins 90 days ago', () => clock.now() - 90 * DAY + SECOND, true],
	['was 90 days ago', () => clock.now() - 90 * DAY, false],
	['is an hour ahead, less a second', () => clock.now() + HOUR - SECOND, true],
	['is an hour ahead', () => clock.now() + HOUR, false],
])('an ID whose time %s tells it', async (_, moment, tells) => {
	await using setup = await CytracomSetup.start(clock);

	const { message } = await setup.failure(getContext(idAt(moment())));

	expect(message.includes('was found between')).toBe(tells);
});

test('the hour of the ID is looked through, then the days around it', async () => {
	await using setup = await CytracomSetup.start(clock);

	const { message } = await setup.failure(getContext(idAt(Date.UTC(2026, 4, 20, 10, 17))));

	const asked = stretches(setup);
	expect(asked).toContainEqual(['05-20T09:54:59', '05-20T11:05:01']);
	expect(asked.at(-1)?.[0]).toBe('05-19T21:59:59');
	expect(message).toContain('between 2026-05-19 22:00 and 2026-05-21 23:00 UTC.');
});

test('the calls of one hour share a search', async () => {
	await using setup = await CytracomSetup.start(clock);
	const begin = Date.UTC(2026, 4, 20, 10);
	const ids = [begin, begin + HOUR - SECOND].map((moment) => {
		setup.api.addCall(callAt(moment, { linkedId: idAt(moment) }));
		return idAt(moment);
	});

	const input = ids.map((id) => ({ json: { id } }));
	const { items } = await setup.run(getContext('={{ $json.id }}'), { input });

	expect(items.map(({ json }) => json.id)).toEqual(ids);
	expect(new Set(setup.api.requests.map(({ query }) => JSON.stringify(query))).size).toBe(
		setup.api.requests.length,
	);
});

describe('where the ID tells no time, a look at the newest call of a week', () => {
	const older = { linkedId: 'x-1', startedAt: Date.UTC(2026, 3, 1, 10) };

	test.each([
		['has an ID without a time', { linkedId: 'x-2' }, true],
		['has an ID of another time', { linkedId: idAt(Date.UTC(2026, 4, 1)) }, true],
		['has an ID of its time', {}, false],
	])('that %s decides whether all is searched', async (_, more, isFound) => {
		await using setup = await CytracomSetup.start(clock);
		setup.api.addCall(callAt(older.startedAt, older));
		setup.api.addCall(callAt(clock.now() - HOUR, more));

		const { items, error } = await setup.run(getContext(older.linkedId));

		expect(items).toHaveLength(isFound ? 1 : 0);
		expect(error?.message).toBe(
			isFound
				? undefined
				: 'Cytracom keeps calls for 90 days, and the ID "x-1" is older or is not a call ID.',
		);
	});

	test('passes over rows that cannot be read', async () => {
		await using setup = await CytracomSetup.start(clock);
		setup.api.addCall(callAt(older.startedAt, older));
		setup.api.addCall(callAt(clock.now() - HOUR, { raw: { linked_id: [] } }));
		setup.api.addCall(callAt(clock.now() - HOUR, { linkedId: 'x-2' }));

		expect(await setup.ids(getContext('x-1'))).toEqual(['x-1']);
	});

	test('that finds none is the end', async () => {
		await using setup = await CytracomSetup.start(clock);
		setup.api.addCall(callAt(older.startedAt, older));
		setup.api.addCall(callAt(clock.now() - 7 * DAY - HOUR, { linkedId: 'x-2' }));

		expect(await setup.failure(getContext('x-1'))).toMatchObject({
			description:
				'Set Search From and Search To under Options, or use the "id" field from List Transcriptions.',
			failure: { cause: 'configuration-invalid' },
		});
	});
});
