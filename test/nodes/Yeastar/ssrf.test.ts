/** @jest-environment node */
import { YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

/** n8n reads its configuration once: so these tests have a file, and a container, of their own. */
process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';

test("what n8n's SSRF guard refuses is told with the settings that allow it, and is not tried again", async () => {
	await using setup = await YeastarSetup.start(clock);

	const { message, description } = await setup.failure();

	expect(message).toBe(
		`n8n is set up to block requests to ${new URL(setup.pbx.url).host}, an address on the local network.`,
	);
	expect(description).toContain('N8N_SSRF_ALLOWED_IP_RANGES');
	expect(setup.pbx.requests).toEqual([]);
	expect(clock.waits).toEqual([]);
});

test('Test tells it too', async () => {
	await using setup = await YeastarSetup.start(clock);

	expect((await setup.test()).message).toContain('N8N_SSRF_ALLOWED_IP_RANGES');
});

test('and so does a token of before, when the guard was off', async () => {
	await using setup = await YeastarSetup.start(clock, {
		credential: { authentication: 'accessToken', accessToken: 'x' },
	});

	expect((await setup.failure()).message).toContain('n8n is set up to block requests');
});
