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
		[...result.lost, ...result.doubled].filter(({ inHandover }) => inHandover).length,
	].map(String);
}

/** n8n's default mode may lose or double a batch that is being handed over when it dies; nothing else may be wrong. */
export function isGood({ mode, lost, doubled, unknown, once }: SeriesResult): boolean {
	const wrong = [...lost, ...doubled];
	const isAllowed = ({ inHandover }: Wrong) => mode === 'plain' && inHandover;
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
	for (const { call, executions, inHandover } of [...result.lost, ...result.doubled]) {
		const given = executions.map(
			({ executionId, status, at }) => `${executionId} ${status} ${new Date(at).toISOString()}`,
		);
		const from = new Date(call.visibleFrom).toISOString();
		const nearest = Math.min(
			...result.kills.map(({ at }) => Math.abs(at - (executions[0]?.at ?? call.visibleFrom))),
		);
		lines.push(
			`${mode}: ${call.vendor} ${call.id}, readable from ${from}: ${given.join(', ') || 'lost'}; ${inHandover ? 'in the hand-over' : 'NOT in a hand-over'}, nearest kill ${nearest} ms away`,
		);
	}
	if (!isGood(result)) lines.push(`${mode}: FAILED`);
	return lines;
}
