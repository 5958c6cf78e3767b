import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { harnessFolder } from './installation';

/** A child process that cannot outlive this one, not even when this one is killed (see guard.mjs). */
export class GuardedProcess {
	private output = '';
	private readonly group: Promise<number>;
	private readonly guard: ChildProcess;
	/** Resolves with the exit code when the command has ended; 137 when a signal ended it. */
	readonly exited: Promise<number>;

	constructor(command: string, args: string[], env: NodeJS.ProcessEnv, cwd?: string) {
		this.guard = spawn(process.execPath, [join(harnessFolder, 'guard.mjs'), command, ...args], {
			env,
			cwd,
			stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
		});
		const collect = (chunk: Buffer) => (this.output += chunk.toString());
		this.guard.stdout?.on('data', collect);
		this.guard.stderr?.on('data', collect);
		this.exited = once(this.guard, 'close').then(([code]) => code as number);
		this.group = Promise.race([
			once(this.guard, 'message').then(([pid]) => pid as number),
			this.exited.then(() => 0),
		]);
	}

	/** Everything that the process wrote so far, both streams together. */
	logs(): string {
		return this.output;
	}

	/** Asks the process to end, and after the grace time makes it. */
	async stop(graceMs = 15_000): Promise<void> {
		await this.signal('SIGTERM');
		const timer = setTimeout(() => void this.signal('SIGKILL'), graceMs);
		await this.exited;
		clearTimeout(timer);
	}

	/** SIGKILL, as when the power fails. */
	async kill(): Promise<void> {
		await this.signal('SIGKILL');
		await this.exited;
	}

	private async signal(name: NodeJS.Signals): Promise<void> {
		const group = await this.group;
		if (!group || this.guard.exitCode !== null) return;
		try {
			process.kill(-group, name);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
		}
	}
}
