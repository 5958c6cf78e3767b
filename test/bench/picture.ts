import type { Result } from './report';
import { short } from './report';
import { spreadOf } from './statistics';

const WIDTH = 900;
const LABELS = 290;
const FIGURES = 90;
const ROW = 20;
const HEAD = 34;

const STYLE = `
text { font: 13px system-ui, sans-serif; fill: #24292f }
.head { font-weight: 600 }
.right { text-anchor: end }
.ours { fill: #1f6feb }
.other { fill: #8c959f }
.spread { stroke: #24292f; stroke-width: 1.5 }
@media (prefers-color-scheme: dark) {
	text { fill: #e6edf3 }
	.spread { stroke: #e6edf3 }
}`;

/** The time of each contestant as a bar, ours in color, with a line from the least to the most of its runs. */
export function toSvg(results: Result[]): string {
	const parts: string[] = [];
	let y = 0;
	for (const { comparison, measured } of results) {
		y += HEAD;
		parts.push(text(0, y - 10, `${comparison.title}, milliseconds`, 'head'));
		const spreads = comparison.contestants.map(
			({ name, task }) =>
				[name, task.startsWith('our'), spreadOf(measured[name]!.map(({ ms }) => ms))] as const,
		);
		const most = Math.max(...spreads.map(([, , spread]) => spread.most));
		const x = (ms: number) => LABELS + (ms / most) * (WIDTH - LABELS - FIGURES);
		for (const [name, isOurs, { median, least, most: longest }] of spreads) {
			const middle = y + ROW / 2;
			parts.push(
				text(LABELS - 10, middle + 4, name, 'right'),
				`<rect class="${isOurs ? 'ours' : 'other'}" x="${LABELS}" y="${y + 3}" width="${round(x(median) - LABELS)}" height="${ROW - 6}"/>`,
				`<line class="spread" x1="${round(x(least))}" x2="${round(x(longest))}" y1="${middle}" y2="${middle}"/>`,
				text(WIDTH, middle + 4, short(median), 'right'),
			);
			y += ROW;
		}
	}
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 10}" role="img" aria-label="Time of each contestant">
<style>${STYLE}
</style>
${parts.join('\n')}
</svg>
`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

const text = (x: number, y: number, words: string, style: string): string =>
	`<text class="${style}" x="${x}" y="${y}">${words.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</text>`;
