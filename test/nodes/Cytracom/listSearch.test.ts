import { callAt, CytracomSetup, DAY, HOUR, MINUTE } from '../../lab/support/cytracom';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

test('a row names when the call was, in the zone of the workflow, between whom and how long', async () => {
	await using setup = await CytracomSetup.start(clock, { timezone: 'America/New_York' });
	setup.api.addCall(callAt('2026-06-04T02:30:00Z', { durationSeconds: 184 }));

	const { results } = await setup.search();

	expect(results).toEqual([
		{
			name: 'Yesterday 22:30 · +1 512 555 0100 → +1 512 555 0200 · 3 min 4 s',
			value: callAt('2026-06-04T02:30:00Z').linkedId,
		},
	]);
});

test('a row says what is unknown', async () => {
	await using setup = await CytracomSetup.start(clock);
	const raw = { caller: null, callee: '', duration_seconds: undefined };
	setup.api.addCall(callAt('2026-06-04T02:30:00Z', { raw }));

	const { results } = await setup.search();

	expect(results[0]?.name).toBe('Today 02:30 · unknown → unknown');
});

test('a page is a day, the newest first; the next page goes on from there', async () => {
	await using setup = await CytracomSetup.start(clock);
	const calls = [HOUR, 5 * HOUR, DAY + HOUR, 2 * DAY + HOUR].map((age) =>
		callAt(clock.now() - age),
	);
	calls.forEach((call) => setup.api.addCall(call));
	const [first, second, third, fourth] = calls.map(({ linkedId }) => linkedId);
	const values = ({ results }: { results: { value: unknown }[] }) =>
		results.map(({ value }) => value);

	const today = await setup.search();
	clock.advance(MINUTE);
	const yesterday = await setup.search('', today.paginationToken);
	const before = await setup.search('', yesterday.paginationToken);

	expect(values(today)).toEqual([first, second]);
	expect(values(yesterday)).toEqual([third]);
	expect(values(before)).toEqual([fourth]);
});

test('days without a call are passed over, and the list ends after a month', async () => {
	await using setup = await CytracomSetup.start(clock);
	setup.api.addCall(callAt(clock.now() - 5.5 * DAY));

	const found = await setup.search();
	const older = await setup.search('', '29');

	expect(found.results).toHaveLength(1);
	expect(Number(found.paginationToken)).toBeGreaterThan(5);
	expect(older).toEqual({ results: [] });
});

test.each([
	['5550101', ['caller']],
	['+1512555020', ['callee']],
	['BILLING', ['summary']],
	['  billing ', ['summary']],
	['callee', ['callee']],
	['nobody', []],
	['', ['caller', 'callee', 'summary']],
])('the filter "%s" finds a part of a number, of the summary or of the ID', async (filter, ids) => {
	await using setup = await CytracomSetup.start(clock);
	const calls = [
		{ linkedId: 'caller', caller: '+15125550101', callee: '1' },
		{ linkedId: 'callee', caller: '2', callee: '+15125550201' },
		{ linkedId: 'summary', caller: '2', callee: '1', summary: 'About billing.' },
	];
	calls.forEach((call, index) => setup.api.addCall(callAt(clock.now() - (index + 1) * HOUR, call)));

	const { results } = await setup.search(filter);

	expect(results.map(({ value }) => value)).toEqual(ids);
});

test('what fits is looked for on older days too', async () => {
	await using setup = await CytracomSetup.start(clock);
	setup.api.addCall(callAt(clock.now() - HOUR));
	setup.api.addCall(callAt(clock.now() - 3.5 * DAY, { caller: '+4930' }));

	const { results } = await setup.search('4930');

	expect(results).toHaveLength(1);
});

test('a row that cannot be read leaves the others', async () => {
	await using setup = await CytracomSetup.start(clock);
	setup.api.addCall(callAt(clock.now() - HOUR));
	setup.api.addCall(callAt(clock.now() - 2 * HOUR, { raw: { linked_id: null } }));

	expect((await setup.search()).results).toHaveLength(1);
});

test('a failure is told in words', async () => {
	await using setup = await CytracomSetup.start(clock, { credential: { token: 'wrong' } });

	await expect(setup.search()).rejects.toMatchObject({
		name: 'NodeApiError',
		message: 'Cytracom rejected the token: it is wrong or no longer valid.',
	});
});
