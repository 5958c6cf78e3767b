import { measureIdle } from './idlePoll';
import { vendors } from '../support/triggers';
import { runOn, VirtualClock } from '../virtualTime';

/** Prints what a poll costs that finds nothing new. */
async function main(): Promise<void> {
	const virtual = new VirtualClock();
	runOn(virtual, 60_000);
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
