import { MINUTE, HOUR } from '../support/triggers';
import type { Trigger } from '../support/triggers';
import { Remembered } from '../../../nodes/shared/polling/remembered';
import type { PackageModules } from './n8nProcess';

/** Faults planted into what n8n saved, or into a hand-over (lost, or made days later): the soak must find each of them. */
export const plants = ['forgetHalf', 'skipHours', 'throwAway', 'holdBack'] as const;
export type Plant = (typeof plants)[number];

/** Damages the saved state as a bug of the engine would: its form stays valid. @returns whether there was one */
export function damage(trigger: Trigger, plant: Plant, modules: PackageModules): boolean {
	const state = modules.parseState(trigger.saved);
	if (!state || state.seen.size < 20) return false;
	if (plant === 'forgetHalf') {
		const json = state.seen.toJSON();
		const half = Object.entries(json).map(([hour, keys]) => [
			hour,
			keys.slice(0, 8 * Math.floor(keys.length / 16)),
		]);
		state.seen = Remembered.fromJSON(Object.fromEntries(half) as Record<string, string>);
	}
	if (plant === 'skipHours') {
		const now = trigger.clock.now();
		state.settled = now + MINUTE;
		state.sweeps = [];
		state.origin = Math.max(state.origin, now - HOUR);
	}
	trigger.restore({ calls: modules.serialize(state) });
	return true;
}
