/** Words that people search for, and the nodes that they find. */
const SEARCHES = {
	'call summary': ['Yeastar', 'Cytracom'],
	voip: ['Yeastar', 'Cytracom'],
	recording: ['Yeastar', 'Cytracom'],
	'call recording': ['Yeastar', 'Cytracom'],
	'P-Series': ['Yeastar'],
};

/** The same walk for both: names as people read them, then as n8n knows them. */
const VENDORS = {
	Yeastar: {
		name: 'yeastar',
		secret: 'clientSecret',
		rejected: 'rejected the Client ID and Client Secret',
		id: 'legId',
		unknown: /has no call with the ID/,
	},
	Cytracom: {
		name: 'cytracom',
		secret: 'token',
		rejected: 'rejected the token',
		id: 'linkedId',
		unknown: /not a call ID/,
	},
};

const byTestId = (id) => `[data-test-id="${id}"]`;

/**
 * Does what a person does who never read a manual, and takes a picture of each step: finds the nodes, makes a credential,
 * picks a call, runs, maps fields before anything ran, publishes, sees the workflow start, reads an error.
 */
export async function walk(editor, demo) {
	const { page } = editor;
	await search(editor);
	for (const vendor of Object.keys(VENDORS)) {
		const step = (name) => editor.shoot(`walk-${VENDORS[vendor].name}-${name}`);
		await addAction(editor, vendor, step);
		await makeCredential(editor, vendor, demo.fields[VENDORS[vendor].name], step);
		await mapFields(editor, step);
		await page.locator(byTestId('canvas-node')).filter({ hasText: 'Get summary' }).dblclick();
		await pickCall(editor, vendor, step);
		await readError(editor, vendor, step);
		await publishTrigger(editor, vendor, step);
	}
}

/** The list of nodes in a new workflow, with what was typed into its search field. */
async function typeIntoNodeList({ page, show }, words) {
	await show('/workflow/new', byTestId('canvas-add-button'));
	await page.locator(byTestId('canvas-add-button')).click();
	await page.locator(byTestId('node-creator-search-bar')).fill(words);
}

/** A row of the list of nodes. */
const listed = (page, text) =>
	page.locator(byTestId('node-creator-item-name')).getByText(text, { exact: true }).first();

async function search(editor) {
	for (const [words, nodes] of Object.entries(SEARCHES)) {
		await typeIntoNodeList(editor, words);
		for (const node of nodes) await listed(editor.page, node).waitFor();
		await editor.shoot(`walk-search-${words.replaceAll(' ', '-')}`);
	}
}

async function addNode(editor, vendor, group, action) {
	const { page } = editor;
	await typeIntoNodeList(editor, vendor);
	await listed(page, vendor).click();
	if (group === 'Actions') await page.getByText(/^Actions \(/).click();
	await listed(page, action).waitFor();
	return async () => {
		await listed(page, action).click();
		await page.locator(byTestId('node-parameters')).waitFor();
	};
}

async function addAction(editor, vendor, step) {
	const add = await addNode(editor, vendor, 'Actions', 'Get summary');
	await step('actions');
	await add();
	await step('action-panel');
}

async function makeCredential({ page }, vendor, fields, step) {
	await page.locator(byTestId('node-credentials-select')).first().click();
	await page.locator(byTestId('node-credentials-select-item-new')).click();
	const dialog = page.locator(byTestId('credential-edit-dialog'));
	const { secret, rejected } = VENDORS[vendor];
	const save = async (values) => {
		for (const [name, value] of Object.entries(values))
			await dialog.locator(`${byTestId(`parameter-input-${name}`)} input`).fill(value);
		const tested = page.waitForResponse(/\/credentials\/test$/);
		await page.locator(byTestId('credential-save-button')).click();
		await tested;
	};
	const saveWrong = async (reason) => {
		await save({ ...fields, [secret]: 'wrong' });
		const more = dialog.getByText('More details');
		await more.or(dialog.getByText(reason)).first().waitFor();
		if (await more.isVisible()) await more.click();
		await dialog.getByText(reason).waitFor();
	};
	await dialog.locator(byTestId(`parameter-input-${secret}`)).waitFor();
	await step('credential-empty');
	if (vendor === 'Yeastar') {
		// the PBX of an office has a certificate of its own making
		await saveWrong('is not trusted');
		await step('credential-certificate');
		await dialog
			.locator(`${byTestId('parameter-input-allowUnauthorizedCerts')} .el-switch`)
			.click();
	}
	await saveWrong(rejected);
	await step('credential-wrong');
	await save({ [secret]: fields[secret] });
	// n8n closes the form when all is well
	await dialog.waitFor({ state: 'hidden' });
	await page.locator(byTestId('credential-edit-button')).click();
	await dialog.getByText('Connection tested successfully').waitFor();
	await step('credential-right');
	await page.locator(byTestId('editCredential-modal')).getByLabel('Close this dialog').click();
	await dialog.waitFor({ state: 'hidden' });
}

const outputOf = (page) => page.locator(byTestId('output-panel'));

async function execute(page) {
	await page.locator(byTestId('node-execute-button')).first().click();
}

async function pickCall({ page }, vendor, step) {
	const { id } = VENDORS[vendor];
	await page
		.locator(`${byTestId(`resource-locator-${id}`)} input`)
		.last()
		.click();
	const row = page.locator(byTestId('rlc-item')).first();
	await row.getByText(/^(Today|Yesterday) \d\d:\d\d · .+ → .+ · \d+ (s|min|h)/).waitFor();
	await step('picker');
	await row.click();
	await execute(page);
	await outputOf(page).getByText('1 item').first().waitFor();
	await step('run');
}

async function readError({ page }, vendor, step) {
	const { id, unknown } = VENDORS[vendor];
	await page
		.locator(`${byTestId(`resource-locator-${id}`)} ${byTestId('rlc-mode-selector')}`)
		.click();
	await page.locator(byTestId('mode-id')).click();
	await page
		.locator(`${byTestId(`resource-locator-${id}`)} input`)
		.last()
		.fill('20260101-1');
	await execute(page);
	await outputOf(page).getByText(unknown).first().waitFor();
	await step('error');
}

/** Adds a node and drags fields into it, of a node that never ran. */
async function mapFields({ page }, step) {
	await addEditFields(page);
	for (const field of ['id', 'summary']) {
		const fields = page.locator(byTestId('run-data-schema-item'));
		// the field takes the place of the area after the first one
		const area = page.locator(byTestId('drop-area')).last();
		await fields.getByText(field, { exact: true }).first().dragTo(area, { steps: 10 });
		await page.getByText(`{{ $json.${field} }}`).first().waitFor();
	}
	await step('mapped');
	await closePanel(page);
}

/** Tests a trigger, publishes it, and waits for a call. n8n 2.41 offers no fields of a trigger before it ran. */
async function publishTrigger(editor, vendor, step) {
	const { page } = editor;
	const add = await addNode(editor, vendor, 'Triggers', 'On new transcription');
	await add();
	await page.getByText(`Build with a real ${vendor} call`).waitFor();
	await step('trigger-panel');
	await page.getByText('When will this node trigger my flow?').click();
	await page.getByText('While building your workflow').waitFor();
	await step('trigger-help');
	await execute(page);
	await outputOf(page).getByText('1 item').first().waitFor();
	await step('trigger-tested');
	await addEditFields(page);
	await closePanel(page);

	await page.locator(byTestId('workflow-open-publish-modal-button')).click();
	await page.locator(byTestId('workflow-publish-button')).click();
	await page.getByText(`n8n now checks ${vendor} for new calls`).first().waitFor();
	await step('published');
	await page.keyboard.press('Escape');

	await page.locator(byTestId('radio-button-executions')).click();
	// the other one is the test
	const succeeded = page.locator('[data-test-execution-status=success]');
	await succeeded.nth(1).waitFor({ timeout: 150_000 });
	await succeeded.first().click();
	await page.locator(byTestId('canvas-node')).or(page.locator('iframe')).first().waitFor();
	await step('fired');
}

/** A node after the last one of the workflow. */
async function addEditFields(page) {
	await closePanel(page);
	await page.locator(byTestId('canvas-handle-plus')).last().click();
	await page.locator(byTestId('node-creator-search-bar')).fill('edit fields');
	await listed(page, 'Edit Fields (Set)').click();
	await page.locator(byTestId('node-parameters')).waitFor();
}

async function closePanel(page) {
	await page.locator(byTestId('ndv-close-button')).first().click();
	await page.locator(byTestId('node-parameters')).waitFor({ state: 'hidden' });
}
