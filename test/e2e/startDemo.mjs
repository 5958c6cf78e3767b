import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts the demo and reads from its announcement where it is and who may sign in. */
export async function startDemo() {
	const demo = spawn(process.execPath, ['test/demo/start.mjs'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let said = '';
	for await (const chunk of demo.stdout) {
		said += chunk;
		if (said.includes('Ctrl-C')) break;
	}
	const find = (pattern) => pattern.exec(said)?.[1] ?? '';
	const url = find(/nodes: (\S+)/);
	if (!url) throw new Error(`The demo did not start:\n${said}`);
	return {
		url,
		email: find(/E-mail\s+(\S+)/),
		password: find(/Password\s+(\S+)/),
		samples: [...said.matchAll(/(\/workflow\/\S+?)\/executions\/\S+/g)].map(([path, workflow]) => ({
			workflow,
			execution: path,
		})),
		stop: async () => {
			demo.kill('SIGINT');
			if (demo.exitCode === null) await once(demo, 'exit');
		},
	};
}
