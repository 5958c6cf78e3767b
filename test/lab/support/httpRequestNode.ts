import type { INodeParameters } from 'n8n-workflow';
import { HttpRequestV3 } from 'n8n-nodes-base/dist/nodes/HttpRequest/V3/HttpRequestV3.node';

import { type EngineOptions, runNode, type RunResult } from '../engine';

const type = 'n8n-nodes-base.httpRequest';

/** n8n's own HTTP Request node, as a workflow has it, in version 4. */
export class HttpRequest extends HttpRequestV3 {
	constructor() {
		super({
			displayName: 'HTTP Request',
			name: 'httpRequest',
			group: ['output'],
			description: 'Makes an HTTP request and returns the response data',
			defaultVersion: 4.2,
		});
	}
}

/** Sends a GET request with a stored credential, from n8n's HTTP Request node. Redirects are followed, as is its default. */
export async function httpRequest(
	engine: EngineOptions,
	credentialType: string,
	credential: { id: string; name: string },
	url: string,
	query: Record<string, string> = {},
): Promise<RunResult> {
	const parameters: INodeParameters = {
		url,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: credentialType,
		sendQuery: Object.keys(query).length > 0,
		queryParameters: {
			parameters: Object.entries(query).map(([name, value]) => ({ name, value })),
		},
	};
	const credentials = { [credentialType]: credential };
	const n8n = { ...engine, nodeTypes: { [type]: HttpRequest } };
	return await runNode(n8n, { type, typeVersion: 4.2, parameters, credentials });
}
