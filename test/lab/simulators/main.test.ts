import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** `npm run lab -- simulator` as a person runs it. */
function run(...options: string[]) {
	const program = spawn('node', [
		'test/tools/runTypescript.mjs',
		'test/lab/simulators/main.ts',
		...options,
	]);
	const output = { text: '' };
	for (const stream of [program.stdout, program.stderr]) {
		stream.on('data', (piece: Buffer) => (output.text += piece.toString()));
	}
	return { program, output };
}

test('prints addresses and credentials, and stops on Ctrl-C', async () => {
	const { program, output } = run('--yeastar-port', '0', '--cytracom-port', '0');
	while (!output.text.includes('Ctrl-C')) await once(program.stdout, 'data');
	expect(output.text).toMatch(
		/Yeastar PBX\n {2}Base URL +http:\/\/127\.0\.0\.1:\d+\n {2}Client ID/,
	);
	expect(output.text).toMatch(
		/Cytracom\n {2}Base URL +http:\/\/127\.0\.0\.1:\d+\/v1\.0\n {2}Token/,
	);
	program.kill('SIGINT');
	expect(await once(program, 'exit')).toEqual([0, null]);
}, 20_000);

test('a port that is taken gets a sentence', async () => {
	const other = createServer().listen(0, '127.0.0.1');
	await once(other, 'listening');
	const { port } = other.address() as AddressInfo;
	const { program, output } = run('--yeastar-port', '0', '--cytracom-port', String(port));
	expect(await once(program, 'exit')).toEqual([1, null]);
	expect(output.text).toContain(`Port ${port} is taken by another program.`);
	expect(output.text).not.toContain('    at ');
	other.close();
}, 20_000);
