import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for one n8n: its database, its key, its community packages. */
export interface UserFolder {
	folder: string;
	remove: () => Promise<void>;
}

/** A new, empty folder; `remove` it at the end. */
export async function userFolder(): Promise<UserFolder> {
	const folder = await mkdtemp(join(tmpdir(), 'call-transcripts-'));
	return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
