import { canonical, fits, isReady, type Criteria } from '../../../nodes/shared/record/criteria';
import { emptyCallRecord, type CallRecord } from '../../../nodes/shared/record/callRecord';

const event = 'newTranscription';
const record: CallRecord = {
	...emptyCallRecord('yeastar', 'a'),
	startedAt: '2026-05-09T12:00:00.000Z',
	from: '3200',
	to: '7000',
	direction: 'internal',
	status: 'ANSWERED',
	sentiment: 'positive',
	talkSeconds: 10,
	durationSeconds: 13,
	transcript: '7000: Hi',
};

describe('criteria', () => {
	it.each<[Partial<Criteria>, boolean]>([
		[{}, true],
		[{ from: '', to: null, direction: '', status: undefined, sentiment: null }, true],
		[{ minTalkSeconds: 0, minDurationSeconds: null }, true],
		[{ from: '3200' }, true],
		[{ from: '320' }, false],
		[{ to: '7000' }, true],
		[{ to: '3200' }, false],
		[{ direction: 'internal' }, true],
		[{ direction: 'inbound' }, false],
		[{ status: 'ANSWERED' }, true],
		[{ status: 'answered' }, false],
		[{ sentiment: 'positive' }, true],
		[{ sentiment: 'negative' }, false],
		[{ minTalkSeconds: 10 }, true],
		[{ minTalkSeconds: 11 }, false],
		[{ minDurationSeconds: 13 }, true],
		[{ minDurationSeconds: 14 }, false],
		[{ from: '3200', to: '7000', direction: 'internal', minTalkSeconds: 11 }, false],
	])('given the filters %j, then a call between 3200 and 7000 passes: %j', (filters, expected) => {
		expect(fits(record, filters)).toBe(expected);
	});

	it('given a call whose length is not known, then only a filter that asks for some leaves it out', () => {
		const unknown = { ...record, talkSeconds: null, durationSeconds: null };
		expect(fits(unknown, { minTalkSeconds: 0 })).toBe(true);
		expect(fits(unknown, { minTalkSeconds: 1 })).toBe(false);
		expect(fits(unknown, { minDurationSeconds: 1 })).toBe(false);
	});

	it.each([
		[event, 'x', null, true],
		[event, null, 'x', false],
		[event, ' \n', 'x', false],
		['newSummary', 'x', null, false],
		['newSummary', 'x', ' ', false],
		['newSummary', null, 'x', true],
	] as const)('given %s, transcript %j and summary %j, then ready: %j', (...given) => {
		const [event, transcript, summary, expected] = given;
		expect(isReady({ ...record, transcript, summary }, { event })).toBe(expected);
	});

	it('given the same filters written in two ways, then they have one form', () => {
		const one = canonical({ minTalkSeconds: 5, to: '1', event, from: '', sentiment: null });
		const two = canonical({ event, to: '1', minTalkSeconds: 5, minDurationSeconds: 0 });
		expect(JSON.stringify(one)).toBe(JSON.stringify(two));
		expect(one).toEqual({ event, to: '1', minTalkSeconds: 5 });
	});
});
