import { HOUR, MINUTE, Trigger, vendorsInBothModes } from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

describe.each(vendorsInBothModes)('$name, $mode: the saved state', ({ vendor, durable }) => {
	const started = async () => {
		const trigger = await Trigger.start(vendor, clock, { durable });
		await trigger.begin();
		trigger.system.add({ id: 'first', startedAt: clock.now() });
		await trigger.poll(2 * MINUTE);
		return trigger;
	};

	test.each<[string, (state: string) => unknown]>([
		['another node type’s', () => ({ lastTimeChecked: '2026-06-01T00:00:00Z', ids: ['first'] })],
		['of another node type under our name', () => ({ calls: { seen: ['first'] } })],
		['a number', () => ({ calls: 17 })],
		['a newer version’s', (state) => ({ calls: state.replace(/^1 /, '2 ') })],
		['cut off', (state) => ({ calls: state.slice(0, state.length / 2) })],
		['damaged in the middle', (state) => ({ calls: state.replace('"settled":1', '"settled":9') })],
		[
			'JSON with other values',
			(state) => ({ calls: state.replace('"seen":{', '"seen":{"x":"y",') }),
		],
	])(
		'[P14] given one that is %s, then it starts afresh: no flood, no call twice, and new calls',
		async (_, spoil) => {
			await using trigger = await started();
			clock.advance(10 * MINUTE);
			const now = clock.now();
			trigger.system.add(
				...Array.from({ length: 20 }, (_, i) => ({
					id: `old ${i}`,
					startedAt: now - (i + 1) * HOUR,
				})),
				{ id: 'under way', startedAt: now - 10 * MINUTE, readyAt: now + 5 * HOUR },
			);

			trigger.restore(spoil(trigger.saved));
			await trigger.begin('init');
			trigger.system.add({ id: 'new', startedAt: clock.now() });
			await trigger.pollFor(8 * HOUR, HOUR);

			expect(trigger.given).toEqual(['first', 'new', 'under way']);
			expect(trigger.saved).toMatch(/^1 /);
		},
	);

	test.each([
		['none', undefined],
		['an empty one', {}],
		['an empty text', { calls: '' }],
	])('given %s, then it is a first activation', async (_, state) => {
		await using trigger = await started();
		trigger.restore(state);
		clock.advance(10 * MINUTE);
		await trigger.begin();
		trigger.system.add({ id: 'new', startedAt: clock.now() });
		await trigger.pollFor(3 * HOUR, HOUR);

		expect(trigger.given).toEqual(['first', 'new']);
	});

	test('given nothing new, then a poll writes nothing', async () => {
		await using trigger = await started();
		await trigger.poll(5 * MINUTE);
		const before = JSON.stringify(trigger.run.savedStaticData);
		const live: unknown[] = [];
		for (let i = 0; i < 10; i++) {
			await trigger.poll(MINUTE);
			live.push(JSON.stringify(trigger.run.savedStaticData));
		}

		expect(new Set(live)).toEqual(new Set([before]));
	});

	test('nothing of a call and no secret is in it', async () => {
		await using trigger = await started();
		trigger.system.add({
			id: 'private',
			startedAt: clock.now(),
			from: '+15125550177',
			words: 'secret',
		});
		await trigger.poll(2 * MINUTE);

		const { store } = trigger.engine;
		const secrets = ['clientSecret', 'clientId', 'token', 'sessionToken'].flatMap(
			(name) => (store.read(trigger.credential.id)[name] as string | undefined) ?? [],
		);
		expect(trigger.given).toContain('private');
		for (const text of ['private', '15125550177', 'secret', ...secrets.filter(Boolean)]) {
			expect(trigger.saved).not.toContain(text);
		}
	});
});
