import type { INode, INodeParameters } from 'n8n-workflow';

import type { NodeSettings } from '../engine';
import { runNode, searchList, testCredential } from '../engine';
import type { ChangedAnswers } from './changedAnswers';
import type { Judge } from './judge';
import { Defect } from './judge';
import type { FuzzedN8n } from './n8n';
import type { Check } from './recordShape';
import { pickerAnswer } from './recordShape';
import type { FuzzedSystem } from './systems';
import type { VirtualClock } from '../virtualTime';

/** One thing that people do with the package, and the parts of the paths that it asks. */
export interface Action {
	name: string;
	endpoints: readonly string[];
	play(scene: Scene): Promise<void>;
}

export interface SceneSettings {
	simplify: boolean;
	/** What the node does after an error; undefined for n8n's default, which ends the execution. */
	onError: INode['onError'];
	/** For triggers. */
	durable: boolean;
}

/** A phone system, an n8n, and somebody who looks at what comes out. */
export class Scene {
	constructor(
		readonly n8n: FuzzedN8n,
		readonly system: FuzzedSystem,
		readonly answers: ChangedAnswers,
		readonly judge: Judge,
		readonly clock: VirtualClock,
		readonly settings: SceneSettings,
	) {}

	/** What a workflow has of the node: its type, and the credential for the phone system. */
	node(name: NodeSettings['type'], parameters: INodeParameters = {}): NodeSettings {
		const { credentialType, credential } = this.system;
		return { type: name, parameters, credentials: { [credentialType]: credential } };
	}

	/** An execution with an input item for each of `input`. */
	async execute(node: NodeSettings, input: object[], check: Check): Promise<void> {
		const { thrown } = this.n8n;
		thrown.length = 0;
		const { items, errorItems, error, status } = await runNode(this.n8n.engine, {
			...node,
			input: input.map((json) => ({ json: json as INodeParameters })),
			onError: this.settings.onError,
		});
		thrown.forEach((one) => this.judge.failure(one));
		this.judge.items([...items, ...errorItems], check);
		const isRight = error === undefined ? status === 'success' : thrown.length > 0;
		if (!isRight) throw new Defect(`The engine itself failed: ${status} ${error?.message}`);
	}

	/** Somebody opens a picker and leafs through it. */
	async pick(type: string, method: string, filter?: string): Promise<void> {
		let paginationToken: string | undefined;
		for (let page = 0; page < 8; page++) {
			const found = await searchList(this.n8n.engine, {
				...this.node(type),
				method,
				filter,
				paginationToken,
			}).catch((error: unknown) => this.judge.failure(error));
			if (found) {
				this.judge.expect(pickerAnswer(found), found);
				this.judge.count('page of a picker');
				paginationToken = found.paginationToken;
			}
		}
	}

	/** Somebody presses Test. */
	async test(): Promise<void> {
		const { credentialType, credential } = this.system;
		const { status, message } = await testCredential(this.n8n.engine, {
			credentialType,
			id: credential.id,
		});
		this.judge.sentence(message, `Test: ${status}`);
	}
}
