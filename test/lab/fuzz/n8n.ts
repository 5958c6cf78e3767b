import type { EngineOptions } from '../engine';
import { CredentialStore } from '../engine';
import { loadPackage, type Plant } from '../world';

/** An n8n with the package, which notes what its nodes throw. */
export class FuzzedN8n {
	readonly store = new CredentialStore();
	readonly engine: EngineOptions;
	/** Since it was emptied last. */
	readonly thrown: unknown[] = [];

	constructor(plant?: Plant) {
		const { store, thrown } = this;
		this.engine = { ...loadPackage(thrown, plant), store, timezone: 'Europe/Berlin' };
	}
}
