import type { RecordedRequest } from '../shared/answer';
import type { FaultList } from '../shared/faults';
import { SimulatorServer } from '../shared/server';
import { CytracomAccount } from './account';
import type { CytracomOptions } from './options';
import { cytracomDefaultOptions } from './options';
import { answerRequest, basePath } from './router';

/** Cytracom's API with one customer account, served by a real HTTP(S) server on 127.0.0.1. */
export class CytracomSimulator extends CytracomAccount {
	readonly #server: SimulatorServer;

	constructor(options: CytracomOptions) {
		super(options);
		this.#server = new SimulatorServer(options, (request) => answerRequest(this, request));
	}

	/** Called by `startCytracomSimulator`. */
	listen(): Promise<void> {
		return this.#server.listen();
	}

	/** The base URL that a credential wants; ends in `/v1.0`. */
	get url(): string {
		return this.origin + basePath;
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

	/** What answers say of the time, where it is not the API that says it. */
	set dateHeader(dateHeader: SimulatorServer['dateHeader']) {
		this.#server.dateHeader = dateHeader;
	}

	/** PEM of the self-signed certificate; empty without HTTPS. */
	get certificate(): string {
		return this.#server.certificate;
	}

	close(): Promise<void> {
		return this.#server.close();
	}
}

export async function startCytracomSimulator(
	options: Partial<CytracomOptions> = {},
): Promise<CytracomSimulator> {
	const simulator = new CytracomSimulator({ ...cytracomDefaultOptions(), ...options });
	await simulator.listen();
	return simulator;
}
