// Runs a command until the process that started this one asks for its end or is itself gone, however it ended:
// `node guard.mjs <command> [argument …]`, with a pipe as standard input that is closed when the parent dies.
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
// A process group of its own, so that Ctrl-C reaches the parent only, and the helpers of the command die with it.
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });

function killGroup() {
	try {
		process.kill(-child.pid, 'SIGKILL');
	} catch {
		// the group is gone already
	}
}

// The parent decides what Ctrl-C means.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.stdin.on('end', killGroup).on('error', killGroup).resume();
child.on('spawn', () => process.send?.(child.pid));
child.on('exit', (code, signal) => {
	killGroup();
	process.exit(signal ? 137 : code);
});
child.on('error', (error) => {
	console.error(error.message);
	process.exit(1);
});
