import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Starts a demo in a folder and on ports of its own, and reads from its announcement where it is and who may sign in. */
export async function startDemo() {
	const folder = mkdtempSync(join(tmpdir(), 'call-transcripts-'));
	const phonePort = String(20_000 + 3 * (process.pid % 4000));
	const demo = spawn(process.execPath, ['test/tools/runTypescript.mjs', 'test/demo/main.ts'], {
		env: { ...process.env, DEMO_FOLDER: folder, DEMO_PORT: phonePort },
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
		email: find(/Email\s+(\S+)/),
		password: find(/Password\s+(\S+)/),
		// what the demo tells to enter into the credentials
		fields: {
			yeastar: {
				baseUrl: find(/Yeastar\s+(http\S+)/),
				clientId: find(/Client ID (\S+)/),
				clientSecret: find(/Client Secret (\S+)/),
			},
			cytracom: { baseUrl: find(/Cytracom\s+(http\S+)/), token: find(/Token (\S+)/) },
		},
		tables: said.match(/\/projects\/\S+\/datatables\/\S+/g) ?? [],
		samples: [...said.matchAll(/(\/workflow\/\S+?)\/executions\/\S+/g)].map(([path, workflow]) => ({
			workflow,
			execution: path,
		})),
		stop: async () => {
			demo.kill('SIGINT');
			if (demo.exitCode === null) await once(demo, 'exit');
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
