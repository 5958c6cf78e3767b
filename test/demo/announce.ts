import { OWNER } from '../e2e/harness/Session';
import { NEW_CALL_EVERY_MS } from './calls';
import type { Links } from './workflows';

export interface Announcement {
	url: string;
	links: Links;
	/** How to reach the simulated phone systems, a line each. */
	phones: string[];
	/** Where everything is kept. */
	folder: string;
}

/** Says what to look at first, and how to sign in. */
export function announce({ url, links, phones, folder }: Announcement): void {
	console.log(`
n8n is running with the Yeastar and Cytracom nodes: ${url}
  Email     ${OWNER.email}
  Password  ${OWNER.password}

Lakeside Bikes gets a call every ${NEW_CALL_EVERY_MS / 1000} seconds.

1. Open the table of its calls. Reload the page after a minute to see new rows.
     ${url}${links.calls}
2. See the workflow that fills it, with its executions.
     ${url}${links.callsWorkflow}
3. Read the messages that would go to Slack, and see the workflow that writes them.
     ${url}${links.messages}
     ${url}${links.slackWorkflow}
4. See what an AI agent says about the calls: open its Answer node. Then ask it something yourself, in the chat under Editor.
   A script replaces the chat model: its answer to every question is the list of follow-ups.
     ${url}${links.answer}
5. Build your own: all workflows are at ${url}/home/workflows
   Credentials for the simulated phone systems are already in n8n. To enter them yourself:
${phones.map((line) => `     ${line}`).join('\n')}

Ctrl-C stops the demo. The next npm start keeps your workflows. To start over, delete
${folder}`);
}
