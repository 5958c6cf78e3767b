import { CredentialStore, type EngineOptions } from '../index';
import { ProbeApi } from './Probe.credentials';
import { Probe } from './Probe.node';
import { ProbeServer } from './probeServer';
import { ProbeTrigger } from './ProbeTrigger.node';

export interface Setup extends AsyncDisposable {
	server: ProbeServer;
	engine: EngineOptions;
	store: CredentialStore;
	credentials: { probeApi: { id: string; name: string } };
}

/** A server, an engine with the probes, a credential for that server. */
export async function setUp(data: Record<string, unknown> = {}): Promise<Setup> {
	const server = await ProbeServer.start();
	const store = new CredentialStore();
	const engine: EngineOptions = {
		nodeTypes: { 'test.probe': Probe, 'test.probeTrigger': ProbeTrigger },
		credentialTypes: [new ProbeApi()],
		store,
		timezone: 'Europe/Berlin',
	};
	const credentials = { probeApi: store.add('probeApi', { baseUrl: server.url, ...data }) };
	return {
		server,
		engine,
		store,
		credentials,
		[Symbol.asyncDispose]: async () => await server[Symbol.asyncDispose](),
	};
}
