import { Cytracom } from '../../../nodes/Cytracom/Cytracom.node';
import { Yeastar } from '../../../nodes/Yeastar/Yeastar.node';
import { forgetTriggers } from '../../../nodes/shared/trigger/triggerMemory';
import { runNode } from '../../lab/engine';
import { HOUR, MINUTE, Trigger, vendors, vendorsInBothModes } from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const NODES = { Yeastar, Cytracom };

/** What Get Health reports about the triggers, with the trigger's credential or another one of its n8n. */
async function triggersOf(trigger: Trigger, credential = trigger.credential) {
	const { name, type, credentialType } = trigger.vendor;
	const action = type.replace('Trigger', '');
	const { items, error } = await runNode(
		{ ...trigger.engine, nodeTypes: { [action]: NODES[name] } },
		{
			type: action,
			parameters: { resource: 'system', operation: 'getHealth' },
			credentials: { [credentialType]: credential },
		},
	);
	if (error) throw error;
	return items[0]?.json.triggers;
}

const iso = (ms: number) => new Date(ms).toISOString();
const fail = (trigger: Trigger) =>
	trigger.system.faults.add({ kind: 'http', status: 500, times: Infinity });

describe.each(vendorsInBothModes)('$name, $mode: Get Health', ({ vendor, durable }) => {
	test('tells what a trigger did, and since when it fails', async () => {
		forgetTriggers();
		await using trigger = await Trigger.start(vendor, clock, { durable });
		expect(await triggersOf(trigger)).toBeNull();
		await trigger.begin();
		trigger.system.add({ id: 'a', startedAt: clock.now() }, { id: 'b', startedAt: clock.now() });
		await trigger.poll();

		const good = { problem: null, backlogFrom: null, unreadableFrom: null, unreadableTo: null };
		const told = { workflowId: 'engine-test', node: expect.any(String) as unknown };
		const polledAt = iso(clock.now());
		expect(await triggersOf(trigger)).toEqual([
			expect.objectContaining({
				...{ ...good, ...told, callsGiven: 2, lastPollAt: polledAt, lastSuccessAt: polledAt },
			}),
		]);

		fail(trigger);
		for (let polls = 0; polls < 4; polls++) await trigger.failure(HOUR);
		// Get Health itself tries again, which takes virtual time
		const failedAt = iso(clock.now());
		expect(await triggersOf(trigger)).toEqual([
			expect.objectContaining({
				...{ callsGiven: 2, lastPollAt: failedAt, lastSuccessAt: polledAt },
				problem: expect.stringMatching(/\. .*\./) as unknown,
				backlogFrom: expect.any(String) as unknown,
			}),
		]);

		trigger.system.faults.clear();
		await trigger.poll();
		expect(await triggersOf(trigger)).toEqual([
			expect.objectContaining({ ...good, lastSuccessAt: iso(clock.now()) }),
		]);
	});
});

describe.each(vendors)('$name: Get Health', (vendor) => {
	test('tells of a fault that a restart keeps quiet', async () => {
		await using trigger = await Trigger.start(vendor, clock);
		await trigger.begin();
		fail(trigger);
		trigger.run.crash();
		await trigger.activate('init');

		expect(await triggersOf(trigger)).toEqual([
			expect.objectContaining({ problem: expect.any(String) as unknown }),
		]);
	});

	test('tells of the triggers of its own credential only, also when that changes', async () => {
		await using trigger = await Trigger.start(vendor, clock);
		await using other = await Trigger.start(vendor, clock);
		await trigger.begin();
		trigger.system.add({ id: 'a', startedAt: clock.now() });
		await trigger.poll();
		const { store } = trigger.engine;
		const data = other.engine.store.read(other.credential.id);
		const stranger = store.add(vendor.credentialType, data);
		expect(await triggersOf(trigger, stranger)).toEqual([]);

		const before = store.add(vendor.credentialType, store.read(trigger.credential.id));
		trigger.changeCredential(data);
		await trigger.poll(2 * MINUTE);

		expect(await triggersOf(trigger, before)).toEqual([]);
		expect(await triggersOf(trigger, stranger)).toEqual([
			expect.objectContaining({ callsGiven: 0, watchedSince: iso(clock.now()) }),
		]);
	});

	test('names the oldest stretch that cannot be read', async () => {
		await using trigger = await Trigger.start(vendor, clock, {
			...(vendor.name === 'Yeastar' && {
				simulator: { timeZone: 'UTC' },
				credential: { timeZone: 'UTC' },
			}),
		});
		await trigger.begin();
		trigger.system.add({ id: 'broken', startedAt: clock.now() });
		trigger.system.faults.add({
			kind: 'bytes',
			match: vendor.reading,
			times: Infinity,
			change: (body) =>
				body.includes('"broken"') ? { body: Buffer.from('{"errcode":0,') } : { body },
		});
		const began = clock.now();
		for (let polls = 0; polls < 8; polls++) await trigger.poll(HOUR).catch(() => undefined);
		const stretch = async () =>
			((await triggersOf(trigger)) as { unreadableFrom: string; unreadableTo: string }[])[0]!;

		const { unreadableFrom, unreadableTo } = await stretch();
		expect(Date.parse(unreadableFrom)).toBeLessThanOrEqual(began);
		expect(Date.parse(unreadableTo)).toBeGreaterThan(Date.parse(unreadableFrom));

		trigger.system.faults.clear();
		for (let polls = 0; polls < 3; polls++) await trigger.poll(HOUR).catch(() => undefined);
		expect(await stretch()).toMatchObject({ unreadableFrom: null, unreadableTo: null });
	});
});
