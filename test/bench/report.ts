import type { Comparison, Measured } from './comparison';
import { spreadOf, verdictOn } from './statistics';

const short = (value: number): string =>
	Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);

export function printComparison({ name, title, claims }: Comparison, measured: Measured): void {
	console.log(`\n${title} (${name})`);
	for (const [contestant, runs] of Object.entries(measured)) {
		const figure = (what: keyof (typeof runs)[number]) => {
			const { median, least, most } = spreadOf(runs.map((run) => run[what]));
			return `${short(median)} (${short(least)}–${short(most)})`;
		};
		console.log(
			`  ${contestant.padEnd(36)} ${figure('ms')} ms, ${figure('cpuMs')} ms cpu, ${figure('requests')} requests, ` +
				`${figure('bytes')} bytes, ${figure('mostOpen')} open, ${figure('memory')} MB, heap ${figure('heap')} MB`,
		);
	}
	for (const { text, unit, values, ...target } of claims) {
		const spread = spreadOf(values(measured));
		const { median, least, most } = spread;
		console.log(
			`  ${text}: ${short(median)} ${unit} (${short(least)}–${short(most)}), ${verdictOn(spread, target)}`,
		);
	}
}
