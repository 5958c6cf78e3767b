import { CytracomApi } from '../../../credentials/CytracomApi.credentials';
import { Cytracom } from '../../../nodes/Cytracom/Cytracom.node';
import { CredentialStore, runNode } from '../engine';
import { runOn, VirtualClock } from '../virtualTime';

/*
 * A process of its own, started by longList.ts: lists calls that a filter drops, and prints how much its memory grew.
 * Arguments: base URL, token, days, the time of day in epoch milliseconds.
 */
const type = 'n8n-nodes-call-transcripts.cytracom';
const [, , baseUrl, token, days, now] = process.argv;

async function main(): Promise<void> {
	runOn(new VirtualClock(Number(now)), 60_000);
	const store = new CredentialStore();
	const credential = store.add('cytracomApi', { baseUrl, token });
	const engine = { nodeTypes: { [type]: Cytracom }, credentialTypes: [new CytracomApi()], store };
	const list = async (startTime: string) =>
		await runNode(engine, {
			type,
			credentials: { cytracomApi: credential },
			parameters: { startTime, returnAll: true, filters: { status: 'none has this' } },
		});
	// everything is loaded and compiled by then
	await list('={{ $now.minus({ minutes: 1 }).toISO() }}');
	const before = process.memoryUsage().rss;
	let most = before;
	const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 10);
	const { items, error } = await list(`={{ $now.minus({ days: ${days} }).toISO() }}`);
	clearInterval(timer);
	const grownBy = Math.round((most - before) / 1024 / 1024);
	console.log(JSON.stringify({ items: items.length, error: error?.message, grownBy }));
	process.exit(0);
}

void main();
