import { fork } from 'node:child_process';

/* A process whose functions another one calls: how the bench, its phone systems and its contestants talk. */

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever takes and gives what JSON can hold
type Operations = Record<string, (argument: any) => unknown>;

interface Call {
	name: string;
	argument: unknown;
}

interface Answer {
	value?: unknown;
	error?: string;
}

/** In the process itself: runs what it is asked for, one call after the other. */
export function answerCalls(operations: Operations): void {
	let before: Promise<unknown> = Promise.resolve();
	process.on('message', ({ name, argument }: Call) => {
		before = before
			.then(async () => await operations[name]!(argument))
			.then(
				(value): Answer => ({ value }),
				(error: Error): Answer => ({ error: error.stack ?? error.message }),
			)
			.then((answer) => process.send?.(answer));
	});
	process.once('disconnect', () => process.exit(0));
}

/** A process of a bundle that was built with `answerCalls` in it. One call at a time. */
export class Helper<Of extends Operations> {
	private readonly child;

	constructor(file: string) {
		this.child = fork(file, { execArgv: ['--expose-gc'], stdio: 'inherit' });
	}

	/** @throws Error with what the process threw, or that it died */
	async call<Name extends keyof Of & string>(
		name: Name,
		argument: Parameters<Of[Name]>[0],
	): Promise<Awaited<ReturnType<Of[Name]>>> {
		const { value, error } = await new Promise<Answer>((resolve) => {
			const died = () => resolve({ error: `The process of ${name} died` });
			this.child.once('exit', died);
			this.child.once('message', (answer) => {
				this.child.off('exit', died);
				resolve(answer as Answer);
			});
			this.child.send({ name, argument } satisfies Call);
		});
		if (error !== undefined) throw new Error(error);
		return value as Awaited<ReturnType<Of[Name]>>;
	}

	end(): void {
		this.child.disconnect();
	}
}
