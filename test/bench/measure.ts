import { resolve } from 'node:path';
import { stderr } from 'node:process';

import type { Comparison, Contestant, Run } from './comparison';
import type { ContestantOperations } from './contestant';
import type { Phone, PhoneSpec } from './phone';
import { Helper } from './process';
import type { PhoneOperations } from './phones';

export interface Bundles {
	server: string;
	contestant: string;
}

/** Runs a comparison: its contestants take turns, so that what else the machine does slows all of them alike. */
export class Bench {
	private readonly server: Helper<PhoneOperations>;
	private readonly phones = new Map<string, Phone>();

	constructor(
		private readonly bundles: Bundles,
		private readonly runs: number,
	) {
		this.server = new Helper(resolve(bundles.server));
	}

	/** The runs of each contestant, in the order of rounds. @throws Error when one gave another result than it has to */
	async measure({ contestants }: Comparison): Promise<Record<string, Run[]>> {
		const processes = new Map<Contestant, Helper<ContestantOperations>>();
		const given = new Map<Contestant, unknown>();
		const measured: Record<string, Run[]> = {};
		for (const contestant of contestants) {
			const { name, after, isFresh } = contestant;
			measured[name] = [];
			if (after) {
				const former = { ...contestant, gives: undefined, ...after };
				const process = await this.open(former);
				const { result, ...run } = await this.run(former, process);
				measured[after.name] = [run];
				given.set(contestant, result);
				process.end();
			}
			if (isFresh) continue;
			const process = await this.open(contestant, given.get(contestant));
			// compiles what is used often
			await process.call('run', undefined);
			processes.set(contestant, process);
		}
		for (let round = 0; round < this.runs; round++) {
			for (const contestant of contestants) {
				const running = processes.get(contestant);
				const process = running ?? (await this.open(contestant, given.get(contestant)));
				measured[contestant.name]!.push(await this.run(contestant, process));
				stderr.write('.');
				if (!running) process.end();
			}
		}
		for (const process of processes.values()) process.end();
		for (const { origin } of this.phones.values()) await this.server.call('stop', origin);
		this.phones.clear();
		return measured;
	}

	end(): void {
		this.server.end();
	}

	private async open({ task, phone, few }: Contestant, given?: unknown) {
		const process = new Helper<ContestantOperations>(resolve(this.bundles.contestant));
		const small = { ...phone, ...few, calls: Math.min(20, phone.calls), latencyMs: 0 };
		await process.call('open', {
			task,
			phone: await this.phone(phone),
			small: await this.phone(small),
			given,
		});
		return process;
	}

	private async phone(spec: PhoneSpec): Promise<Phone> {
		const key = JSON.stringify(spec);
		const known = this.phones.get(key);
		if (known) return known;
		const phone = { ...spec, origin: await this.server.call('start', spec) };
		this.phones.set(key, phone);
		return phone;
	}

	private async run(
		{ name, phone, gives }: Contestant,
		process: Helper<ContestantOperations>,
	): Promise<Run & { result: unknown }> {
		const { origin } = await this.phone(phone);
		await this.server.call('takeLoad', origin);
		const measure = await process.call('run', undefined);
		const { result } = measure;
		if (gives !== undefined && result !== gives) {
			throw new Error(`${name} gave ${String(result)}, not ${gives}`);
		}
		return { ...measure, ...(await this.server.call('takeLoad', origin)) };
	}
}
