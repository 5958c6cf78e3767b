import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type ICredentialTestRequest,
	type INode,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeType,
	Workflow,
} from 'n8n-workflow';

import { toDecrypted } from './credentialValues';
import { createAdditionalData, type EngineOptions, getCredentialsHelper } from './engine';
import { NodeTypes } from './nodeTypes';

export interface TestCredentialOptions {
	credentialType: string;
	id: string;
	/** What the form holds at the moment, where it differs from what is stored: it is sent along with the test. */
	data?: Record<string, unknown>;
}

/**
 * Presses the Test button: `runRequestTest` in n8n's `credentials-tester.service.js`. The type's declarative `test`
 * becomes the routing of a temporary No-Op node. Its type lacks the package in its name, so that n8n's own check for a
 * test (in `credentials-helper.js`) never holds and `preAuthentication` runs as for any other request.
 */
export async function testCredential(
	engine: EngineOptions,
	{ credentialType, id, data }: TestCredentialOptions,
): Promise<INodeCredentialTestResult> {
	const helper = getCredentialsHelper(engine);
	const { test } = helper.getType(credentialType);
	if (!test) return failed('No testing function found for this credential.');

	const additionalData = createAdditionalData(engine, 'internal', { currentNodeParameters: {} });
	const { name } = engine.store.get(id, credentialType);
	const decrypted: ICredentialsDecrypted = { id, name, type: credentialType };
	try {
		const form = { ...engine.store.read(id), ...data } as ICredentialDataDecryptedObject;
		decrypted.data = toDecrypted(helper.getCredentialsProperties(credentialType), form, {
			additionalData,
			mode: 'internal',
			nodeTypes: helper.nodeTypes,
		});
	} catch (error) {
		return failed((error as Error).message);
	}
	const getDecrypted = helper.getDecrypted.bind(helper);
	helper.getDecrypted = async (...args) =>
		args[5] ? await getDecrypted(...args) : (decrypted.data ?? {});
	additionalData.credentialsHelper = helper;

	const nodeType = noOpWith(credentialType, test);
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: nodeType.description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [credentialType]: { id, name } },
	};
	const nodeTypes = new NodeTypes({});
	nodeTypes.add(node.type, nodeType);
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	try {
		const output = await new RoutingNode(context, nodeType, decrypted).runNode();
		return judgeAnswer(test, output);
	} catch (error) {
		return judgeError(test, error as TestError);
	}
}

function noOpWith(credentialType: string, { request }: ICredentialTestRequest): INodeType {
	return {
		description: {
			displayName: 'No Operation, do nothing',
			name: 'noOp',
			group: ['organization'],
			version: 1,
			description: 'No Operation',
			defaults: { name: 'No Operation, do nothing' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: credentialType, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request }, default: '' },
			],
		},
	};
}

/** `NodeApiError` around what went wrong; its cause is the HTTP client's error, or the one thrown on the way. */
interface TestError extends Error {
	cause?: { response?: { status: number; statusText?: string }; code?: string };
}

/** The order matters: an HTTP answer, then the `code` of the cause alone, then the message. */
function judgeError(
	{ rules }: ICredentialTestRequest,
	error: TestError,
): INodeCredentialTestResult {
	const { response, code } = error.cause ?? {};
	if (response) {
		for (const rule of rules ?? []) {
			if (rule.type === 'responseCode' && rule.properties.value === response.status) {
				return failed(rule.properties.message);
			}
		}
		if (response.status < 199 || response.status > 299) {
			const { status, statusText } = response;
			// eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing -- HTTP allows an empty one
			return failed(statusText || `Received HTTP status code: ${status}`);
		}
	} else if (code) {
		return failed(code);
	}
	return failed(error.message);
}

/** A rule matches one exact value at a path in the body. Without a match any answer of status 2xx is a success. */
function judgeAnswer(
	{ rules }: ICredentialTestRequest,
	output: INodeExecutionData[][] | undefined,
): INodeCredentialTestResult {
	for (const rule of rules ?? []) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, message } = rule.properties;
		const value: unknown = rule.properties.value;
		if (valueAt(output?.[0]?.[0]?.json, key) === value) return failed(message);
	}
	return { status: 'OK', message: 'Connection successful!' };
}

function valueAt(body: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], body);
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}
