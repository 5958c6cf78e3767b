import { readFileSync, writeFileSync } from 'node:fs';

import { loading } from './loading';
import type { Phone } from './phone';
import { answerCalls } from './process';
import type { Task, tasks } from './tasks';

/** `ourLoading` is the task that needs a process in which nothing is loaded. */
export type TaskName = keyof typeof tasks | 'ourLoading';

export interface Assignment {
	task: TaskName;
	phone: Phone;
	/** The same with few calls: what is loaded and compiled at the first use is no part of the figures. */
	small: Phone;
	/** What another contestant's run gave, that this one goes on from. */
	given?: unknown;
}

/** One run. Memory in megabytes beyond what the process had before it met the phone. */
export interface Measure {
	ms: number;
	/** Of processor time of this process. */
	cpuMs: number;
	/** The most that was resident. */
	memory: number;
	/** The most that V8 held, as looked at every 10 ms. */
	heap: number;
	/** What the task gave. */
	result: unknown;
}

const MB = 1024 * 1024;

/* The process of one contestant: gets ready once, and then runs each time it gets a message. */
let run: () => Promise<unknown>;
let before: { memory: number; heap: number };

const operations = {
	async open({ task, phone, small, given }: Assignment): Promise<void> {
		const getReady: Task =
			task === 'ourLoading' ? loading : (await import('./tasks.js')).tasks[task];
		if (getReady !== loading) await (await getReady(small))();
		globalThis.gc?.();
		const { rss, heapUsed } = process.memoryUsage();
		before = { memory: rss, heap: heapUsed };
		run = await getReady(phone, given);
	},

	async run(): Promise<Measure> {
		globalThis.gc?.();
		// V8 gives memory back when it likes
		before.memory = Math.min(before.memory, process.memoryUsage().rss);
		forgetPeak();
		let heap = 0;
		let rss = 0;
		const look = () => {
			const now = process.memoryUsage();
			heap = Math.max(heap, now.heapUsed);
			rss = Math.max(rss, now.rss);
		};
		const timer = setInterval(look, 10);
		const cpu = process.cpuUsage();
		const began = performance.now();
		const result = await run();
		const ms = performance.now() - began;
		const { user, system } = process.cpuUsage(cpu);
		clearInterval(timer);
		look();
		return {
			ms,
			cpuMs: (user + system) / 1000,
			memory: ((peak() ?? rss) - before.memory) / MB,
			heap: (heap - before.heap) / MB,
			result,
		};
	},
};

export type ContestantOperations = typeof operations;

/** Linux counts the most resident memory from then on. */
function forgetPeak(): void {
	if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}

function peak(): number | undefined {
	if (process.platform !== 'linux') return undefined;
	const kB = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
	return kB === undefined ? undefined : Number(kB) * 1024;
}

answerCalls(operations);
