import { emptyCallRecord } from '../../../../nodes/shared/record/callRecord';

test('an empty record has every key of the contract, in its order, and nothing in it', () => {
	expect(JSON.stringify(emptyCallRecord('yeastar', '20260509214921-8AA6D'))).toBe(
		'{"id":"20260509214921-8AA6D","startedAt":null,"direction":null,"from":null,"to":null,' +
			'"customerNumber":null,"customerName":null,"agentNumber":null,"agentName":null,' +
			'"durationSeconds":null,"summary":null,"followUps":[],"status":null,"sentiment":null,' +
			'"callId":null,"provider":"yeastar","labels":{},"transcript":null,"summaryMarkdown":null,' +
			'"ringSeconds":null,"talkSeconds":null,"holdSeconds":null,"transcribedAt":null,' +
			'"summarySections":[],"turns":[],"summaryHtml":null}',
	);
});

test('the id may be unknown, and no two records share a list', () => {
	const record = emptyCallRecord('cytracom');
	expect(record.id).toBeNull();
	expect(record.turns).not.toBe(emptyCallRecord('cytracom').turns);
});
