import {
	canonical,
	fit,
	isReady,
	type Criteria,
	type Fit,
} from '../../../../nodes/shared/record/criteria';
import { emptyCallRecord, type CallRecord } from '../../../../nodes/shared/record/callRecord';
import { foundCall } from '../../../lab/support/foundCall';

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

const callOf = (values: Partial<CallRecord> = {}) => foundCall({ ...record, ...values });

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
		[{ externalOnly: true }, false],
		[{ externalOnly: false, extension: '', search: null }, true],
		[{ extension: '3200' }, true],
		[{ extension: '7000' }, true],
		[{ extension: '700' }, false],
	])('given the filters %j, then a call between 3200 and 7000 passes: %j', (filters, expected) => {
		expect(fit(callOf(), { event, ...filters })).toBe(expected ? 'yes' : 'no');
	});

	it.each<[Partial<CallRecord>, Partial<Criteria>, Fit]>([
		[{ from: null }, { from: '3200' }, 'later'],
		[{ to: null }, { to: '7000' }, 'later'],
		[{ direction: null }, { direction: 'internal' }, 'later'],
		[{ status: null }, { status: 'ANSWERED' }, 'later'],
		[{ status: 'processing' }, { status: 'completed' }, 'later'],
		[{ status: 'In Progress' }, { status: 'completed' }, 'later'],
		[{ status: 'processing' }, { status: 'processing' }, 'yes'],
		[{ status: 'failed' }, { status: 'completed' }, 'no'],
		[{ sentiment: null }, { sentiment: 'positive' }, 'later'],
		[{ sentiment: null }, { sentiment: 'positive', from: '1' }, 'no'],
		[{ sentiment: null }, { from: '3200' }, 'yes'],
		[{ talkSeconds: null }, { minTalkSeconds: 1 }, 'later'],
		[{ talkSeconds: null }, { minTalkSeconds: 0 }, 'yes'],
		[{ durationSeconds: null }, { minDurationSeconds: 1 }, 'later'],
		[{ status: 'queued', durationSeconds: 0 }, { minDurationSeconds: 1 }, 'later'],
		[{ status: 'queued', durationSeconds: 1 }, { minDurationSeconds: 1 }, 'yes'],
		[{ direction: 'inbound' }, { externalOnly: true }, 'yes'],
		[{ direction: 'outbound', from: null }, { externalOnly: true }, 'yes'],
		[{ direction: null }, { externalOnly: true }, 'no'],
		[{ direction: null, from: '+15125550100' }, { externalOnly: true }, 'yes'],
		[{ direction: null, from: null }, { externalOnly: true }, 'later'],
		[{ from: null }, { extension: '7000' }, 'yes'],
		[{ from: null }, { extension: '3200' }, 'later'],
		[{}, { search: 'HI' }, 'yes'],
		[{}, { search: 'refund' }, 'later'],
		[{ transcript: null, summary: 'A refund' }, { search: 'refund' }, 'yes'],
		[{ transcript: null, summary: 'A refund' }, { search: 'refund hi' }, 'later'],
		[{ summary: 'A refund' }, { search: ' refund\n hi ' }, 'yes'],
		[{ summary: 'A refund' }, { search: 'refund ho' }, 'no'],
		[{ summary: 'A refund', status: 'processing' }, { search: 'ho' }, 'later'],
	])('given %j, then the filters %j say: %s', (values, filters, expected) => {
		expect(fit(callOf(values), { event, ...filters })).toBe(expected);
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
		expect(isReady(foundCall({ ...record, transcript, summary }), { event })).toBe(expected);
	});

	it('given the same filters written in two ways, then they have one form', () => {
		const one = canonical({ minTalkSeconds: 5, to: '1', event, from: '', sentiment: null });
		const two = canonical({ event, to: '1', minTalkSeconds: 5, minDurationSeconds: 0 });
		expect(JSON.stringify(one)).toBe(JSON.stringify(two));
		expect(one).toEqual({ event, to: '1', minTalkSeconds: 5 });
	});

	it('given filters of later versions that are not set, then the form is that of 0.1.0', () => {
		const filters = { from: '1', direction: 'internal', minDurationSeconds: 5 } as const;
		const later = { externalOnly: false, extension: '', search: '' };
		expect(JSON.stringify(canonical({ event, ...later, ...filters }))).toBe(
			'{"event":"newTranscription","from":"1","direction":"internal","minDurationSeconds":5}',
		);
	});

	it('given how a phone system writes numbers, then they are the same however they are written', () => {
		const isSameNumber = (a: string, b: string) => a.replace('x', '') === b.replace('x', '');
		const call = { ...callOf(), isSameNumber };
		expect(fit(call, { from: 'x3200', to: '70x00' })).toBe('yes');
		expect(fit(call, { extension: 'x7000' })).toBe('yes');
		expect(fit(call, { from: 'x320' })).toBe('no');
	});
});
