import type { Session } from '../../e2e/harness/Session';
import type { Service } from './service';

type Cell = string | number | boolean | null;
export type TableRow = Record<string, Cell>;

interface Page<T> {
	count: number;
	data: T[];
}

/** One of n8n's own data tables. */
export class DataTable {
	private constructor(
		private readonly session: Session,
		private readonly address: string,
	) {}

	/** Undefined where there is no table of this name. */
	static async named(session: Session, name: string): Promise<DataTable | undefined> {
		const tables = await tablesOf(session);
		const { data } = await session.request<Page<{ id: string; name: string }>>('GET', tables);
		const id = data.find((table) => table.name === name)?.id;
		return id === undefined ? undefined : new DataTable(session, `${tables}/${id}`);
	}

	static async create(session: Session, name: string, columns: string[]): Promise<DataTable> {
		const tables = await tablesOf(session);
		const { id } = await session.request<{ id: string }>('POST', tables, {
			name,
			columns: columns.map((column) => ({ name: column, type: 'string' })),
		});
		return new DataTable(session, `${tables}/${id}`);
	}

	insert(rows: TableRow[]): Promise<unknown> {
		return this.session.request('POST', `${this.address}/insert`, { data: rows });
	}

	async rows(): Promise<TableRow[]> {
		const rows: TableRow[] = [];
		for (;;) {
			const path = `${this.address}/rows?take=100&skip=${rows.length}`;
			const { data, count } = await this.session.request<Page<TableRow>>('GET', path);
			rows.push(...data);
			if (data.length === 0 || rows.length >= count) return rows;
		}
	}

	/** Takes all tables out of n8n, so that nothing is remembered. */
	static async removeAll(session: Session): Promise<void> {
		const tables = await tablesOf(session);
		const { data } = await session.request<Page<{ id: string }>>('GET', tables);
		for (const { id } of data) await session.request('DELETE', `${tables}/${id}`);
	}
}

async function tablesOf(session: Session): Promise<string> {
	const { id } = await session.request<{ id: string }>('GET', '/rest/projects/personal');
	return `/rest/projects/${id}/data-tables`;
}

/** The rows of a data table; no service at all. */
export const dataTable = (name: string) => (): Service => ({
	hosts: [],
	nodes: [],
	answer: () => undefined,
	written: async (session) =>
		((await (await DataTable.named(session, name))?.rows()) ?? []).map((row) => ({
			text: JSON.stringify(row),
			customer: String(row.customerNumber),
		})),
});
