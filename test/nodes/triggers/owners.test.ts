import type { startCytracomSimulator } from '../../lab/simulators';
import { startYeastarSimulator } from '../../lab/simulators';
import { cytracomCall, yeastarCall } from '../../lab/support/triggerCalls';
import {
	cytracom,
	HOUR,
	MINUTE,
	Trigger,
	vendorsInBothModes,
	yeastar,
} from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

/** A trigger that has given a call. */
async function started(vendor: typeof yeastar, options = {}): Promise<Trigger> {
	const trigger = await Trigger.start(vendor, clock, options);
	await trigger.begin();
	trigger.system.add({ id: 'first', startedAt: clock.now() });
	await trigger.poll(2 * MINUTE);
	return trigger;
}

describe.each(vendorsInBothModes)('$name, $mode: the credential', ({ vendor, durable }) => {
	test('given another phone system, then the trigger starts afresh there: no history, and new calls', async () => {
		await using trigger = await started(vendor, { durable });
		const other = await vendor.start({
			clock,
			simulator: { serialNumber: 'ANOTHER', token: 'token of another account' },
		});
		await using _other = { [Symbol.asyncDispose]: async () => await other.system.close() };
		other.system.add(
			...Array.from({ length: 30 }, (_, i) => ({
				id: `history ${i}`,
				startedAt: clock.now() - (i + 1) * 30 * MINUTE,
			})),
		);

		trigger.changeCredential(other.credential);
		await trigger.poll(10 * MINUTE);
		other.system.add({ id: 'new', startedAt: clock.now() });
		await trigger.pollFor(6 * HOUR, HOUR);

		expect(trigger.given).toEqual(['first', 'new']);
	});
});

describe.each([false, true])('a phone system under another name (durable: %s)', (durable) => {
	test('given a Cytracom token that was replaced by another of the same account, then it goes on', async () => {
		await using trigger = await started(cytracom, { durable });
		const api = trigger.system as unknown as Awaited<ReturnType<typeof startCytracomSimulator>>;
		api.tokens.clear();
		api.tokens.add('the new token');
		trigger.system.add({ id: 'meanwhile', startedAt: clock.now() });
		expect((await trigger.failure(2 * MINUTE)).failure).toEqual({ cause: 'credential-invalid' });

		trigger.changeCredential({ token: 'the new token' });
		await trigger.poll();
		await trigger.pollFor(4 * HOUR, HOUR);

		expect(trigger.given).toEqual(['first', 'meanwhile']);
	});

	test('given a Cytracom address that was wrong for a while, then the fault is told, and nothing is lost', async () => {
		await using trigger = await started(cytracom, { durable });
		const { origin: right } = trigger.system as unknown as { origin: string };
		trigger.changeCredential({ baseUrl: 'http://127.0.0.1:9' });
		trigger.system.add({ id: 'meanwhile', startedAt: clock.now() });
		expect((await trigger.failure(2 * MINUTE)).message).toContain('127.0.0.1:9');

		trigger.changeCredential({ baseUrl: right });
		await trigger.pollFor(4 * HOUR, HOUR);

		expect(trigger.given).toEqual(['first', 'meanwhile']);
	});

	test('given a PBX that has moved to another address, then its serial number tells: it goes on', async () => {
		await using trigger = await started(yeastar, { durable });
		const moved = await startYeastarSimulator({ clock });
		await using _moved = { [Symbol.asyncDispose]: async () => await moved.close() };
		const startedAt = clock.now();
		moved.addCall(yeastarCall({ id: 'first', startedAt: startedAt - 2 * MINUTE }));
		moved.addCall(yeastarCall({ id: 'meanwhile', startedAt }));

		trigger.changeCredential({ baseUrl: moved.url });
		await trigger.poll(10 * MINUTE);
		await trigger.pollFor(4 * HOUR, HOUR);

		expect(trigger.given).toEqual(['first', 'meanwhile']);
	});

	test('given a PBX that no longer tells its serial number, then its calls tell: it goes on', async () => {
		await using trigger = await started(yeastar, { durable });
		const pbx = trigger.system as unknown as Awaited<ReturnType<typeof startYeastarSimulator>>;
		pbx.readings.systemInformation = 'denied';
		// another application: what the PBX told the one before is no longer known
		pbx.rotateSecret('another one');
		trigger.changeCredential({ clientSecret: 'another one' });
		clock.advance(11 * MINUTE);
		trigger.system.add({ id: 'meanwhile', startedAt: clock.now() });
		await trigger.pollFor(2 * HOUR, 20 * MINUTE);
		pbx.readings.systemInformation = 'full';
		trigger.system.add({ id: 'later', startedAt: clock.now() });
		await trigger.pollFor(2 * HOUR, 20 * MINUTE);

		expect(trigger.given).toEqual(['first', 'meanwhile', 'later']);
	});

	test('given a PBX that no longer tells its serial number before there was any call, then it is still the same PBX', async () => {
		await using trigger = await Trigger.start(yeastar, clock, { durable });
		await trigger.begin();
		const pbx = trigger.system as unknown as Awaited<ReturnType<typeof startYeastarSimulator>>;
		trigger.system.add({ id: 'first', startedAt: clock.now() + MINUTE });
		pbx.readings.systemInformation = 'denied';
		await trigger.poll(30 * MINUTE);
		pbx.readings.systemInformation = 'full';
		await trigger.pollFor(2 * HOUR, HOUR);

		expect(trigger.given).toEqual(['first']);
	});
});

test('given two triggers for one account, then each gives every call once', async () => {
	await using one = await started(cytracom);
	const api = one.system as unknown as Awaited<ReturnType<typeof startCytracomSimulator>>;
	clock.advance(10 * MINUTE);
	await using two = await Trigger.start(cytracom, clock, { credential: { baseUrl: api.url } });
	await two.begin();
	api.addCall(cytracomCall({ id: 'both', startedAt: clock.now() }));

	await one.poll(2 * MINUTE);
	await two.poll();

	expect([one.given, two.given]).toEqual([['first', 'both'], ['both']]);
});
