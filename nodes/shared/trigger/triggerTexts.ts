import type { INodeTypeDescription } from 'n8n-workflow';

import { TEST_DAYS } from './newestFitting';

/**
 * What n8n shows before a trigger ran and after it was published: what happens next, and how to test.
 *
 * @param service the phone system as people call it
 */
export const triggerTexts = (
	service: string,
): Pick<INodeTypeDescription, 'triggerPanel' | 'activationMessage'> => {
	const build = `<b>While building your workflow</b>, click 'Fetch Test Event' to get the newest matching call of the last ${TEST_DAYS} days. To test with a new one, make a call and wait a few minutes for its transcript.`;
	const run = `n8n checks ${service} at your poll times and passes on each new call once, even if its transcript arrives late. These executions show up in the <a data-key="executions">executions list</a>, but not in the editor.`;
	return {
		triggerPanel: {
			header: `Build with a real ${service} call`,
			executionsHelp: {
				inactive: `${build}<br /><br /><b>Once you're happy with your workflow</b>, publish it. From then on, ${run}`,
				active: `${build}<br /><br /><b>Your workflow also runs automatically</b>, since it's published: ${run}`,
			},
			activationHint: {
				inactive: `Once you've finished building your workflow, publish it to have each new ${service} call start it (you just won't see those executions here).`,
				active: `Each new ${service} call also starts this workflow (but those executions won't show up here).`,
			},
		},
		activationMessage: `n8n now checks ${service} for new calls at your poll times. To test, make a call: the workflow runs a few minutes later, once the call has been transcribed.`,
	};
};
