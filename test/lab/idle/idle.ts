import { clock } from '../../../nodes/shared/clock';
import { VirtualClock } from '../simulators';
import { measureIdle } from './idlePoll';
import { vendors } from '../support/triggers';

/** Prints what a poll costs that finds nothing new. */
async function main(): Promise<void> {
	const virtual = new VirtualClock();
	clock.now = () => virtual.now();
	clock.sleep = async (ms, signal) => await virtual.sleep(ms, signal);
	for (const vendor of vendors) {
		for (const callsADay of [500, 5_000]) {
			const idle = await measureIdle(vendor, virtual, callsADay);
			const { requests, bytes, writes, bytesPerCall, remembered } = idle;
			console.log(
				`${vendor.name}, ${callsADay} calls a day: ${requests} requests and ${Math.round(bytes / 1024)} kB an idle poll, ` +
					`${writes} writes in 10 polls; ${bytesPerCall.toFixed(1)} bytes of state a call (${remembered} calls)`,
			);
		}
	}
	process.exit(0);
}

void main();
