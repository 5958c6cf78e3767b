import type { SeriesResult } from './series';
import type { Wrong } from './tally';

const HEADINGS = [
	'mode',
	'kills',
	'aimed',
	'random',
	'near a hand-over',
	'windows read',
	'executions',
	'calls x workflows',
	'given once',
	'lost',
	'doubled',
	'of those in the hand-over',
];

/** The counts of all series. */
export function table(results: SeriesResult[]): string {
	const rows = [HEADINGS, ...results.map(row)];
	const widths = HEADINGS.map((_, column) =>
		Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
	);
	return rows
		.map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
		.join('\n');
}

function row(result: SeriesResult): string[] {
	const aimed = result.kills.filter(({ isAimed }) => isAimed).length;
	return [
		result.mode === 'plain' ? 'default' : result.mode,
		result.kills.length,
		aimed,
		result.kills.length - aimed,
		result.hits,
		result.readings,
		result.executions,
		result.owed,
		result.once,
		result.lost.length,
		result.doubled.length,
		[...result.lost, ...result.doubled].filter(({ kill }) => kill !== undefined).length,
	].map(String);
}

/** n8n's default mode may lose or repeat a batch if it dies during the handover; nothing else may be wrong. */
export function isGood({ mode, lost, doubled, unknown, once }: SeriesResult): boolean {
	const wrong = [...lost, ...doubled];
	const isAllowed = ({ kill }: Wrong) => mode === 'plain' && kill !== undefined;
	return once > 0 && unknown === 0 && wrong.every(isAllowed);
}

/** What the table does not say. */
export function explain(result: SeriesResult): string[] {
	const mode = result.mode === 'plain' ? 'default' : result.mode;
	const lines = Object.entries(result.unfinished).map(
		([status, calls]) =>
			`${mode}: ${calls} calls are in executions that n8n stored and did not finish (${status})`,
	);
	if (result.unknown > 0) lines.push(`${mode}: ${result.unknown} calls given that nobody owed`);
	for (const batch of batches(result.lost)) lines.push(`${mode}: ${describe('lost', batch)}`);
	for (const batch of batches(result.doubled)) lines.push(`${mode}: ${describe('doubled', batch)}`);
	if (!isGood(result)) lines.push(`${mode}: FAILED`);
	return lines;
}

/** What went wrong together: of one workflow, through one kill. */
function batches(wrong: Wrong[]): Wrong[][] {
	const found = new Map<string, Wrong[]>();
	for (const one of wrong) {
		const key = `${one.workflowId} ${one.kill ?? ''}`;
		found.set(key, [...(found.get(key) ?? []), one]);
	}
	return [...found.values()];
}

function describe(what: string, batch: Wrong[]): string {
	const [first] = batch;
	if (!first) return what;
	const { kill, call, executions } = first;
	const time = (at: number) => new Date(at).toISOString().slice(11, 23);
	const given = executions.map(
		({ executionId, status, at }) => `${executionId} ${status} ${time(at)}`,
	);
	const cause =
		kill === undefined ? 'NOT in a hand-over' : `in the hand-over at the kill of ${time(kill)}`;
	const readable = batch.map((one) => one.call.visibleFrom);
	return `${batch.length} ${call.vendor} calls ${what}, ${cause}; readable from ${time(Math.min(...readable))} to ${time(Math.max(...readable))}; in executions: ${given.join(', ') || 'none'}; first ${call.id}`;
}
