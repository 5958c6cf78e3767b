import { measureIdle } from '../../lab/idle/idlePoll';
import { vendors } from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

describe.each(vendors)('$name: an idle poll', (vendor) => {
	test.each([500, 5_000])(
		'given %i calls a day, then it asks for the recent window only, and writes nothing',
		async (callsADay) => {
			const { requests, bytes, recentBytes, writes, bytesPerCall } = await measureIdle(
				vendor,
				clock,
				callsADay,
			);

			// Yeastar: a link and its file, and every ten minutes what PBX it is; Cytracom: pages of 100
			const pages = vendor.name === 'Yeastar' ? 2.3 : Math.ceil(((callsADay / 24) * 2.2) / 100) + 1;
			expect(requests).toBeLessThanOrEqual(pages);
			expect(bytes).toBeLessThanOrEqual(recentBytes * 1.5 + 2_000);
			expect(writes).toBe(0);
			expect(bytesPerCall).toBeLessThan(24);
		},
		240_000,
	);
});
