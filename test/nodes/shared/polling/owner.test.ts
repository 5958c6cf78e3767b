import { callKey } from '../../../../nodes/shared/polling/remembered';
import { serialize } from '../../../../nodes/shared/polling/state';
import { DAY, HOUR, MINUTE } from '../../../../nodes/shared/polling/timing';
import { asked, LONG, scenario, START } from './scenario';

/** Any former token of the same vendor. */
const mayHaveBeen = (former: string) => former.startsWith('token');

describe('owner', () => {
	it('[P11] given another phone system, then the trigger starts afresh there', async () => {
		const { call, begin, n8n, pollUntil, vendor, look } = scenario();
		call('of the first', HOUR);
		await begin();
		await pollUntil(2 * HOUR);
		vendor.calls = [];
		call('history', 1.5 * HOUR);
		call('under way', 1.9 * HOUR, 40 * MINUTE);
		await n8n.edit({ owner: 'pbx 2' });
		await pollUntil(LONG);
		expect(n8n.given).toEqual(['of the first', 'under way']);
		expect(look().owner).toBe('pbx 2');
	});

	it('[P11] given a new token of the same account, when a remembered call shows up, then it goes on', async () => {
		const { call, begin, n8n, pollUntil, pollAt, look } = scenario({ owner: 'token 1' });
		call('known', HOUR);
		call('in the gap', 30 * HOUR);
		call('late', 20 * HOUR, 20 * HOUR);
		await begin();
		await pollUntil(2 * HOUR);
		await pollAt(2 * DAY);
		n8n.given.splice(0, 1);
		await n8n.edit({ owner: 'token 2', mayHaveBeen });
		await pollUntil(3 * DAY);
		expect([...n8n.given].sort()).toEqual(['in the gap', 'late']);
		expect(look()).toMatchObject({ owner: 'token 2', activatedAt: expect.any(Number) as number });
		expect(look().activatedAt).toBeLessThan(START + HOUR);
	});

	it.each([HOUR, DAY - 1000])(
		'[P11] given a new token and windows of %d ms, then it goes on, whatever the windows mean',
		async (maxWindowMs) => {
			for (const windowsMean of ['start', 'transcript'] as const) {
				const { call, begin, n8n, pollUntil, vendor, look } = scenario({
					owner: 'token 1',
					maxWindowMs,
				});
				vendor.windowsMean = windowsMean;
				call('known', HOUR, 8 * HOUR);
				call('meanwhile', 10 * HOUR);
				await begin();
				await pollUntil(9.5 * HOUR);
				await n8n.edit({ owner: 'token 2', mayHaveBeen });
				await pollUntil(12 * HOUR);
				expect(n8n.given).toEqual(['known', 'meanwhile']);
				expect(look().activatedAt).toBe(START);
			}
		},
	);

	it('[P11] given a new token and a remembered call that is dated in the future, then it goes on', async () => {
		const { call, begin, n8n, pollUntil, look } = scenario({ owner: 'token 1' });
		call('known', HOUR);
		await begin();
		await pollUntil(2 * HOUR);
		const state = look();
		state.seen.add(callKey('from a clock that is wrong'), START + 30 * DAY);
		n8n.state = serialize(state);
		call('meanwhile', 5.5 * HOUR);
		await pollUntil(5 * HOUR);
		await n8n.edit({ owner: 'token 2', mayHaveBeen });
		await pollUntil(7 * HOUR);
		expect(n8n.given).toEqual(['known', 'meanwhile']);
		expect(look().activatedAt).toBe(START);
	});

	it('given a token of another account, when no remembered call shows up, then it starts afresh', async () => {
		const { call, begin, n8n, pollUntil, vendor, look } = scenario({ owner: 'token 1' });
		call('known', HOUR);
		await begin();
		await pollUntil(2 * HOUR);
		vendor.calls = [];
		call('history', 1.1 * HOUR);
		await n8n.edit({ owner: 'token 2', mayHaveBeen });
		await pollUntil(LONG);
		expect(n8n.given).toEqual(['known']);
		expect(look().owner).toBe('token 2');
		expect(look().activatedAt).toBeGreaterThan(START + 2 * HOUR);
	});

	it('given a token of another account and an initial lookback, then its history is given', async () => {
		const made = scenario({ owner: 'token 1', initialLookbackMs: DAY });
		const { call, begin, n8n, pollAt, vendor } = made;
		call('known', HOUR);
		await begin();
		await pollAt(2 * HOUR);
		vendor.calls = [];
		call('history', -10 * HOUR);
		await n8n.edit({ owner: 'token 2', mayHaveBeen });
		await n8n.tick();
		expect(n8n.given).toEqual(['known', 'history']);
	});

	it('given a new token while the cloud is away, then nothing is decided', async () => {
		const { call, begin, n8n, pollUntil, vendor, look } = scenario({ owner: 'token 1' });
		call('known', HOUR);
		call('new', 3 * HOUR);
		await begin();
		await pollUntil(2 * HOUR);
		const before = n8n.state;
		vendor.failure = () => ({ after: 0 });
		expect((await n8n.edit({ owner: 'token 2', mayHaveBeen })).error).toBeInstanceOf(Error);
		expect(n8n.state).toBe(before);
		vendor.failure = () => undefined;
		await pollUntil(LONG);
		expect(n8n.given).toEqual(['known', 'new']);
		expect(look().owner).toBe('token 2');
	});

	it('given a token that was never another, or a state that remembers nothing, then nothing is probed', async () => {
		for (const may of [undefined, () => false, mayHaveBeen]) {
			const { begin, n8n, look } = scenario({ owner: 'token 1' });
			await begin();
			await n8n.edit({ owner: 'token 2', mayHaveBeen: may });
			await n8n.tick();
			expect(look().owner).toBe('token 2');
		}
	});

	it('given a poll for the former phone system that ends late, then it counts for nothing', async () => {
		const made = scenario({}, 'plain');
		const { call, begin, n8n, pollUntil, vendor, time, look } = made;
		await begin();
		call('of the first', HOUR);
		time.real = START + 2 * HOUR;
		const open = made.holdAnswer();
		const late = n8n.tick();
		await asked(vendor);
		n8n.settings = { ...n8n.settings, owner: 'pbx 2' };
		const { calls } = vendor;
		vendor.calls = [];
		await n8n.tick();
		vendor.calls = calls;
		open();
		expect((await late).given).toEqual([]);
		vendor.calls = [];
		await pollUntil(4 * HOUR);
		expect(look().owner).toBe('pbx 2');
		expect(n8n.given).toEqual([]);
	});

	it('given a poll with the former token that ends late, then the new token stays, and its calls are given by the next poll', async () => {
		const made = scenario({ owner: 'token 1' }, 'plain');
		const { call, begin, n8n, pollUntil, vendor, look } = made;
		call('known', HOUR);
		await begin();
		await pollUntil(2 * HOUR);
		const open = made.holdAnswer();
		const late = n8n.tick();
		await asked(vendor);
		n8n.settings = { ...n8n.settings, owner: 'token 2', mayHaveBeen };
		await n8n.tick();
		expect(look().owner).toBe('token 2');
		call('new', 1.9 * HOUR);
		open();
		expect((await late).given).toEqual([]);
		expect((await n8n.tick()).given).toEqual(['new']);
		expect(look().owner).toBe('token 2');
	});
});
