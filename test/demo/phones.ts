import type { Credential } from '../e2e/harness/editor';
import {
	sampleCytracomCall,
	sampleYeastarCall,
	startCytracomSimulator,
	startYeastarSimulator,
} from '../lab/simulators';

const MINUTE_MS = 60_000;
const EARLIER_CALLS = 12;
const NEW_CALL_EVERY_MS = MINUTE_MS;

/** Both simulated phone systems, with some calls of today and now and then a new one. */
export interface Phones {
	/** What n8n needs to reach them. */
	credentials: Credential[];
	/** The same for people, a line each. */
	described: string[];
	newCallEverySeconds: number;
	close: () => Promise<unknown>;
}

export async function startPhones(): Promise<Phones> {
	// A PBX in the office has a certificate of its own making.
	const yeastar = await startYeastarSimulator({ https: true });
	const cytracom = await startCytracomSimulator();
	let calls = 0;
	const addCall = (startedAt: number) => {
		const index = calls++;
		yeastar.addCall(sampleYeastarCall({ startedAt, index }));
		cytracom.addCall(sampleCytracomCall({ startedAt, index }));
	};

	for (let earlier = EARLIER_CALLS; earlier > 0; earlier--) {
		addCall(Date.now() - earlier * 40 * MINUTE_MS);
	}
	const timer = setInterval(() => addCall(Date.now() - MINUTE_MS), NEW_CALL_EVERY_MS);

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
		],
		described: [
			`Yeastar   ${yeastar.url}  Client ID ${clientId}  Client Secret ${clientSecret}`,
			`Cytracom  ${cytracom.url}  Token ${token}`,
		],
		newCallEverySeconds: NEW_CALL_EVERY_MS / 1000,
		close: () => {
			clearInterval(timer);
			return Promise.all([yeastar.close(), cytracom.close()]);
		},
	};
}
