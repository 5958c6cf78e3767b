import type { GuardedProcess } from '../../e2e/harness/GuardedProcess';
import type { EnvironmentOptions, Mode } from '../../e2e/harness/environment';
import { installPackage } from '../../e2e/harness/communityPackage';
import { launchN8n, startWorker, type LaunchedN8n } from '../../e2e/harness/N8n';
import type { Session } from '../../e2e/harness/Session';
import { userFolder, type UserFolder } from '../../e2e/harness/userFolder';
import { startDatabases, type Databases } from './databases';

const WORKERS = 2;

/**
 * A workflow whose publication was killed in the middle waits for the end of a lease: two minutes, if this were not set.
 * n8n gives up a publication after 70 % of it, which must be more than the 40 s that an activating poll may take.
 */
const IMPATIENT = {
	N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '60',
	N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '2000',
};

/** Everything that reached the workflows can be read at the end. */
const KEEP_EXECUTIONS = {
	EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
	EXECUTIONS_DATA_PRUNE: 'false',
};

/** The processes of one n8n; each can be killed and started again. */
export class Servers {
	private readonly folders: UserFolder[] = [];
	private databases?: Databases;
	private main?: LaunchedN8n;
	private mainIsWanted = false;
	private readonly workers: Promise<GuardedProcess>[] = [];

	constructor(
		private readonly mode: Mode,
		private readonly tarball: string,
	) {}

	/** Everything with new folders; resolves when n8n answers. */
	async start(): Promise<void> {
		const count = this.mode === 'queue' ? 1 + WORKERS : 1;
		for (let folder = 0; folder < count; folder++) {
			const created = await userFolder();
			this.folders.push(created);
			await installPackage(created.folder, this.tarball);
		}
		if (this.mode === 'queue') this.databases = await startDatabases(this.options(0).folder);
		await this.startMain();
		await this.main?.ready();
		for (let worker = 0; worker < count - 1; worker++) this.startWorker(worker);
		await Promise.all(this.workers);
	}

	async session(): Promise<Session> {
		if (!this.main) throw new Error('n8n has not been started.');
		await this.main.ready();
		return await this.main.session();
	}

	/** Where the main process answers. */
	get url(): string {
		if (!this.main) throw new Error('n8n has not been started.');
		return this.main.url;
	}

	logs(): string {
		return this.main?.logs() ?? '';
	}

	/** SIGKILL to the main process; returns the time of death. */
	async killMain(): Promise<number> {
		this.mainIsWanted = false;
		const at = Date.now();
		await this.main?.kill();
		return at;
	}

	/** Starts the main process again and does not wait for it. */
	async startMain(): Promise<void> {
		const main = await launchN8n(this.options(0));
		this.main = main;
		this.mainIsWanted = true;
		void main.exited.then(() => this.mainEnded(main));
	}

	/** Another program took one of its ports meanwhile: started again, as a supervisor would. */
	private async mainEnded(main: LaunchedN8n): Promise<void> {
		if (main !== this.main || !this.mainIsWanted) return;
		console.error(
			`n8n ended by itself and is started again. Its last words:\n${main.logs().slice(-500)}`,
		);
		await this.startMain();
	}

	async killWorker(worker: number): Promise<number> {
		const process = await this.workers[worker];
		const at = Date.now();
		await process?.kill();
		return at;
	}

	/** Starts a worker and does not wait for it. */
	startWorker(worker: number): void {
		const started = startWorker(this.options(worker + 1));
		// who waits for it gets the error
		started.catch(() => undefined);
		this.workers[worker] = started;
	}

	/** Ends all processes and removes their folders. */
	async close(): Promise<void> {
		this.mainIsWanted = false;
		await this.main?.kill();
		for (const worker of this.workers)
			await worker.then((started) => started.kill()).catch(() => 0);
		await this.databases?.stop();
		for (const { remove } of this.folders) await remove();
	}

	private options(folder: number): EnvironmentOptions {
		return {
			folder: this.folders[folder]?.folder ?? '',
			mode: this.mode,
			env: {
				...IMPATIENT,
				...KEEP_EXECUTIONS,
				...(this.mode === 'queue' && { N8N_ENCRYPTION_KEY: 'the same in all processes' }),
				...this.databases?.env,
			},
		};
	}
}
