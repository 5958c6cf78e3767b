import { bundle, bundlePackage, type PackageModules } from '../soak/n8nProcess';
import { soak } from '../soak/soakRun';
import { HOUR, type Vendor } from '../support/triggers';
import type * as Checks from './checks';
import { plant, type Mistake } from './plants';
import { simulatorOptions, type Answers } from './questions';

/** What one combination of answers comes to. */
export interface Row {
	answers: Answers;
	/** What was wrong, one line each. */
	nodes: string[];
	triggers: string[];
	soak: string[];
	/** Calls that the soak owed, in both modes together. */
	calls: number;
	seconds: number;
}

export interface RowSettings {
	/** Without: the action nodes alone. */
	triggers: boolean;
	/** For each mode; 0 for no soak. */
	soakCalls: number;
	seed: number;
}

/** All checks, on a bundle of the package; what the package keeps in memory is forgotten before each row. */
export class Rows {
	private readonly usual = new Map<Vendor['name'], Checks.Outcome>();

	private constructor(
		private readonly loadChecks: () => typeof Checks,
		private readonly loadPackage: () => PackageModules,
		private readonly settings: RowSettings,
	) {}

	static async prepare(settings: RowSettings, mistake?: Mistake): Promise<Rows> {
		const options = mistake && { plugins: [plant(mistake)] };
		return new Rows(
			await bundle<typeof Checks>('test/lab/readings/checks.ts', options),
			await bundlePackage(options),
			settings,
		);
	}

	async run(vendor: Vendor, answers: Answers): Promise<Row> {
		const begin = performance.now();
		const usual =
			this.usual.get(vendor.name) ?? (await this.loadChecks().outcomeOf(vendor.name, {}));
		this.usual.set(vendor.name, usual);
		const checks = this.loadChecks();
		const nodes = [
			...checks.usualDefects(vendor.name, usual),
			...(await checks.nodeDefects(vendor.name, answers, usual)),
		];
		const triggers = this.settings.triggers
			? await this.loadChecks().defectsOfTriggers(vendor.name, answers)
			: [];
		const soaked = await this.soak(vendor, answers);
		const seconds = (performance.now() - begin) / 1000;
		return { answers, nodes, triggers, ...soaked, seconds };
	}

	private async soak(vendor: Vendor, answers: Answers): Promise<{ soak: string[]; calls: number }> {
		const { soakCalls, seed } = this.settings;
		const defects: string[] = [];
		let calls = 0;
		for (const durable of soakCalls > 0 ? [false, true] : []) {
			const result = await soak({
				vendor,
				durable,
				calls: soakCalls,
				seed,
				load: this.loadPackage,
				calmStepMs: 2 * HOUR,
				simulator: simulatorOptions(answers),
			});
			const mode = durable ? 'durable cursors' : 'default mode';
			const tell = (ids: string[], what: string) => {
				if (ids.length > 0)
					defects.push(`${mode}: ${ids.length} ${what}: ${ids.slice(0, 5).join()}`);
			};
			calls += result.owed;
			tell(
				result.lost.map(({ id }) => id),
				'lost',
			);
			tell(
				result.doubled.map(({ id }) => id),
				'twice',
			);
			tell(result.history, 'from before');
			tell(result.tooLate, 'too late');
			defects.push(...result.defects.map((defect) => `${mode}: ${defect}`));
		}
		return { soak: defects, calls };
	}
}
