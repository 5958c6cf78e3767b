// Pictures of what a user sees: `npm run screenshots -- <folder> [samples|outputs|panels|pickers|credentials|walk …]`.
// Starts the demo and drives its editor with Chromium.
import { openEditor } from './browser.mjs';
import { startDemo } from './startDemo.mjs';
import { walk } from './walk.mjs';

const PACKAGE = 'n8n-nodes-call-transcripts';
const [into = 'reports/screenshots', ...wanted] = process.argv.slice(2);

/** The panels to show: a node and its parameters. */
const PANELS = {
	'yeastar-list': ['yeastar', { operation: 'list' }],
	'yeastar-list-filters': [
		'yeastar',
		{
			operation: 'list',
			filters: { callFrom: '3200', externalOnly: true, extension: '3200', search: 'refund' },
		},
	],
	'yeastar-get-context': ['yeastar', { operation: 'getContext' }],
	'yeastar-get-summary': ['yeastar', { operation: 'getSummary' }],
	'yeastar-get-summary-callee': ['yeastar', { operation: 'getSummary', party: 'callee' }],
	'yeastar-get-call': [
		'yeastar',
		{ operation: 'get', options: { fields: ['summary', 'followUps'], timesInTranscript: true } },
	],
	'yeastar-get-file': ['yeastar', { operation: 'download' }],
	'yeastar-extensions': ['yeastar', { resource: 'extension', operation: 'list' }],
	'yeastar-health': ['yeastar', { resource: 'system', operation: 'getHealth' }],
	'yeastar-trigger': ['yeastarTrigger', {}],
	'yeastar-trigger-options': [
		'yeastarTrigger',
		{
			event: 'newSummary',
			filters: { minTalkSeconds: 30 },
			options: { lookbackHours: 48, initialLookbackHours: 0, includeSpeakerNames: true },
		},
	],
	'cytracom-list': ['cytracom', { operation: 'list' }],
	'cytracom-get-context': ['cytracom', { operation: 'getContext' }],
	'cytracom-get-summary': ['cytracom', { operation: 'getSummary' }],
	'cytracom-get-file': ['cytracom', { operation: 'download', format: 'vtt' }],
	'cytracom-health': ['cytracom', { resource: 'system', operation: 'getHealth' }],
	'cytracom-trigger': ['cytracomTrigger', {}],
	'cytracom-trigger-options': [
		'cytracomTrigger',
		{
			event: 'newSummary',
			filters: { minDurationSeconds: 30, sentiment: 'positive' },
			options: { lookbackHours: 48, initialLookbackHours: 0 },
		},
	],
};

/** The lists to open: in which panel, for which parameter. */
const PICKERS = [
	['yeastar-get-context', 'legId'],
	['yeastar-get-summary-callee', 'extension'],
	['cytracom-get-context', 'linkedId'],
];

async function shootSamples({ show, shoot }, { tables, samples }) {
	for (const [index, table] of tables.entries()) {
		await show(table, '.ag-row');
		await shoot(`table-${index + 1}`);
	}
	await show('/home/workflows', '[data-test-id=workflow-card-name]');
	await shoot('first-screen');
	for (const [index, { workflow, execution }] of samples.entries()) {
		await show(execution, '[data-test-id=canvas-node]');
		await shoot(`sample-${index + 1}-execution`);
		await show(workflow, '[data-test-id=canvas-node]');
		await shoot(`sample-${index + 1}-canvas`);
	}
}

/** What List Transcriptions gives, in the ways in which the editor shows it. */
async function shootOutputs(editor) {
	for (const name of ['yeastar-list', 'cytracom-list']) {
		const { page, shoot } = editor;
		await openPanel(editor, name);
		await page.locator('[data-test-id=node-execute-button]').first().click();
		const output = page.locator('[data-test-id=output-panel]');
		await output.getByText(/\d+ items/).waitFor();
		for (const view of ['Table', 'Schema', 'JSON']) {
			await output.locator('label, [role=radio]').filter({ hasText: view }).first().click();
			await shoot(`output-${name}-${view.toLowerCase()}`);
		}
	}
}

/** Puts one node of PANELS into a workflow of its own and opens it. */
async function openPanel({ page, show, rest }, name) {
	const [node, parameters] = PANELS[name];
	const type = `${node.replace('Trigger', '')}Api`;
	const credential = (await rest('GET', '/credentials')).find((stored) => stored.type === type);
	const { id } = await rest('POST', '/workflows', {
		name,
		nodes: [
			{
				id: 'panel',
				name: node[0].toUpperCase() + node.slice(1),
				type: `${PACKAGE}.${node}`,
				typeVersion: 1,
				position: [0, 0],
				parameters,
				credentials: { [type]: { id: credential.id, name: credential.name } },
			},
		],
		connections: {},
		settings: {},
	});
	await show(`/workflow/${id}`, '[data-test-id=canvas-node]');
	await page.locator('[data-test-id=canvas-node]').first().dblclick();
	await page.locator('[data-test-id=node-parameters]').waitFor();
	await page.getByText('Loading fields').first().waitFor({ state: 'hidden' });
}

async function shootPanels(editor) {
	for (const name of Object.keys(PANELS)) {
		await openPanel(editor, name);
		await editor.shoot(`panel-${name}`);
	}
}

async function shootPickers(editor) {
	for (const [name, parameter] of PICKERS) {
		const { page, shoot } = editor;
		await openPanel(editor, name);
		await page.locator(`[data-test-id=resource-locator-${parameter}] input`).last().click();
		const filled = page.locator('[data-test-id=rlc-item]').first();
		await filled.or(page.getByText('Could not load list')).waitFor();
		await shoot(`picker-${name}-${parameter}`);
	}
}

async function shootCredentials({ page, show, shoot, rest }) {
	for (const { id, type } of await rest('GET', '/credentials')) {
		await show(`/home/credentials/${id}`, 'text=Connection tested successfully');
		await shoot(`credential-${type}-success`);
		await page.locator('input[type=password]').first().fill('wrong');
		await page.locator('[data-test-id=credential-save-button]').click();
		await page.locator('text=More details').click();
		await shoot(`credential-${type}-wrong`);
	}
}

const GROUPS = {
	samples: shootSamples,
	outputs: shootOutputs,
	panels: shootPanels,
	pickers: shootPickers,
	credentials: shootCredentials,
	walk,
};

const demo = await startDemo();
try {
	const editor = await openEditor(demo, into);
	try {
		for (const group of wanted.length > 0 ? wanted : Object.keys(GROUPS)) {
			await GROUPS[group](editor, demo);
		}
	} catch (error) {
		await editor.shoot('failed');
		throw error;
	} finally {
		await editor.close();
	}
} finally {
	await demo.stop();
}
