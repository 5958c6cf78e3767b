import type { INodeExecutionData, IRunExecutionData } from 'n8n-workflow';
import type { Session } from '../../e2e/harness/Session';
import { readExecution, type Execution } from '../../e2e/harness/workflows';
import { TRIGGER, type Consumer } from './workflows';

/** An execution that holds calls: n8n has taken them over, whatever became of the execution. */
export interface Handover {
	workflowId: string;
	executionId: string;
	status: string;
	/** When n8n stored the execution, epoch milliseconds. */
	at: number;
	ids: string[];
}

interface Page {
	results: { id: string; status: string }[];
	nextCursor?: string | null;
}

const LAST_STATUS = new Set(['success', 'error', 'canceled', 'crashed']);

/** Reads what reached the workflows; an execution that has ended is read once. */
export class Handovers {
	private readonly known = new Map<string, Handover>();

	async read(session: Session, consumers: Consumer[]): Promise<Handover[]> {
		for (const { workflowId } of consumers) {
			for (const { id, status } of await listExecutions(session, workflowId)) {
				if (this.known.get(id)?.status === status && LAST_STATUS.has(status)) continue;
				this.known.set(id, toHandover(await readExecution(session, id)));
			}
		}
		return [...this.known.values()].sort((a, b) => a.at - b.at);
	}
}

async function listExecutions(session: Session, workflowId: string): Promise<Page['results']> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const found = new Map<string, Page['results'][number]>();
	let cursor: string | undefined;
	do {
		const page = await session.request<Page>(
			'GET',
			`/rest/executions?limit=100&filter=${filter}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
		);
		for (const execution of page.results) found.set(execution.id, execution);
		cursor = page.nextCursor ?? undefined;
	} while (cursor);
	return [...found.values()];
}

function toHandover({ id, workflowId, status, createdAt, data }: Execution): Handover {
	return {
		workflowId,
		executionId: id,
		status,
		at: Date.parse(createdAt),
		ids: idsIn(data),
	};
}

/** The trigger's output; an execution that was killed keeps it as the input that was still to be worked on. */
function idsIn({ resultData, executionData }: IRunExecutionData): string[] {
	const ran = idsOf(resultData.runData[TRIGGER]?.[0]?.data?.main?.[0]);
	if (ran.length > 0) return ran;
	const waiting = executionData?.nodeExecutionStack ?? [];
	return waiting.flatMap(({ data }) => idsOf(data.main?.[0]));
}

function idsOf(items: INodeExecutionData[] | null | undefined): string[] {
	return (items ?? [])
		.map(({ json }) => json.id)
		.filter((id): id is string => typeof id === 'string');
}
