import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new, empty folder for one n8n; `remove` it at the end. */
export async function userFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
	const folder = await mkdtemp(join(tmpdir(), 'call-transcripts-'));
	return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
