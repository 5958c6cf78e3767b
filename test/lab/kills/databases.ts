import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GuardedProcess } from '../../e2e/harness/GuardedProcess';
import { freePort } from '../../e2e/harness/ports';
import { until } from '../../e2e/harness/until';

const run = promisify(execFile);

/** What queue mode needs: Redis and PostgreSQL on ports of their own, with their data below `folder`. */
export interface Databases {
	/** How n8n finds them. */
	env: Record<string, string>;
	stop(): Promise<void>;
}

/** They run until `stop`; they are never killed in the middle, so they need not be careful with the disk. */
export async function startDatabases(folder: string): Promise<Databases> {
	const redis = await startRedis(folder);
	const postgres = await startPostgres(folder).catch(async (error: unknown) => {
		await redis.process.kill();
		throw error;
	});
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgres.port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: 'n8n',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
		},
		stop: async () => {
			await Promise.all([redis.process.kill(), postgres.process.kill()]);
		},
	};
}

async function startRedis(folder: string) {
	const port = await freePort();
	const options = { port: String(port), bind: '127.0.0.1', save: '', dir: folder };
	const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
	return await listening(new GuardedProcess('redis-server', args, process.env), port);
}

async function startPostgres(folder: string) {
	const port = await freePort();
	const data = join(folder, 'postgres');
	await mkdir(data);
	// PostgreSQL refuses to run as root.
	const isRoot = process.getuid?.() === 0;
	if (isRoot) {
		await chmod(folder, 0o711);
		await run('chown', ['postgres:', data]);
	}
	const asPostgres = isRoot ? ['--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];
	await run('setpriv', [...asPostgres, program('initdb'), '-D', data, '-U', 'n8n', '-A', 'trust'], {
		cwd: '/',
	});
	const settings = {
		port,
		listen_addresses: '127.0.0.1',
		unix_socket_directories: '',
		fsync: 'off',
	};
	const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const server = new GuardedProcess(
		'setpriv',
		[...asPostgres, program('postgres'), '-D', data, ...args],
		process.env,
		'/',
	);
	return await listening(server, port);
}

/** Debian keeps PostgreSQL's own programs out of the path. */
function program(name: string): string {
	const versions = '/usr/lib/postgresql';
	try {
		const newest = readdirSync(versions).sort((a, b) => Number(b) - Number(a))[0];
		return newest ? join(versions, newest, 'bin', name) : name;
	} catch {
		return name;
	}
}

async function listening(process: GuardedProcess, port: number) {
	let ended = false;
	void process.exited.then(() => (ended = true));
	const answers = async () => {
		if (ended) throw new Error('The database ended while it started.');
		return await accepts(port);
	};
	try {
		await until(answers, { what: `database on port ${port}` });
	} catch (error) {
		await process.kill();
		throw new Error(
			`Queue mode needs redis-server and postgresql (Debian packages). ${process.logs().slice(-500)}`,
			{ cause: error },
		);
	}
	return { process, port };
}

function accepts(port: number): Promise<true | undefined> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1')
			.once('connect', () => {
				socket.destroy();
				resolve(true);
			})
			.once('error', () => resolve(undefined));
	});
}
