import { isDeepStrictEqual } from 'node:util';

import { type IDataObject, jsonParse, type Workflow } from 'n8n-workflow';

/** In durable mode: the state as a poll found it, and the copy that the poll works on. */
export interface Cursor {
	before: IDataObject;
	working: IDataObject;
}

/**
 * The trigger's rows in n8n's database: the static data of the workflow (`workflow-static-data.service.js`) and, with
 * durable cursors, the node's row in `poller_state` (`poll-cursor.service.js`).
 */
export class TriggerState {
	private staticData: IDataObject;
	private cursor?: IDataObject;

	constructor(
		private readonly key: string,
		nodeData?: IDataObject,
	) {
		this.staticData = nodeData ? { [key]: copy(nodeData) } : {};
	}

	get ofNode(): IDataObject | undefined {
		return copy(this.cursor ?? (this.staticData[this.key] as IDataObject | undefined));
	}

	get global(): IDataObject | undefined {
		return copy(this.staticData.global as IDataObject | undefined);
	}

	/** What a workflow is created with. */
	read(): IDataObject {
		return copy(this.staticData);
	}

	/** All of it, as an execution began with it (`hookFunctionsSave` in `execution-lifecycle-hooks.js`). */
	overwrite(staticData: IDataObject): void {
		this.staticData = copy(staticData);
	}

	/** Only where n8n's proxy noticed a change. */
	saveStaticData({ staticData }: Workflow): void {
		if (staticData.__dataChanged !== true) return;
		this.staticData = copy(staticData);
		staticData.__dataChanged = false;
	}

	/** The first poll makes the row, of what the node had as static data before. */
	openCursor(staticData: IDataObject): Cursor {
		this.cursor ??= copy(staticData);
		return { before: copy(this.cursor), working: copy(this.cursor) };
	}

	/** An unchanged state is not written. */
	commitCursor(cursor: Cursor): void {
		if (isDeepStrictEqual(cursor.working, cursor.before)) return;
		this.cursor = copy(cursor.working);
		cursor.before = copy(cursor.working);
	}
}

/** Through JSON, as everything goes into n8n's database. */
function copy<T extends IDataObject | undefined>(data: T): T {
	return data && jsonParse<T>(JSON.stringify(data));
}
