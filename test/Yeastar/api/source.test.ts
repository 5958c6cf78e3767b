import { yeastarVendor } from '../../../nodes/Yeastar/api/source';

test('the filters of the trigger are those of the engine', () => {
	expect(yeastarVendor.criteriaOf({})).toEqual({ minTalkSeconds: 0 });
	expect(
		yeastarVendor.criteriaOf({
			callFrom: ' 3200 ',
			callTo: 7000,
			callType: 'Inbound',
			lastStatus: 'ANSWERED',
			minTalkSeconds: '30',
		}),
	).toEqual({
		from: '3200',
		to: '7000',
		direction: 'inbound',
		status: 'ANSWERED',
		minTalkSeconds: 30,
	});
});

test('history goes back a year', () => {
	expect(yeastarVendor.maxInitialLookbackHours).toBe(366 * 24);
});
