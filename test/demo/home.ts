import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { installPackage, packPackage } from '../e2e/harness/communityPackage';
import { projectRoot } from '../e2e/harness/installation';
import type { Links } from './workflows';

/** What the package is built from. */
const SOURCES = ['credentials', 'nodes', 'gulpfile.js', 'index.js', 'package.json', 'README.md'];

/** What a demo has done in its folder; written when all of it is there. */
interface Notes {
	links: Links;
	/** Checksum of the sources of the package that is installed. */
	sources: string;
}

/** Where the demo keeps n8n's database, and so the user's own workflows, from one start to the next. */
export class Home {
	private readonly file: string;
	private notes: Partial<Notes>;

	/** @param folder from DEMO_FOLDER, or `.demo` in the project */
	constructor(readonly folder = resolve(projectRoot, process.env.DEMO_FOLDER ?? '.demo')) {
		this.file = join(folder, 'demo.json');
		this.notes = existsSync(this.file)
			? (JSON.parse(readFileSync(this.file, 'utf8')) as Notes)
			: {};
	}

	/** Where everything is in n8n; undefined until the demo is set up. */
	get links(): Links | undefined {
		return this.notes.links;
	}

	/** Clears what an interrupted first start has left. */
	async open(): Promise<void> {
		if (!this.links) await rm(this.folder, { recursive: true, force: true });
		await mkdir(this.folder, { recursive: true });
	}

	/** Builds the package and installs it, unless the same one is there. */
	async install(): Promise<void> {
		const sources = checksum();
		if (this.notes.sources === sources) return;
		console.log('Building the package and installing it in n8n …');
		await rm(join(this.folder, '.n8n/nodes'), { recursive: true, force: true });
		await installPackage(this.folder, await packPackage(this.folder));
		this.notes.sources = sources;
	}

	async save(links: Links): Promise<void> {
		this.notes.links = links;
		await writeFile(this.file, JSON.stringify(this.notes, null, 2));
	}
}

function checksum(): string {
	const hash = createHash('sha256');
	const add = (path: string): void => {
		if (statSync(path).isDirectory()) {
			for (const name of readdirSync(path).sort()) add(join(path, name));
		} else {
			hash.update(path).update(readFileSync(path));
		}
	};
	for (const source of SOURCES) add(join(projectRoot, source));
	return hash.digest('hex');
}
