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
	console.log(`
n8n runs with the Yeastar and Cytracom nodes: ${url}
  E-mail    ${OWNER.email}
  Password  ${OWNER.password}

Workflows that have already run; each link shows the result:
${samples.map(({ name, path, items }) => `  ${name} (${items} items)\n    ${url}${path}`).join('\n')}

The simulated phone systems get a new call every ${phones.newCallEverySeconds} seconds. n8n has their credentials already:
${phones.described.map((line) => `  ${line}`).join('\n')}

Ctrl-C stops everything and leaves nothing behind.`);
}
