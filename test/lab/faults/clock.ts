import { Settings } from 'luxon';

import { clock } from '../../../nodes/shared/clock';
import { VirtualClock } from '../simulators';

const START_MS = Date.UTC(2026, 5, 4, 12);

/** Virtual time for one cell after another: what was waited for is counted, and a fault may pass meanwhile. */
export class FaultClock extends VirtualClock {
	/** Called when somebody begins to wait, before any time has passed. */
	onWait?: () => Promise<void>;

	override async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		await this.onWait?.();
		await super.sleep(ms, signal);
	}

	/** Puts the nodes, and `$now` in expressions, on this clock. @returns what puts them back */
	install(): () => void {
		const real = { ...clock };
		const realNow = Settings.now;
		clock.now = () => this.now();
		clock.sleep = async (ms, signal) => await this.sleep(ms, signal);
		Settings.now = () => this.now();
		return () => {
			Object.assign(clock, real);
			Settings.now = realNow;
		};
	}

	/** The beginning of a cell. @param patienceMs real milliseconds for which a phone system may be silent */
	restart(patienceMs: number): void {
		this.set(START_MS);
		this.onWait = undefined;
		clock.patience = { answer: patienceMs, body: patienceMs };
	}
}
