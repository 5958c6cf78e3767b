import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { installation, projectRoot } from '../harness/installation';

const run = promisify(execFile);

/** Something that n8n wrote. */
export interface Written {
	/** A file's path below the user folder, or what else it is. */
	name: string;
	bytes: Buffer;
}

/** Every file in the user folder of an n8n that has ended, and the values in its database, each whole. */
export async function everyByte(folder: string): Promise<Written[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
	const written: Written[] = [];
	for (const file of files) {
		const name = relative(folder, file);
		written.push({ name, bytes: await readFile(file) });
		if (basename(file) === 'database.sqlite') {
			written.push({ name: `values in ${name}`, bytes: await valuesIn(file) });
		}
	}
	return written;
}

async function valuesIn(database: string): Promise<Buffer> {
	const script = join(projectRoot, 'test/e2e/shared/dumpDatabase.mjs');
	const { stdout } = await run(installation.node, ['--no-warnings', script, database], {
		encoding: 'buffer',
		maxBuffer: 2 ** 30,
	});
	return stdout;
}
