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
	const ran = samples.filter(({ items }) => items !== undefined);
	const waiting = samples.filter(({ items }) => items === undefined);
	const links = (listed: Sample[]) =>
		listed
			.map(({ name, path, items }) => {
				const count = items === undefined ? '' : ` (${items} items)`;
				return `  ${name}${count}\n    ${url}${path}`;
			})
			.join('\n');
	console.log(`
n8n runs with the Yeastar and Cytracom nodes: ${url}
  E-mail    ${OWNER.email}
  Password  ${OWNER.password}

Workflows that have already run; each link shows the result:
${links(ran)}

Workflows that run by themselves when there is a new call, within two minutes; each link lists their runs:
${links(waiting)}

The simulated phone systems get a new call every ${phones.newCallEverySeconds} seconds. n8n has their credentials already:
${phones.described.map((line) => `  ${line}`).join('\n')}

Ctrl-C stops everything and leaves nothing behind.`);
}
