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

/** Tells what to look at first, and how to get in. */
export function announce({ url, links, phones, folder }: Announcement): void {
	console.log(`
n8n runs with the Yeastar and Cytracom nodes: ${url}
  E-mail    ${OWNER.email}
  Password  ${OWNER.password}

Lakeside Bikes takes a call every ${NEW_CALL_EVERY_MS / 1000} seconds.

1. Look at the table of its calls. Reload the page after a minute: there are new rows.
     ${url}${links.calls}
2. See the workflow that fills it, and what went through it.
     ${url}${links.callsWorkflow}
3. Read the messages that would go to Slack, and see the workflow that writes them.
     ${url}${links.messages}
     ${url}${links.slackWorkflow}
4. See what an AI agent answers about the calls: open its node Answer. Then ask it yourself, in the chat under Editor.
   A script stands in for the chat model: it answers every question with what is to be done.
     ${url}${links.answer}
5. Build your own: all workflows are at ${url}/home/workflows
   The credentials of the simulated phone systems are in n8n already. To enter them yourself:
${phones.map((line) => `     ${line}`).join('\n')}

Ctrl-C stops the demo. The next npm start goes on with what you have made; to begin anew, delete
${folder}`);
}
