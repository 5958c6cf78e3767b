import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	IPollFunctions,
} from 'n8n-workflow';

import { CytracomApi } from '../../../credentials/CytracomApi.credentials';
import { YeastarApi } from '../../../credentials/YeastarApi.credentials';
import { Cytracom } from '../../../nodes/Cytracom/Cytracom.node';
import { CytracomTrigger } from '../../../nodes/Cytracom/CytracomTrigger.node';
import { Yeastar } from '../../../nodes/Yeastar/Yeastar.node';
import { YeastarTrigger } from '../../../nodes/Yeastar/YeastarTrigger.node';
import type { EngineOptions } from '../engine';
import { CredentialStore } from '../engine';

/** Changes a node as a bug would, to see that it is found. */
export type Plant = (node: INodeType) => void;

const nodes = { Yeastar, YeastarTrigger, Cytracom, CytracomTrigger };

export const typeOf = (name: keyof typeof nodes): string =>
	`n8n-nodes-call-transcripts.${name.charAt(0).toLowerCase()}${name.slice(1)}`;

/** An n8n with the package, which notes what its nodes throw: n8n itself keeps a plain object of it only. */
export class FuzzedN8n {
	readonly store = new CredentialStore();
	readonly engine: EngineOptions;
	/** Since it was emptied last. */
	readonly thrown: unknown[] = [];

	constructor(plant?: Plant) {
		const nodeTypes = Object.entries(nodes).map(([name, Node]) => [
			typeOf(name as keyof typeof nodes),
			watched(Node, this.thrown, plant),
		]);
		this.engine = {
			nodeTypes: Object.fromEntries(nodeTypes) as EngineOptions['nodeTypes'],
			credentialTypes: [new YeastarApi(), new CytracomApi()],
			store: this.store,
			timezone: 'Europe/Berlin',
		};
	}
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
