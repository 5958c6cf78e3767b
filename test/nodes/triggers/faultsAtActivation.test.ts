import {
	HOUR,
	MINUTE,
	SECOND,
	Trigger,
	vendors,
	vendorsInBothModes,
} from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

/** When n8n tries an activation again that threw (`trigger-activation-retry`). */
const RETRY_WAITS = [1, 2, 4, 8].map((seconds) => seconds * SECOND);

describe.each(vendorsInBothModes)('$name, $mode: faults at an activation', (each) => {
	const { vendor, durable } = each;
	const start = async (options = {}) => await Trigger.start(vendor, clock, { durable, ...options });

	test('given a wrong secret, when a person switches on, then it fails with the sentence of the credential, after one sign-in', async () => {
		await using trigger = await start({ credential: vendor.wrongSecret });
		const messages: string[] = [];
		const note = ({ message }: Error) => void messages.push(message);

		await trigger.activate().catch(note);
		for (const wait of RETRY_WAITS) {
			clock.advance(wait);
			await trigger.run.retryActivation().catch(note);
		}

		const sentence =
			vendor.name === 'Yeastar'
				? 'The PBX rejected the Client ID and Client Secret.'
				: 'Cytracom rejected the token: it is wrong or no longer valid.';
		expect(messages).toEqual(Array(5).fill(sentence));
		if (vendor.name === 'Yeastar') expect(trigger.requestsTo('get_token')).toHaveLength(1);
	});

	test.each(['init', 'update', 'leadershipChange'] as const)(
		'given a phone system that is away at "%s", then the trigger lives, the next polls report it, and go on when it is back',
		async (mode) => {
			await using trigger = await start();
			await trigger.begin();
			const began = clock.now();
			trigger.system.add({ id: 'before', startedAt: began });
			await trigger.poll(2 * MINUTE);
			trigger.run.crash();
			trigger.system.faults.add({ kind: 'http', status: 503, times: Infinity });
			trigger.system.add({ id: 'meanwhile', startedAt: clock.now() });

			expect(await trigger.activate(mode)).toEqual([]);
			const reports = [await trigger.failure(), await trigger.failure()];
			trigger.system.faults.clear();
			await trigger.poll(MINUTE);
			await trigger.pollFor(3 * HOUR, HOUR);

			for (const { failure, name } of reports) {
				expect(name).toBe('NodeApiError');
				expect(failure).toMatchObject({ cause: 'temporarily-unavailable' });
			}
			expect(trigger.given).toEqual(['before', 'meanwhile']);
		},
	);

	test('given a phone system that is away when a person switches on, then that fails at once and says why', async () => {
		await using trigger = await start();
		trigger.system.faults.add({ kind: 'reset', times: Infinity });
		const before = clock.now();

		await expect(trigger.activate()).rejects.toMatchObject({
			message: expect.stringContaining('closed the connection unexpectedly') as string,
			failure: { cause: 'temporarily-unavailable' },
		});
		expect(clock.now() - before).toBeLessThanOrEqual(20 * SECOND);

		trigger.system.faults.clear();
		clock.advance(SECOND);
		await trigger.run.retryActivation();
		trigger.system.add({ id: 'a', startedAt: clock.now() });
		await trigger.poll();
		await trigger.poll(5 * MINUTE);
		expect(trigger.given).toEqual(['a']);
	});
});

test.each(vendors)(
	'$name: given a credential that became wrong while n8n was down, then the restart is quiet and each poll says so, without another sign-in',
	async (vendor) => {
		await using trigger = await Trigger.start(vendor, clock);
		await trigger.begin();
		trigger.run.crash();
		trigger.changeCredential(vendor.wrongSecret);

		expect(await trigger.activate('init')).toEqual([]);
		for (let i = 0; i < 5; i++) {
			expect((await trigger.failure()).failure).toMatchObject({ cause: 'credential-invalid' });
		}
		if (vendor.name === 'Yeastar') expect(trigger.requestsTo('get_token')).toHaveLength(2);
	},
);
