import { freshState } from '../../../../nodes/shared/polling/prepare';
import { atTheDoor } from '../../../../nodes/shared/polling/settings';
import { parseState, type State } from '../../../../nodes/shared/polling/state';
import { DAY, HOUR, MINUTE } from '../../../../nodes/shared/polling/timing';
import { VirtualN8n, type TriggerSettings, type Mode, type Tick } from './virtualN8n';
import { VirtualVendor, type VirtualCall } from './virtualVendor';

/** When every scenario begins, ms UTC. */
export const START = Date.UTC(2026, 4, 9, 12);

/** A trigger and its phone system at `START`, nothing activated yet. */
export function scenario(settings: Partial<TriggerSettings> = {}, mode: Mode = 'durable') {
	const time = { real: START, offset: 0 };
	const vendor = new VirtualVendor(time);
	const n8n = new VirtualN8n(mode, time, vendor, {
		owner: 'pbx 1',
		criteria: { event: 'newTranscription' },
		lookbackMs: DAY,
		initialLookbackMs: 0,
		retentionMs: 90 * DAY,
		maxWindowMs: DAY - 1000,
		...settings,
	});
	const pollAt = async (at: number, tick: Tick = {}) => {
		time.real = Math.max(time.real, START + at);
		return await n8n.tick(tick);
	};
	return {
		time,
		vendor,
		n8n,
		/** A call that begins `at` ms after `START`, with a transcript `late` ms later. */
		call: (id: string, at: number, late = MINUTE, more: Partial<VirtualCall> = {}) => {
			const start = START + at;
			vendor.calls.push({ id, start, readyAt: start + late, ...more });
		},
		/** Polls once `at` ms after `START`, or now if it is later already. */
		pollAt,
		/** Publishes the workflow and lets the first poll of both modes happen: about a minute. */
		begin: async () => {
			await n8n.activate();
			time.real += MINUTE;
			await n8n.tick();
		},
		/** Polls every `every` ms until `until` ms after `START`. */
		pollUntil: async (until: number, every = 30 * MINUTE) => {
			while (time.real < START + until) await pollAt(time.real - START + every);
		},
		/** The state, as far as tests look into it. */
		look: (): State => {
			const state = parseState(n8n.state);
			if (!state) throw new Error('There is no state');
			return state;
		},
		/** Makes one of the next requests wait until the returned function is called: the first that comes after `skip` others. */
		holdAnswer: (skip = 0) => holdAnswer(vendor, skip),
	};
}

/** The state of a trigger that begins at `now`. */
export const fresh = (settings: TriggerSettings, now: number, reason: 'new' | 'lost'): State =>
	freshState(settings.owner, atTheDoor(settings), now, reason);

/** See `holdAnswer` of a scenario. */
export function holdAnswer(vendor: VirtualVendor, skip = 0): () => void {
	const opened = new EventTarget();
	const promise = new Promise<void>((resolve) => opened.addEventListener('open', () => resolve()));
	let left = skip;
	vendor.gate = () => (left-- === 0 ? promise : Promise.resolve());
	return () => opened.dispatchEvent(new Event('open'));
}

/** Waits until a poll that has just begun has sent its first request. */
export async function asked(vendor: VirtualVendor): Promise<void> {
	const before = vendor.requests.length;
	for (let i = 0; i < 20 && vendor.requests.length === before; i++) await Promise.resolve();
}

/** Long enough for everything to be settled after a day's lookback. */
export const LONG = 30 * HOUR;
