import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IPollFunctions,
} from 'n8n-workflow';

import { CytracomApi } from '../../credentials/CytracomApi.credentials';
import { YeastarApi } from '../../credentials/YeastarApi.credentials';
import { Cytracom } from '../../nodes/Cytracom/Cytracom.node';
import { CytracomTrigger } from '../../nodes/Cytracom/CytracomTrigger.node';
import { Yeastar } from '../../nodes/Yeastar/Yeastar.node';
import { YeastarTrigger } from '../../nodes/Yeastar/YeastarTrigger.node';
import type { EngineOptions, RunNodeOptions, RunResult } from './engine';
import { CredentialStore, runNode, searchList, testCredential } from './engine';
import { leakIn } from './secrets';

const nodes = { Yeastar, YeastarTrigger, Cytracom, CytracomTrigger };

export const typeOf = (name: keyof typeof nodes): string =>
	`n8n-nodes-call-transcripts.${name.charAt(0).toLowerCase()}${name.slice(1)}`;

/** The package as a process of n8n has loaded it. */
export type LoadedPackage = Pick<EngineOptions, 'nodeTypes' | 'credentialTypes'>;

/** Changes a node as a bug would, to see that it is found. */
export type Plant = (node: INodeType) => void;

/**
 * The whole package, from the modules that a test imports.
 *
 * @param thrown gets what the nodes throw: n8n itself keeps a plain object of it only
 */
export function loadPackage(thrown: unknown[] = [], plant?: Plant): LoadedPackage {
	const types = Object.entries(nodes).map(([name, Node]) => [
		typeOf(name as keyof typeof nodes),
		watched(Node, thrown, plant),
	]);
	return {
		nodeTypes: Object.fromEntries(types) as LoadedPackage['nodeTypes'],
		credentialTypes: [new YeastarApi(), new CytracomApi()],
	};
}

interface Methods {
	execute?: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
	poll?: (this: IPollFunctions) => Promise<INodeExecutionData[][] | null>;
}

function watched(Node: new () => INodeType, thrown: unknown[], plant?: Plant): new () => INodeType {
	const note = (error: unknown): never => {
		thrown.push(error);
		throw error;
	};
	function Watched(): INodeType {
		const node = new Node();
		plant?.(node);
		const { execute, poll } = node as Methods;
		if (execute) {
			node.execute = async function (this: IExecuteFunctions) {
				return await execute.call(this).catch(note);
			};
		}
		if (poll) {
			node.poll = async function (this: IPollFunctions) {
				return await poll.call(this).catch(note);
			};
		}
		return node;
	}
	return Watched as unknown as new () => INodeType;
}

export interface NodeWorldOptions {
	/** The fields of the credential. */
	credential: Record<string, unknown>;
	/** Time zone of the workflow. */
	timezone?: string;
	/** Parameters that every run has unless it says otherwise. */
	parameters?: INodeParameters;
	/** What must not show in anything that a user, a log or a saved execution could show. */
	secrets?: readonly string[];
}

/** A vendor's phone system, and an n8n with the vendor's node and a credential for it. */
export abstract class NodeWorld implements AsyncDisposable {
	readonly store = new CredentialStore();
	readonly engine: EngineOptions;
	readonly credential: { id: string; name: string };
	private readonly thrown: unknown[] = [];
	private readonly credentialType: string;

	protected constructor(
		private readonly vendor: 'Yeastar' | 'Cytracom',
		private readonly options: NodeWorldOptions,
	) {
		const { timezone = 'UTC', credential } = options;
		this.credentialType = `${vendor.toLowerCase()}Api`;
		this.engine = { ...loadPackage(this.thrown), store: this.store, timezone };
		this.credential = this.store.add(this.credentialType, credential);
	}

	abstract [Symbol.asyncDispose](): Promise<void>;

	/** Runs the node. */
	async run(
		parameters: INodeParameters = {},
		options: Partial<RunNodeOptions> = {},
	): Promise<RunResult> {
		const result = await runNode(this.engine, {
			type: typeOf(this.vendor),
			credentials: this.credentials,
			parameters: { ...this.options.parameters, ...parameters },
			...options,
		});
		this.requireNoSecret(result);
		return result;
	}

	/** The `json` of the items that a run gives. @throws when the run fails */
	async items(
		parameters: INodeParameters = {},
		options: Partial<RunNodeOptions> = {},
	): Promise<INodeExecutionData['json'][]> {
		const { items, error } = await this.run(parameters, options);
		if (error) throw new Error(`${error.message} ${error.description ?? ''}`, { cause: error });
		return items.map(({ json }) => json);
	}

	/** The error with which a run fails. @throws when it does not */
	async failure(
		parameters: INodeParameters = {},
		options: Partial<RunNodeOptions> = {},
	): Promise<NonNullable<RunResult['error']>> {
		const { error, items } = await this.run(parameters, options);
		if (!error) throw new Error(`It did not fail, but gave ${JSON.stringify(items)}`);
		return error;
	}

	/** Presses the Test button. */
	async test(data?: Record<string, unknown>) {
		const { credential, credentialType } = this;
		const result = await testCredential(this.engine, { credentialType, id: credential.id, data });
		this.requireNoSecret(result);
		return result;
	}

	/** Changes fields of the stored credential, as a user does who saves the form. */
	change(data: Record<string, unknown>): void {
		this.store.update(this.credential.id, { ...this.store.read(this.credential.id), ...data });
	}

	/** Opens a picker. */
	protected async pick(method: string, filter?: string, paginationToken?: string) {
		const { credentials } = this;
		const type = typeOf(this.vendor);
		return await searchList(this.engine, { type, credentials, method, filter, paginationToken });
	}

	private get credentials() {
		return { [this.credentialType]: this.credential };
	}

	private requireNoSecret(result: unknown): void {
		const { secrets = [] } = this.options;
		if (secrets.length > 0 && leakIn([result, this.thrown], secrets)) {
			throw new Error('A secret shows');
		}
	}
}
