import { newestFitting } from '../../../nodes/shared/polling/judge';
import { windowsBack } from '../../../nodes/shared/polling/plan';
import type { FoundCall } from '../../../nodes/shared/found';
import { CLOCK_SLACK, HOUR } from '../../../nodes/shared/polling/timing';
import { emptyCallRecord, type CallRecord } from '../../../nodes/shared/record/callRecord';

const event = 'newTranscription';
const record: CallRecord = {
	...emptyCallRecord('yeastar', 'a'),
	startedAt: '2026-05-09T12:00:00.000Z',
	from: '3200',
	transcript: '7000: Hi',
};

describe('newestFitting', () => {
	const at = (startedAt: string | null, more: Partial<CallRecord> = {}) => ({
		raw: null,
		record: { ...record, startedAt, ...more },
	});

	it('given calls in any order, then the newest that the trigger would give is kept', () => {
		const best = at('2026-05-09T12:00:00.000Z');
		const others = [
			at('2026-05-09T11:00:00.000Z'),
			at('2026-05-09T13:00:00.000Z', { transcript: null }),
			at('2026-05-09T13:00:00.000Z', { from: '1' }),
			at(null),
			{ unreadable: { key: 'x', reason: 'y' } },
		];
		const criteria = { event, from: '3200' } as const;
		for (const list of [
			[best, ...others],
			[...others, best],
		]) {
			let newest: FoundCall | undefined;
			for (const found of list) newest = newestFitting(newest, found, criteria);
			expect(newest).toBe(best);
		}
	});

	it('given a stretch of time, then its windows come newest first', () => {
		expect(windowsBack(10 * HOUR, 3 * HOUR, 2 * HOUR)).toEqual([
			{ from: 9 * HOUR, to: 10 * HOUR + CLOCK_SLACK },
			{ from: 7 * HOUR, to: 9 * HOUR },
		]);
	});

	it('given calls of one moment, or none with a date, then the first is kept', () => {
		for (const startedAt of ['2026-05-09T12:00:00.000Z', null, 'no date']) {
			const first = at(startedAt);
			expect(newestFitting(first, at(startedAt), { event })).toBe(first);
			expect(newestFitting(undefined, first, { event })).toBe(first);
		}
	});
});
