import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { n8nEnvironment, type EnvironmentOptions } from './environment';
import { installation } from './installation';
import { freePort } from './ports';

const run = promisify(execFile);

/** Runs a command of n8n's own CLI, such as `import:workflow --input=<file>`, and gives what it wrote. */
export async function n8nCli(options: EnvironmentOptions, args: string[]): Promise<string> {
	const env = { N8N_RUNNERS_BROKER_PORT: String(await freePort()), ...options.env };
	const { stdout } = await run(installation.node, [installation.n8n, ...args], {
		cwd: options.folder,
		env: n8nEnvironment({ ...options, env }),
		timeout: 120_000,
		maxBuffer: 2 ** 28,
	});
	return stdout;
}
