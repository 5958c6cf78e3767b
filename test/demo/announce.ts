import { OWNER } from '../e2e/harness/Session';
import type { Phones } from './phones';
import type { Sample } from './samples';

export interface Announcement {
	url: string;
	samples: Sample[];
	phones: Phones;
}

/** Tells where to look, and how to get in. */
export function announce({ url, samples, phones }: Announcement): void {
	const links = samples.map(
		({ name, path, items }) => `  ${name} (${items} calls)\n    ${url}${path}`,
	);
	console.log(`
n8n runs with the Yeastar and Cytracom nodes: ${url}
  E-mail    ${OWNER.email}
  Password  ${OWNER.password}

Workflows that have already run, and run again when there is a new call, within two minutes. Each link shows the
first run. They fill the table Phone Calls, which stands under Data tables:
${links.join('\n')}

The simulated phone systems get a new call every ${phones.newCallEverySeconds} seconds. n8n has their credentials already:
${phones.described.map((line) => `  ${line}`).join('\n')}

Ctrl-C stops everything and leaves nothing behind.`);
}
