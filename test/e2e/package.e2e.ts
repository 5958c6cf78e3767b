import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { n8nCli } from './harness/cli';
import { readRecipe, recipeNames, setUp } from './harness/examples';
import { startN8n } from './harness/N8n';
import { itemsOf, runWorkflow } from './harness/workflows';
import { yeastarFields } from './shared/phoneSystems';
import { folderWithPackage } from './shared/sharedN8n';
import {
	sampleCytracomCall,
	sampleYeastarCall,
	startCytracomSimulator,
	startYeastarSimulator,
} from '../lab/simulators';

const HOUR_MS = 3_600_000;

test('in a new n8n, credentials and the examples are imported by CLI and run; no secret is left in the open', async () => {
	const { folder, remove } = await folderWithPackage();
	const pbx = await startYeastarSimulator();
	const account = await startCytracomSimulator();
	pbx.addCall(sampleYeastarCall({ startedAt: Date.now() - HOUR_MS }));
	account.addCall(sampleCytracomCall({ startedAt: Date.now() - HOUR_MS }));
	try {
		const credentials = [
			{ id: 'yeastar', name: 'Yeastar', type: 'yeastarApi', data: yeastarFields(pbx) },
			{
				id: 'cytracom',
				name: 'Cytracom',
				type: 'cytracomApi',
				data: { token: account.options.token, baseUrl: account.url },
			},
		];
		const recipes = recipeNames().map((id) => ({ ...readRecipe(id), id }));
		const toTable = readRecipe('new-call-to-data-table');
		const working = (['yeastar', 'cytracom'] as const).map((vendor) => ({
			...setUp(toTable, { vendor, credentials }),
			id: vendor,
		}));
		const importing = async (what: 'credentials' | 'workflow', content: unknown) => {
			const file = join(folder, `${what}.json`);
			await writeFile(file, JSON.stringify(content));
			await n8nCli({ folder }, [`import:${what}`, `--input=${file}`]);
		};
		await importing('credentials', credentials);
		await importing('workflow', [...recipes, ...working]);

		const n8n = await startN8n({ folder, env: { N8N_LOG_LEVEL: 'debug' } });
		const session = await n8n.session();
		for (const { id, nodes } of working) {
			const trigger = nodes.find(({ type, disabled }) => type.endsWith('Trigger') && !disabled);
			const execution = await runWorkflow(session, id, trigger?.name ?? '');
			expect(itemsOf(execution, 'Write Row')).toHaveLength(1);
		}
		await n8n.stop();

		const secrets = [pbx.options.clientSecret, account.options.token, ...pbx.liveTokens()];
		const stored = await Promise.all(
			(await readdir(join(folder, '.n8n')))
				.filter((file) => file.startsWith('database.sqlite'))
				.map(async (file) => await readFile(join(folder, '.n8n', file), 'latin1')),
		);
		for (const secret of secrets) {
			expect(secret.length).toBeGreaterThan(10);
			expect(n8n.logs()).not.toContain(secret);
			expect(stored.join()).not.toContain(secret);
		}
	} finally {
		await Promise.all([pbx.close(), account.close()]);
		await remove();
	}
});
