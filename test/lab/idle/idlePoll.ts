import { parseState } from '../../../nodes/shared/polling/state';
import type { Vendor } from '../support/triggers';
import { DAY, HOUR, MINUTE, Trigger } from '../support/triggers';
import type { VirtualClock } from '../virtualTime';

export interface IdlePoll {
	/** Of one poll, on average. */
	requests: number;
	bytes: number;
	/** What the calls of the recent two hours take in the vendor's answers. */
	recentBytes: number;
	/** How often the state was written in all idle polls. */
	writes: number;
	/** Of saved state, for each remembered call. */
	bytesPerCall: number;
	remembered: number;
}

const POLLS = 10;
const RECENT_HOURS = 2;

/** Lets a trigger run through a day and more with this number of calls a day, and then measures polls that find nothing new. */
export async function measureIdle(
	vendor: Vendor,
	clock: VirtualClock,
	callsADay: number,
): Promise<IdlePoll> {
	const parameters = { options: { includeSpeakerNames: false, initialLookbackHours: 30 } };
	await using trigger = await Trigger.start(vendor, clock, { parameters });
	const now = clock.now();
	const everyMs = DAY / callsADay;
	const words = 'a word '.repeat(150);
	for (let at = now - 30 * HOUR; at < now - 2 * MINUTE; at += everyMs) {
		trigger.system.add({ id: `call ${Math.floor(at)}`, startedAt: Math.floor(at), words });
	}
	await trigger.activate();
	// until everything is given and the sweep of the hour is done
	do await trigger.poll();
	while (trigger.given.length < Math.floor((callsADay * 29.9) / 24));
	await trigger.poll();

	const before = trigger.system.requests.length;
	let state = trigger.saved;
	let writes = 0;
	for (let i = 0; i < POLLS; i++) {
		await trigger.poll();
		if (trigger.saved !== state) writes += 1;
		state = trigger.saved;
	}
	const asked = trigger.system.requests.slice(before);
	const remembered = parseState(trigger.saved)?.seen.size ?? 0;
	return {
		requests: asked.length / POLLS,
		bytes: asked.reduce((sum, { bytes }) => sum + bytes, 0) / POLLS,
		recentBytes: ((callsADay * RECENT_HOURS) / 24) * (words.length + 500),
		writes,
		bytesPerCall: trigger.saved.length / remembered,
		remembered,
	};
}
