type Step = () => Promise<unknown>;

/** What must be undone when the demo ends, whichever way it ends: the last thing first. */
export class CleanUp {
	private readonly steps: Step[] = [];
	private running?: Promise<void>;

	/** Whether the end has begun. */
	get begun(): boolean {
		return this.running !== undefined;
	}

	add(step: Step): void {
		this.steps.push(step);
	}

	/** Undoes everything once; a step that fails keeps none of the others from being done. */
	run(): Promise<void> {
		this.running ??= this.undo();
		return this.running;
	}

	/** Ctrl-C, a closed terminal, `kill` and the end of npm undo everything and end the process. */
	runAtTheEnd(): void {
		const end = () => {
			if (!this.begun) console.log('\nStopping …');
			void this.run().finally(() => process.exit(0));
		};
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
		if (process.env.npm_lifecycle_event === undefined) return;
		// npm's shell does not pass on the signal that ends it.
		const { ppid } = process;
		setInterval(() => {
			if (process.ppid !== ppid) end();
		}, 1000).unref();
	}

	private async undo(): Promise<void> {
		for (const step of this.steps.reverse()) {
			await step().catch((error: unknown) => console.error(error));
		}
	}
}
