import { YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const health = { resource: 'system', operation: 'getHealth' };

test('Get Health tells that nothing listens at the address, like every other problem', async () => {
	await using setup = await YeastarSetup.start(clock);
	await setup.pbx.close();

	expect(await setup.items(health)).toEqual([
		expect.objectContaining({
			address: setup.pbxUrl,
			model: null,
			firmware: null,
			transcriptionAvailable: false,
			problem: expect.stringContaining('refused the connection.') as unknown,
			newestTranscriptAt: null,
		}),
	]);
});

test('Get Health tells a code that has no row', async () => {
	await using setup = await YeastarSetup.start(clock);
	const fault = { kind: 'errcode', errcode: 70656, times: Infinity } as const;
	setup.pbx.faults.add({ ...fault, match: 'aidownload' });

	const [item] = await setup.items(health);

	expect(item).toMatchObject({ firmware: '37.23.0.123', transcriptionAvailable: false });
	expect(item?.problem).toMatch(/Look up the code .*\(Code 70656\)$/);
});
