import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Container } from '@n8n/di';
import { InstanceSettings } from 'n8n-core';

let isPrepared = false;

/**
 * What n8n's engine wants of its surroundings before the first node runs, in one place.
 *
 * `InstanceSettings` reads `N8N_USER_FOLDER` once and writes a settings file there: it gets a folder of its own, which is
 * removed at once, so that nothing is ever written into the home folder. n8n reads the rest of its configuration from the
 * environment at that moment too: a test file switches it before it first uses the engine
 * (`N8N_SSRF_PROTECTION_ENABLED=true`, `N8N_LOG_LEVEL=debug`). Jest gives each test file a container of its own.
 */
export function prepareEnvironment(): void {
	if (isPrepared) return;
	isPrepared = true;
	process.env.N8N_LOG_LEVEL ??= 'silent';
	process.env.N8N_DIAGNOSTICS_ENABLED ??= 'false';
	const before = process.env.N8N_USER_FOLDER;
	const folder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
	process.env.N8N_USER_FOLDER = folder;
	try {
		Container.get(InstanceSettings);
	} finally {
		rmSync(folder, { recursive: true, force: true });
		if (before === undefined) delete process.env.N8N_USER_FOLDER;
		else process.env.N8N_USER_FOLDER = before;
	}
}
