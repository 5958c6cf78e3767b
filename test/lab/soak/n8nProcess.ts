import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

import { build, type BuildOptions } from 'esbuild';
import type { INodeExecutionData, INodeType, IPollFunctions } from 'n8n-workflow';

import type { LoadedPackage } from '../world';
import { cytracom, yeastar } from '../support/triggers';
import type * as Package from './package';
import { runOn, type VirtualClock } from '../virtualTime';

export type PackageModules = typeof Package;

/** Real milliseconds for which a simulator may be silent. */
const PATIENCE_MS = 500;

/**
 * A process of n8n that has loaded the package. What the package's modules keep in memory (tokens, what a PBX told of
 * itself, reports that were thrown) is gone when it starts again.
 */
export class N8nProcess {
	readonly package: LoadedPackage = { nodeTypes: {}, credentialTypes: [] };
	modules: PackageModules;

	/** @param load loads the modules afresh, or the same ones where only the engine restarts */
	constructor(
		private readonly load: () => PackageModules,
		private readonly clock: VirtualClock,
	) {
		this.modules = this.start();
		const current = () => this.modules;
		const { nodeTypes } = this.package;
		nodeTypes[yeastar.type] = pollingAs(() => current().YeastarTrigger);
		nodeTypes[cytracom.type] = pollingAs(() => current().CytracomTrigger);
	}

	start(): PackageModules {
		this.modules = this.load();
		const { clock, YeastarApi, CytracomApi } = this.modules;
		runOn(this.clock, PATIENCE_MS, clock);
		this.package.credentialTypes.splice(0, 2, new YeastarApi(), new CytracomApi());
		return this.modules;
	}
}

/** A node type that polls as the one that is loaded at that moment. */
function pollingAs(current: () => new () => INodeType): new () => INodeType {
	return class implements INodeType {
		description = new (current())().description;

		async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
			return (await new (current())().poll?.call(this)) ?? null;
		}
	};
}

/** Bundles the package once; what it gives loads the bundle afresh each time. */
export async function bundlePackage(options?: BuildOptions): Promise<() => PackageModules> {
	return await bundle<PackageModules>('test/lab/soak/package.ts', options);
}

/** Bundles a file with all of ours that it needs; what it gives loads the bundle afresh each time. */
export async function bundle<Modules>(
	file: string,
	options: BuildOptions = {},
): Promise<() => Modules> {
	const folder = mkdtempSync(join(resolve('node_modules'), '.soak-'));
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	const outfile = join(folder, 'package.cjs');
	await build({
		...options,
		entryPoints: [file],
		outfile,
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		packages: 'external',
	});
	const load = createRequire(outfile);
	return () => {
		delete load.cache[outfile];
		return load(outfile) as Modules;
	};
}
