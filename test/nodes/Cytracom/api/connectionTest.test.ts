import { CytracomSetup } from '../../../lab/support/cytracom';
import { useVirtualClock } from '../../../lab/virtualTime';

describe('the Test button', () => {
	const clock = useVirtualClock();

	test('asks for one row of the hour before last, and then n8n does', async () => {
		await using setup = await CytracomSetup.start(clock);

		expect(await setup.test()).toMatchObject({ status: 'OK' });

		const query = {
			from_date: '2026-06-04T10:00:00.000Z',
			to_date: '2026-06-04T11:00:00.000Z',
			page_size: '1',
		};
		expect(setup.api.requests.map((request) => request.query)).toEqual([query, query]);
	});
});

describe('a system that is silent', () => {
	const clock = useVirtualClock({ patienceMs: 100 });

	test('is not waited for long', async () => {
		await using setup = await CytracomSetup.start(clock);
		setup.api.faults.add({ kind: 'hang' });

		expect(await setup.test()).toMatchObject({
			message: expect.stringContaining('did not respond in time.') as unknown,
		});
	});
});
