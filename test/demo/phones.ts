import type { Credential } from '../e2e/harness/editor';
import { startCytracomSimulator, startYeastarSimulator } from '../lab/simulators';
import { addEarlierCalls, addNewCall, NEW_CALL_EVERY_MS } from './calls';
import { startChatModel } from './chatModel';

/** How long the PBX blocks an address after five wrong secrets. */
const BLOCK_MS = 60_000;

/** What stands in for the world around n8n: both phone systems, which get new calls, and a chat model. */
export interface Phones {
	/** What n8n needs to reach them. */
	credentials: Credential[];
	/** The same for people, a line each. */
	described: string[];
	close: () => Promise<unknown>;
}

/**
 * @param firstPort the first of three ports in a row. n8n keeps them in its credentials, so they stay the same.
 * @throws Error whose message is for the user, when one of them is taken
 */
export async function startPhones(firstPort: number): Promise<Phones> {
	const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
	const [yeastar, cytracom, model] = await Promise.all([
		// A PBX in the office has a certificate of its own making.
		startYeastarSimulator({ port: firstPort, https: true, timeZone, blockMs: BLOCK_MS }),
		startCytracomSimulator({ port: firstPort + 1 }),
		startChatModel(firstPort + 2),
	]).catch((error: NodeJS.ErrnoException & { port?: number }) => {
		if (error.code !== 'EADDRINUSE') throw error;
		throw new Error(
			`Port ${error.port} is taken. Is the demo running already? To run another one, set DEMO_FOLDER to a new folder and DEMO_PORT to the first of three free ports.`,
		);
	});
	const systems = { yeastar, cytracom, timeZone };
	let index = addEarlierCalls(systems, Date.now());
	const timer = setInterval(() => addNewCall(systems, index++, Date.now()), NEW_CALL_EVERY_MS);

	const { clientId, clientSecret } = yeastar.options;
	const { token } = cytracom.options;
	return {
		credentials: [
			{
				name: 'Yeastar (simulated)',
				type: 'yeastarApi',
				data: { baseUrl: yeastar.url, clientId, clientSecret, allowUnauthorizedCerts: true },
			},
			{
				name: 'Cytracom (simulated)',
				type: 'cytracomApi',
				data: { baseUrl: cytracom.url, token, ownNumbers: '+15125553*' },
			},
			{
				name: 'OpenAI (simulated)',
				type: 'openAiApi',
				data: { apiKey: 'simulated', url: `${model.origin}/v1` },
			},
		],
		described: [
			`Yeastar   ${yeastar.url}  Client ID ${clientId}  Client Secret ${clientSecret}`,
			`Cytracom  ${cytracom.url}  Token ${token}`,
		],
		close: () => {
			clearInterval(timer);
			return Promise.all([yeastar.close(), cytracom.close(), model.close()]);
		},
	};
}
