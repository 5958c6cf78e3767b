import type { RecordedRequest } from '../shared/answer';
import type { FaultList } from '../shared/faults';
import { SimulatorServer } from '../shared/server';
import type { YeastarOptions } from './options';
import { yeastarDefaultOptions } from './options';
import { YeastarPbx } from './pbx';
import { answerRequest } from './router';

/** A P-Series PBX served by a real HTTP(S) server on 127.0.0.1. */
export class YeastarSimulator extends YeastarPbx {
	readonly #server: SimulatorServer;

	constructor(options: YeastarOptions) {
		super(options);
		this.#server = new SimulatorServer(options, (request) => answerRequest(this, request));
	}

	/** Called by `startYeastarSimulator`. */
	listen(): Promise<void> {
		return this.#server.listen();
	}

	/** The base URL that a credential wants; the origin. */
	get url(): string {
		return this.origin;
	}

	get origin(): string {
		return this.#server.origin;
	}

	/** Every request so far, in the order of arrival. */
	get requests(): RecordedRequest[] {
		return this.#server.requests;
	}

	get faults(): FaultList {
		return this.#server.faults;
	}

	/** Requests that are open at once. */
	get load(): SimulatorServer['load'] {
		return this.#server.load;
	}

	/** Holds every request back until it resolves; undefined holds none. */
	set gate(gate: SimulatorServer['gate']) {
		this.#server.gate = gate;
	}

	/** PEM of the self-signed certificate; empty without HTTPS. */
	get certificate(): string {
		return this.#server.certificate;
	}

	close(): Promise<void> {
		return this.#server.close();
	}
}

export async function startYeastarSimulator(
	options: Partial<YeastarOptions> = {},
): Promise<YeastarSimulator> {
	const simulator = new YeastarSimulator({ ...yeastarDefaultOptions(), ...options });
	await simulator.listen();
	return simulator;
}
