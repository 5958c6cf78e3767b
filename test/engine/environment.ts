import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Container } from '@n8n/di';
import { InstanceSettings } from 'n8n-core';

/**
 * What n8n's engine wants of its surroundings before the first node runs, in one place.
 *
 * `InstanceSettings` reads `N8N_USER_FOLDER` once and writes a settings file there: it gets a folder of its own, which is
 * removed at once, so that nothing is ever written into the home folder. All other configuration is read from the
 * environment on first use, so a test file may switch it before its first request: `N8N_SSRF_PROTECTION_ENABLED=true`,
 * `N8N_LOG_LEVEL=debug`, proxies. Jest gives each test file modules, and so a container, of its own.
 */
function prepareEnvironment(): void {
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

prepareEnvironment();
