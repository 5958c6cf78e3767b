import { newer } from '../../../../nodes/shared/trigger/newestFitting';
import type { FoundCall } from '../../../../nodes/shared/found';
import { emptyCallRecord, type CallRecord } from '../../../../nodes/shared/record/callRecord';
import { foundCall } from '../../../lab/support/foundCall';

const event = 'newTranscription';
const record: CallRecord = {
	...emptyCallRecord('yeastar', 'a'),
	startedAt: '2026-05-09T12:00:00.000Z',
	from: '3200',
	transcript: '7000: Hi',
};

describe('newer', () => {
	const at = (startedAt: string | null, more: Partial<CallRecord> = {}) =>
		foundCall({ ...record, startedAt, ...more });

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
			for (const found of list) newest = newer(newest, found, criteria);
			expect(newest).toBe(best);
		}
	});
});
