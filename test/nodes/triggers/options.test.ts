import { MINUTE, Trigger, vendors } from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

describe.each(vendors)('$name: options', (vendor) => {
	const most = vendor.maxInitialHours;

	test.each([
		['lookbackHours', 0, `Lookback Hours must be a number from 1 to 168.`],
		['lookbackHours', -5, `Lookback Hours must be a number from 1 to 168.`],
		['lookbackHours', 200, `Lookback Hours must be a number from 1 to 168.`],
		['lookbackHours', 'soon', `Lookback Hours must be a number from 1 to 168.`],
		['lookbackHours', '', `Lookback Hours must be a number from 1 to 168.`],
		['lookbackHours', Number.NaN, `Lookback Hours must be a number from 1 to 168.`],
		['initialLookbackHours', -1, `Initial Lookback Hours must be a number from 0 to ${most}.`],
		[
			'initialLookbackHours',
			most + 1,
			`Initial Lookback Hours must be a number from 0 to ${most}.`,
		],
		['initialLookbackHours', 'all', `Initial Lookback Hours must be a number from 0 to ${most}.`],
	])('given %s = %j, then the activation says what is allowed', async (name, value, message) => {
		await using trigger = await Trigger.start(vendor, clock, {
			parameters: { options: { [name]: value } },
		});

		await expect(trigger.activate()).rejects.toMatchObject({
			message,
			description: expect.stringContaining('under Options') as string,
		});
		expect(trigger.system.requests).toEqual([]);
	});

	test.each([
		['lookbackHours', 1],
		['lookbackHours', 168],
		['lookbackHours', '48'],
		['initialLookbackHours', 0],
		['initialLookbackHours', most],
	])('given %s = %j, then it works', async (name, value) => {
		await using trigger = await Trigger.start(vendor, clock, {
			parameters: { options: { [name]: value } },
		});
		await trigger.begin();
		trigger.system.add({ id: 'a', startedAt: clock.now() });

		// all of the history may take some polls
		expect(await trigger.pollFor(30 * MINUTE, 5 * MINUTE)).toEqual(['a']);
	});

	test('given fields, then items have these and no others', async () => {
		await using trigger = await Trigger.start(vendor, clock, {
			parameters: { options: { fields: ['summary', 'id'], timesInTranscript: true } },
		});
		await trigger.begin();
		trigger.system.add({ id: 'a', startedAt: clock.now() });
		clock.advance(5 * MINUTE);

		expect(await trigger.run.poll()).toEqual([{ json: { id: 'a', summary: 'Summary of a' } }]);
		// names are for transcripts
		expect(trigger.requestsTo('getaicontext')).toEqual([]);
	});

	test('given a field that there is not, then the activation says so, and nothing is lost', async () => {
		await using trigger = await Trigger.start(vendor, clock, {
			parameters: { options: { fields: '={{ "id,price" }}' } },
		});

		await expect(trigger.activate()).rejects.toMatchObject({
			message: 'There is no field named "price".',
			description: expect.stringContaining('Fields to Include') as string,
		});
		expect(trigger.system.requests).toEqual([]);
	});

	test('given times in the transcript, then they are there if the vendor tells them', async () => {
		await using trigger = await Trigger.start(vendor, clock, {
			parameters: { options: { timesInTranscript: true, includeSpeakerNames: false } },
		});
		await trigger.begin();
		trigger.system.add({ id: 'a', startedAt: clock.now() });
		clock.advance(5 * MINUTE);

		const [item] = (await trigger.run.poll()) ?? [];

		expect(item?.json.transcript).toBe(
			vendor.name === 'Yeastar' ? '00:00:04 1000: Words of a' : 'Agent: Words of a',
		);
	});

	test.each(['false', 'False', 0])('given simplify = %j, then it is off', async (simplify) => {
		await using trigger = await Trigger.start(vendor, clock, { parameters: { simplify } });
		await trigger.begin();
		trigger.system.add({ id: 'a', startedAt: clock.now() });
		clock.advance(5 * MINUTE);

		const [item] = (await trigger.run.poll()) ?? [];

		expect(item?.json).toHaveProperty(vendor.rawId, 'a');
	});

	test('given a lookback that becomes invalid by an edit, then the trigger lives and reports it at the next poll', async () => {
		await using trigger = await Trigger.start(vendor, clock);
		await trigger.begin();

		expect(await trigger.edit({ options: { lookbackHours: 0 } })).toEqual([]);
		await expect(trigger.poll()).rejects.toThrow('Lookback Hours must be');
		await trigger.edit({});
		trigger.system.add({ id: 'a', startedAt: clock.now() });
		expect(await trigger.poll(5 * MINUTE)).toEqual(['a']);
	});
});
