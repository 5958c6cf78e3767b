import { Credentials } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type ICredentials,
	ICredentialsHelper,
	type ICredentialsExpressionResolveValues,
	type ICredentialType,
	type IExecuteData,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
	type INodeTypes,
	type IRequestOptionsSimplified,
	isExpression,
	type IWorkflowExecuteAdditionalData,
	NodeHelpers,
	type Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import type { CredentialStore } from './credentialStore';
import { toDecrypted } from './credentialValues';

type Data = ICredentialDataDecryptedObject;

/**
 * In place of `CredentialsHelper` of the package n8n (`n8n/dist/credentials-helper.js`), which n8n-core is given from
 * outside. Left out: encryption, overwrites by the instance's owner, external secrets, OAuth, domain restrictions.
 */
export class CredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly types: ICredentialType[],
		private readonly store: CredentialStore,
		readonly nodeTypes: INodeTypes,
	) {
		super();
	}

	/** A function is called with the very options and credential; the generic form fills in expressions. */
	async authenticate(
		credentials: Data,
		typeName: string,
		incoming: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const options = incoming as IHttpRequestOptions & Record<string, unknown>;
		const { authenticate } = this.getType(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		if (!authenticate) return options;
		if (!workflow || !node) throw new Error('A generic authentication needs a workflow and a node');
		const resolve = (value: unknown): string => {
			if (!isExpression(value)) return value as string;
			const keys = { $credentials: credentials };
			const { expression } = workflow;
			const resolved = expression.getSimpleParameterValue(
				node,
				value,
				'internal',
				keys,
				undefined,
				'',
			);
			return resolved ? String(resolved) : '';
		};
		options.headers ??= {};
		for (const [part, entries] of Object.entries(authenticate.properties)) {
			const target = (options[part] ??= {}) as Record<string, string>;
			for (const [key, value] of Object.entries(entries as Record<string, unknown>)) {
				target[resolve(key)] = resolve(value);
			}
		}
		return options;
	}

	/**
	 * Runs `preAuthentication` where n8n does: the expirable hidden property is exactly `''`, or the last answer was an
	 * HTTP 401, or the Test button was pressed. What it returns is used and saved only if the expirable key is among it;
	 * stored keys that are expressions stay.
	 */
	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: Data,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<Data | undefined> {
		const type = this.getType(typeName);
		const expirable = type.properties.find(
			({ type: kind, typeOptions }) => kind === 'hidden' && typeOptions?.expirable === true,
		)?.name;
		if (expirable === undefined || typeof type.preAuthentication !== 'function') return undefined;
		const isTest = node.parameters?.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[expirable] !== '' && !credentialsExpired && !isTest) return undefined;

		const output = await this.runPreAuthentication(helpers, credentials, typeName);
		const details = node.credentials?.[type.name];
		if (output?.[expirable] === undefined || !details?.id) return undefined;
		const stored = this.store.read(details.id);
		const saved = Object.entries(output).filter(
			([key]) => key === expirable || !isExpression(stored[key]),
		);
		await this.updateCredentials(details, type.name, { ...stored, ...Object.fromEntries(saved) });
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: Data,
		typeName: string,
	): Promise<Data | undefined> {
		const { httpRequest } = helpers.helpers;
		const context: IHttpRequestHelper = { helpers: { httpRequest } };
		const output = await this.getType(typeName).preAuthentication?.call(context, credentials);
		return output as Data | undefined;
	}

	/** The stored data; unless `raw`, with the defaults of the type's properties and its expressions resolved. */
	// eslint-disable-next-line @typescript-eslint/require-await
	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<Data> {
		const data = this.store.read(this.store.get(nodeCredentials.id ?? '', type).id);
		if (raw) return data;
		const { nodeTypes } = this;
		const surroundings = { additionalData, mode, nodeTypes, executeData, values };
		return toDecrypted(this.getCredentialsProperties(type), data, surroundings);
	}

	async getCredentials(details: INodeCredentialsDetails, type: string): Promise<ICredentials> {
		const { id, name } = this.store.get(details.id ?? '', type);
		const credentials = new Credentials({ id, name }, type);
		await credentials.setData(this.store.read(id));
		return credentials;
	}

	// eslint-disable-next-line @typescript-eslint/require-await
	async updateCredentials(
		details: INodeCredentialsDetails,
		type: string,
		data: Data,
	): Promise<void> {
		this.store.update(this.store.get(details.id ?? '', type).id, data);
	}

	updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('OAuth is not part of this engine');
	}

	/** Properties of the parents first, each replaced by a property of the same name further down. */
	getCredentialsProperties(typeName: string): INodeProperties[] {
		const type = this.getType(typeName);
		const properties: INodeProperties[] = [];
		for (const parent of type.extends ?? []) {
			NodeHelpers.mergeNodeProperties(properties, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(properties, type.properties);
		return properties;
	}

	getParentTypes(typeName: string): string[] {
		const parents = this.getType(typeName).extends ?? [];
		return parents.flatMap((parent) => [parent, ...this.getParentTypes(parent)]);
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getType(name: string): ICredentialType {
		const type = this.types.find((candidate) => candidate.name === name);
		if (!type) throw new Error(`The engine knows no credential type "${name}"`);
		return type;
	}
}
