import { execFile } from 'node:child_process';

import { startCytracomSimulator } from '../simulators';
import { callAt } from '../support/cytracom';
import { VirtualClock } from '../virtualTime';

const DAY = 24 * 60 * 60_000;

export interface LongListOptions {
	days: number;
	callsADay: number;
	bytesOfCall: number;
	/** Megabytes that the process may have for its objects. */
	heap: number;
}

/** What the process tells, if it lives. */
interface Printed {
	items?: number;
	/** Megabytes by which its memory grew, at most. */
	grownBy?: number;
	/** With which the list failed, or the process died. */
	error?: string;
}

export interface LongList extends Printed {
	/** What Cytracom sent, in megabytes. */
	sent: number;
}

/** Lists calls of Cytracom that a filter drops, all of them, in a process of its own that has little memory. */
export async function listInLittleMemory(options: LongListOptions): Promise<LongList> {
	const { days, callsADay, bytesOfCall, heap } = options;
	const clock = new VirtualClock();
	const api = await startCytracomSimulator({ clock });
	// one text for all: the simulator itself stays small
	const turn = `Agent: ${'Word '.repeat(38)}\n`;
	const transcript = turn.repeat(Math.ceil(bytesOfCall / turn.length));
	for (let at = 1; at <= days * callsADay; at++) {
		const startedAt = clock.now() - Math.floor((at * DAY) / callsADay);
		api.addCall(
			callAt(startedAt, { linkedId: `${Math.floor(startedAt / 1000)}.${at}`, transcript }),
		);
	}
	try {
		const args = [api.url, api.options.token, String(days), String(clock.now())];
		const printed = await run(heap, args);
		const sent = api.requests.reduce((sum, { bytes }) => sum + bytes, 0) / 1024 / 1024;
		return { ...printed, sent: Math.round(sent) };
	} finally {
		await api.close();
	}
}

async function run(heap: number, args: string[]): Promise<Printed> {
	const script = ['test/tools/runTypescript.mjs', 'test/lab/memory/list.ts', ...args];
	return await new Promise((resolve) => {
		const child = execFile(
			process.execPath,
			[`--max-old-space-size=${heap}`, ...script],
			{ maxBuffer: 64 * 1024 * 1024, env: { ...process.env, NODE_OPTIONS: '' } },
			(_, output, errors) => {
				const lives = child.exitCode === 0;
				resolve(lives ? (JSON.parse(output) as Printed) : { error: /FATAL.*/.exec(errors)?.[0] });
			},
		);
	});
}
