import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from './installation';

const run = promisify(execFile);

interface Manifest {
	name: string;
	version: string;
	[field: string]: unknown;
}

const ONLY_FOR_DEVELOPERS = ['devDependencies', 'peerDependencies', 'optionalDependencies'];

/** Builds this package and packs it as npm would publish it; returns the path of the tarball. */
export async function packPackage(into: string): Promise<string> {
	await run('npm', ['run', 'build'], { cwd: projectRoot });
	const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', into], {
		cwd: projectRoot,
	});
	const [packed] = JSON.parse(stdout) as { filename: string }[];
	if (!packed) throw new Error('npm packed nothing.');
	return join(into, packed.filename);
}

/**
 * Installs a packed community package into an n8n user folder step by step as n8n 2.41 does
 * (its community-packages.service): unpack, drop what is only for developers, install the dependencies.
 */
export async function installPackage(folder: string, tarball: string): Promise<void> {
	const nodes = join(folder, '.n8n/nodes');
	const { stdout } = await run('tar', ['-xzOf', tarball, 'package/package.json']);
	const manifest = JSON.parse(stdout) as Manifest;
	for (const field of ONLY_FOR_DEVELOPERS) delete manifest[field];

	const unpacked = join(nodes, 'node_modules', manifest.name);
	await mkdir(unpacked, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
	await writeFile(join(unpacked, 'package.json'), JSON.stringify(manifest, null, 2));
	await run(
		'npm',
		[
			'install',
			'--audit=false',
			'--fund=false',
			'--bin-links=false',
			'--install-strategy=shallow',
			'--ignore-scripts=true',
			'--package-lock=false',
		],
		{ cwd: unpacked },
	);
	await addToLedger(join(nodes, 'package.json'), manifest);
}

/** n8n's own list of what is installed. */
async function addToLedger(file: string, { name, version }: Manifest): Promise<void> {
	const ledger = await readFile(file, 'utf8').then(
		(text) => JSON.parse(text) as { dependencies: Record<string, string> },
		() => ({ name: 'installed-nodes', private: true, dependencies: {} }),
	);
	await writeFile(
		file,
		JSON.stringify(
			{ ...ledger, dependencies: { ...ledger.dependencies, [name]: version } },
			null,
			2,
		),
	);
}
