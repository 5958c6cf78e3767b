import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { MINUTE } from '../../../../nodes/shared/polling/timing';
import { parseState, serialize } from '../../../../nodes/shared/polling/state';
import { VirtualN8n, type TriggerSettings } from './virtualN8n';
import { VirtualVendor, type VirtualCall } from './virtualVendor';

/** A state that a release wrote, and what happened around it. Made by that release's own code; never changed. */
interface SavedState {
	/** When it was saved, ms UTC. */
	at: number;
	settings: TriggerSettings;
	calls: VirtualCall[];
	/** What had been returned by then, and what that release's engine had returned in total two days later. */
	given: string[];
	later: string[];
	state: string;
}

const folder = join(__dirname, 'states');
const files = readdirSync(folder).flatMap((release) =>
	readdirSync(join(folder, release)).map((file) => join(release, file)),
);
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as SavedState;

describe.each(files)('a state of an earlier release: %s', (file) => {
	it('[P14] given it, then it is read and written byte for byte', () => {
		const { state } = read(file);
		const parsed = parseState(state);
		expect(parsed && serialize(parsed)).toBe(state);
	});

	it.each(['plain', 'durable'] as const)(
		'[P14] given it, when a trigger goes on from it (%s), then the same calls are given in all, each once',
		async (mode) => {
			const { at, settings, calls, given, later, state } = read(file);
			const time = { real: at, offset: 0 };
			const vendor = new VirtualVendor(time);
			vendor.calls = calls;
			// JSON has no Infinity
			const n8n = new VirtualN8n(mode, time, vendor, {
				...settings,
				retentionMs: settings.retentionMs ?? Infinity,
			});
			n8n.state = state;
			if (mode === 'plain') await n8n.restart();
			for (let i = 0; i < 80; i++) {
				time.real += 30 * MINUTE;
				await n8n.tick();
			}
			expect([...given, ...n8n.given].sort()).toEqual([...given, ...later].sort());
			expect(new Set(n8n.given).size).toBe(n8n.given.length);
		},
	);
});
