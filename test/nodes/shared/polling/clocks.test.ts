import { DAY, HOUR, MINUTE } from '../../../../nodes/shared/polling/timing';
import { LONG, scenario, START } from './scenario';

describe('clocks', () => {
	it.each([-HOUR, HOUR])(
		'given one that moves by %d ms, then nothing is lost or twice',
		async (by) => {
			for (const mode of ['plain', 'durable'] as const) {
				const { call, begin, n8n, time, pollUntil } = scenario({}, mode);
				for (let i = 0; i < 60; i++)
					call(`${i}`, i * HOUR - 30 * MINUTE, (i % 24) * HOUR + 45 * MINUTE);
				await begin();
				await pollUntil(10 * HOUR);
				time.offset = by;
				await pollUntil(20 * HOUR);
				time.offset = 0;
				await pollUntil(90 * HOUR);
				expect(new Set(n8n.given).size).toBe(60);
				expect(n8n.given).toHaveLength(60);
			}
		},
	);

	it.each([-400, -2, 2, 400])(
		'given one that is wrong by %d days for half an hour, then nothing is lost or twice',
		async (days) => {
			const { call, begin, n8n, time, pollUntil } = scenario();
			for (let i = 0; i < 60; i++) call(`${i}`, i * HOUR, (i % 23) * HOUR + 1);
			await begin();
			await pollUntil(30 * HOUR);
			time.offset = days * DAY;
			await pollUntil(30 * HOUR + 30 * MINUTE, 5 * MINUTE);
			time.offset = 0;
			await pollUntil(90 * HOUR);
			expect(new Set(n8n.given).size).toBe(60);
			expect(n8n.given).toHaveLength(60);
		},
	);

	it.each([-HOUR, HOUR])(
		'given starts that are read %d ms wrong later on, and a busy phone system, then no call comes twice',
		async (by) => {
			const { call, begin, n8n, pollUntil } = scenario({ lookbackMs: 3 * HOUR });
			for (let i = 0; i < 60; i++) {
				const moves = { at: START + (i + 12) * 10 * MINUTE, by };
				call(`${i}`, (i + 7) * 10 * MINUTE, MINUTE, { moves });
			}
			await begin();
			await pollUntil(20 * HOUR, 5 * MINUTE);
			expect(n8n.given).toEqual(Array.from({ length: 60 }, (_, i) => `${i}`));
		},
	);

	it('given an activation under a clock a year ahead, when it is corrected, then the trigger works', async () => {
		const { call, begin, n8n, time, pollUntil } = scenario();
		call('history', -HOUR);
		call('new', 2 * HOUR);
		time.offset = 365 * DAY;
		await begin();
		time.offset = 0;
		await pollUntil(LONG);
		expect(n8n.given).toEqual(['new']);
	});
});
