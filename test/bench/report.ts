import type { Claim, Comparison, Measured, Run } from './comparison';
import type { Spread, Verdict } from './statistics';
import { spreadOf, verdictOn } from './statistics';

export interface Result {
	comparison: Comparison;
	measured: Measured;
}

/** A figure that a claim is about, as it came out. */
export interface Outcome {
	claim: Claim;
	spread: Spread;
	verdict: Verdict;
}

export const outcomesOf = ({ comparison, measured }: Result): Outcome[] =>
	comparison.claims.map((claim) => {
		const spread = spreadOf(claim.values(measured));
		return { claim, spread, verdict: verdictOn(spread, claim) };
	});

/** Three digits are more than a busy machine repeats. */
export const short = (value: number): string => {
	if (Math.abs(value) >= 100 || Number.isInteger(value)) {
		return Math.round(value).toLocaleString('en');
	}
	return Math.abs(value) < 10 ? value.toFixed(2) : value.toFixed(1);
};

const columns: [title: string, figure: (run: Run) => number][] = [
	['ms', ({ ms }) => ms],
	['processor ms', ({ cpuMs }) => cpuMs],
	['requests', ({ requests }) => requests],
	['kB sent', ({ bytes }) => bytes / 1000],
	['most open', ({ mostOpen }) => mostOpen],
	['memory MB', ({ memory }) => memory],
	['heap MB', ({ heap }) => heap],
];

const withSpread = ({ median, least, most }: Spread): string =>
	short(least) === short(most)
		? short(median)
		: `${short(median)} (${short(least)}–${short(most)})`;

const targetOf = ({ atMost, atLeast }: Claim): string => {
	if (atMost !== undefined) return `at most ${short(atMost)}`;
	return atLeast === undefined ? '' : `at least ${short(atLeast)}`;
};

/** What every contestant took: the head of the table, then a row for each. */
function runsTable({ measured }: Result): string[][] {
	const rows = Object.entries(measured).map(([name, runs]) => [
		name,
		...columns.map(([, figure]) => withSpread(spreadOf(runs.map(figure)))),
	]);
	return [['', ...columns.map(([title]) => title)], ...rows];
}

function claimsTable(result: Result): string[][] {
	const rows = outcomesOf(result).map(({ claim, spread, verdict }) => [
		claim.text,
		`${withSpread(spread)}${claim.unit === '' ? '' : ` ${claim.unit}`}`,
		targetOf(claim),
		verdict === 'no target' ? '' : verdict,
	]);
	return [['', 'median (least–most)', 'target', ''], ...rows];
}

/** For the terminal. */
export function printResult(result: Result): void {
	const { name, title } = result.comparison;
	console.log(`\n${title} (${name})`);
	for (const table of [runsTable(result), claimsTable(result)]) {
		const widths = table[0]!.map((_, at) => Math.max(...table.map((row) => row[at]!.length)));
		for (const row of table) {
			const cells = row.map((cell, at) =>
				at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!),
			);
			console.log(`  ${cells.join('  ')}`.trimEnd());
		}
	}
}

export interface Surroundings {
	/** The machine, and what ran on it, one line each. */
	lines: string[];
	runs: number;
}

/** The page that the repository shows. */
export function toMarkdown(results: Result[], { lines, runs }: Surroundings): string {
	const outcomes = results.flatMap(outcomesOf);
	const count = (verdict: Verdict) => outcomes.filter((one) => one.verdict === verdict).length;
	return `# Performance

What \`npm run bench\` measured, in its own words: it wrote this page and the picture.

${lines.map((line) => `- ${line}`).join('\n')}
- ${runs} runs of each contestant after one that does not count, in turns. A figure is the median, the least and the most of them in
  brackets. A ratio is that of two runs of the same round.
- Every contestant is a process of its own and asks the same simulated phone system, which is another process and has its
  answers ready. Nodes run in n8n's own engine. "Memory" is the most that was resident beyond what n8n with all nodes and a
  first small run takes; "heap" is V8's part of it.
- Targets met: ${count('met')} of ${count('met') + count('missed')}.

![The figures as bars](performance.svg)

${results.map(sectionOf).join('\n\n')}
`;
}

function sectionOf(result: Result): string {
	const { title, note } = result.comparison;
	const parts = [
		`## ${title}`,
		note,
		markdownTable(claimsTable(result)),
		markdownTable(runsTable(result)),
	];
	return parts.filter(Boolean).join('\n\n');
}

function markdownTable([head, ...rows]: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [
		line(head!),
		line(head!.map((_, at) => (at === 0 ? '---' : '--:'))),
		...rows.map(line),
	].join('\n');
}
