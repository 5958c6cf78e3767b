import { n8nEnvironment, type EnvironmentOptions } from './environment';
import { GuardedProcess } from './GuardedProcess';
import { installation } from './installation';
import { freePort } from './ports';
import { Session } from './Session';
import { until } from './until';

export interface N8nOptions extends EnvironmentOptions {
	/** Where the editor answers; a free port when not given. */
	port?: number;
}

/** A running n8n. */
export interface N8n {
	readonly url: string;
	/** Resolves with the exit code when the process has ended. */
	readonly exited: Promise<number>;
	/** Everything that n8n wrote so far. */
	logs(): string;
	/** Signs in as the owner, who is set up first in a new user folder. */
	session(): Promise<Session>;
	/** An orderly shutdown. */
	stop(): Promise<void>;
	/** SIGKILL, as when the power fails. */
	kill(): Promise<void>;
}

/** An n8n that may still be starting. */
export interface LaunchedN8n extends N8n {
	/** Resolves when its REST interface answers. */
	ready(): Promise<void>;
}

/** Starts n8n in a user folder and resolves when its REST interface answers. Start it again there after `stop` or `kill`. */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	const n8n = await launchN8n(options);
	await n8n.ready();
	return n8n;
}

/** Starts n8n and does not wait for it. */
export async function launchN8n({ port, ...options }: N8nOptions): Promise<LaunchedN8n> {
	const chosenPort = port ?? (await freePort());
	const url = `http://127.0.0.1:${chosenPort}`;
	const n8n = await launch('start', {
		...options,
		env: { N8N_PORT: String(chosenPort), ...options.env },
	});
	return {
		url,
		ready: () => ready(n8n, `${url}/rest/settings`),
		exited: n8n.exited,
		logs: () => n8n.logs(),
		session: () => Session.open(url),
		stop: () => n8n.stop(),
		kill: () => n8n.kill(),
	};
}

/** Starts a worker of queue mode and resolves when it is ready for jobs. */
export async function startWorker(options: EnvironmentOptions): Promise<GuardedProcess> {
	const port = await freePort();
	const worker = await launch('worker', {
		...options,
		env: {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			...options.env,
		},
	});
	await ready(worker, `http://127.0.0.1:${port}/healthz/readiness`);
	return worker;
}

async function launch(command: 'start' | 'worker', options: EnvironmentOptions) {
	const env = { N8N_RUNNERS_BROKER_PORT: String(await freePort()), ...options.env };
	return new GuardedProcess(
		installation.node,
		[installation.n8n, command],
		n8nEnvironment({ ...options, env }),
		options.folder,
	);
}

/** While n8n starts, its addresses answer with text or not at all; then with JSON. */
async function ready(process: GuardedProcess, address: string): Promise<void> {
	let ended = false;
	void process.exited.then(() => (ended = true));
	try {
		await until(
			async () => {
				if (ended) throw new Error('n8n ended while it started.');
				const answer = await fetch(address).catch(() => undefined);
				const isJson = answer?.headers.get('content-type')?.includes('application/json');
				return answer?.ok && isJson ? true : undefined;
			},
			{ what: `answer from ${address}`, withinMs: 120_000 },
		);
	} catch (error) {
		await process.kill();
		throw new Error(`n8n did not start. Its last words:\n${process.logs().slice(-2000)}`, {
			cause: error,
		});
	}
}
