/** @jest-environment node */
import { runNode } from './index';
import { setUp } from './probe/setup';

/** n8n reads its configuration once: so this test has a file, and a container, of its own. */
test("n8n's SSRF guard can be switched on by its environment variable", async () => {
	process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';
	await using setup = await setUp();

	const { error } = await runNode(setup.engine, { ...setup, type: 'test.probe' });

	expect(error).toMatchObject({ name: 'NodeApiError' });
	expect(error?.message).toMatch(/blocked/i);
	expect(setup.server.requests).toEqual([]);
});
