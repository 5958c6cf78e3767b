import { DAY, HOUR, MINUTE } from '../../../../nodes/shared/polling/timing';
import { LONG, scenario, START } from './scenario';

const modes = ['plain', 'durable'] as const;
const inbound = { record: { direction: 'inbound' } } as const;
const outbound = { record: { direction: 'outbound' } } as const;

describe.each(modes)('settings that change (%s)', (mode) => {
	it('given a filter that is removed, then what it had left out stays left out', async () => {
		const { call, begin, n8n, pollUntil } = scenario(
			{ criteria: { event: 'newTranscription', direction: 'inbound' } },
			mode,
		);
		call('fits', HOUR, MINUTE, inbound);
		call('left out', 2 * HOUR, MINUTE, outbound);
		call('left out, late', 2 * HOUR, 10 * HOUR, outbound);
		call('fits, late', 2 * HOUR, 10 * HOUR, inbound);
		call('after the change', 6 * HOUR, MINUTE, outbound);
		await begin();
		await pollUntil(5 * HOUR);
		await n8n.edit({ criteria: { event: 'newTranscription' } });
		await pollUntil(LONG);
		expect(n8n.given).toEqual(['fits', 'after the change', 'fits, late']);
	});

	it('given filters that are tried one after the other, then each counts for the calls of its time', async () => {
		const { call, begin, n8n, pollUntil, look } = scenario({}, mode);
		call('fits all', 0.5 * HOUR, 5 * HOUR, { record: { direction: 'inbound', talkSeconds: 60 } });
		call('short', 0.5 * HOUR, 5 * HOUR, { record: { direction: 'inbound', talkSeconds: 6 } });
		call('outbound', 0.5 * HOUR, 5 * HOUR, { record: { direction: 'outbound', talkSeconds: 60 } });
		await begin();
		await pollUntil(HOUR);
		const event = 'newTranscription';
		for (const more of [{ direction: 'inbound' as const }, { minTalkSeconds: 30 }, {}, {}, {}]) {
			await n8n.edit({ criteria: { event, ...more } });
			await n8n.tick();
		}
		// The same settings twice are one entry.
		expect(look().former).toHaveLength(3);
		await pollUntil(8 * HOUR);
		expect(n8n.given).toEqual(['fits all']);
		call('days later', 3 * DAY, MINUTE, outbound);
		await pollUntil(3 * DAY + 2 * HOUR);
		expect(n8n.given).toEqual(['fits all', 'days later']);
		expect(look().former).toEqual([]);
	});

	it('given more changes than are kept, then the state stays small', async () => {
		const { begin, n8n, look } = scenario({}, mode);
		await begin();
		for (let i = 0; i < 30; i++) {
			await n8n.edit({ criteria: { event: 'newTranscription', from: `${i}` } });
			await n8n.tick();
		}
		expect(look().former).toHaveLength(20);
	});

	it('given a longer lookback, then what the shorter one had left out does not flood in', async () => {
		const { call, begin, n8n, pollUntil } = scenario({ lookbackMs: 2 * HOUR }, mode);
		const at = (ms: number) => ({ record: { transcribedAt: new Date(START + ms).toISOString() } });
		call('in time', HOUR, MINUTE, at(HOUR + MINUTE));
		call('too late', 2 * HOUR, 8 * HOUR, at(10 * HOUR));
		call('late after the change', 14 * HOUR, 20 * HOUR);
		call('pending at the change', 13 * HOUR + 30 * MINUTE, HOUR);
		await begin();
		await pollUntil(14 * HOUR);
		await n8n.edit({ lookbackMs: 48 * HOUR });
		await pollUntil(3 * DAY);
		expect(n8n.given).toEqual(['in time', 'pending at the change', 'late after the change']);
	});

	it('given a shorter lookback, then nothing is given twice', async () => {
		const { call, begin, n8n, pollUntil } = scenario({ lookbackMs: 3 * DAY }, mode);
		for (let hour = 1; hour < 100; hour++)
			call(`${hour}`, hour * HOUR, (hour % 3) * 20 * MINUTE + 1);
		await begin();
		await pollUntil(50 * HOUR);
		await n8n.edit({ lookbackMs: HOUR });
		await pollUntil(110 * HOUR);
		expect([...n8n.given].sort((a, b) => Number(a) - Number(b))).toEqual(
			Array.from({ length: 99 }, (_, i) => `${i + 1}`),
		);
	});

	it('given newSummary, then a call is given when its summary comes, and not before', async () => {
		const { call, begin, n8n, pollUntil } = scenario({ criteria: { event: 'newSummary' } }, mode);
		call('late', HOUR, MINUTE, { summaryAt: START + 20 * HOUR });
		call('never', HOUR, MINUTE, { summaryAt: Infinity });
		call('at once', 2 * HOUR);
		await begin();
		await pollUntil(19 * HOUR);
		expect(n8n.given).toEqual(['at once']);
		await pollUntil(LONG);
		expect(n8n.given).toEqual(['at once', 'late']);
	});

	it('given newSummary instead of newTranscription, then what was given is not given again', async () => {
		const { call, begin, n8n, pollUntil } = scenario({}, mode);
		call('given', HOUR, MINUTE, { summaryAt: START + 10 * HOUR });
		call('pending', HOUR, 5 * HOUR);
		await begin();
		await pollUntil(2 * HOUR);
		await n8n.edit({ criteria: { event: 'newSummary' } });
		await pollUntil(LONG);
		expect(n8n.given).toEqual(['given', 'pending']);
	});

	it('given newTranscription instead of newSummary, then a call without a summary waits for it', async () => {
		const { call, begin, n8n, pollUntil } = scenario({ criteria: { event: 'newSummary' } }, mode);
		call('before', HOUR, MINUTE, { summaryAt: START + 10 * HOUR });
		call('after', 3 * HOUR, MINUTE, { summaryAt: Infinity });
		await begin();
		await pollUntil(2 * HOUR);
		await n8n.edit({ criteria: { event: 'newTranscription' } });
		await pollUntil(9 * HOUR);
		expect(n8n.given).toEqual(['after']);
		await pollUntil(LONG);
		expect(n8n.given).toEqual(['after', 'before']);
	});
});
