import { emptyCallRecord } from '../../../nodes/shared/record/callRecord';

test('an empty record has every key of the contract, in its order, and nothing in it', () => {
	expect(JSON.stringify(emptyCallRecord('yeastar', '20260509214921-8AA6D'))).toBe(
		'{"provider":"yeastar","id":"20260509214921-8AA6D","callId":null,"startedAt":null,"direction":null,' +
			'"status":null,"from":null,"to":null,"durationSeconds":null,"ringSeconds":null,"talkSeconds":null,' +
			'"holdSeconds":null,"sentiment":null,"labels":{},"transcript":null,"turns":[],"summary":null,' +
			'"summaryMarkdown":null,"summaryHtml":null,"summarySections":[],"transcribedAt":null}',
	);
});

test('the id may be unknown, and no two records share a list', () => {
	const record = emptyCallRecord('cytracom');
	expect(record.id).toBeNull();
	expect(record.turns).not.toBe(emptyCallRecord('cytracom').turns);
});
