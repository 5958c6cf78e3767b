import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const require = createRequire(resolve('test/e2e/n8n/package.json'));
const { chromium } = require('playwright-core');

/** A signed-in page of the editor, and what is done with it again and again. Pictures go into a folder. */
export async function openEditor({ url, email, password }, into) {
	const folder = resolve(into);
	mkdirSync(folder, { recursive: true });
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
	});
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	// a busy machine is no defect
	page.setDefaultTimeout(90_000);
	await page.goto(`${url}/signin`);
	await page.fill('input[name=emailOrLdapLoginId]', email);
	await page.fill('input[name=password]', password);
	await page.click('button:has-text("Sign in")');
	await page.waitForURL(/workflows/);
	/** Opens a page of the editor and waits for a part of it. */
	const show = async (path, part) => {
		await page.goto(url + path);
		await page.locator(part).first().waitFor();
	};
	/** A picture in the light theme, and one in the dark. */
	const shoot = async (name) => {
		for (const colorScheme of ['dark', 'light']) {
			await page.emulateMedia({ colorScheme });
			// Animations of the editor have no event to wait for.
			await page.waitForTimeout(500);
			await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
		}
		console.log(name);
	};
	/** A request as the editor itself sends it. */
	const rest = (method, path, body) =>
		page.evaluate(
			async ([method, path, body]) => {
				const answer = await fetch(`/rest${path}`, {
					method,
					headers: {
						'content-type': 'application/json',
						'browser-id': localStorage.getItem('n8n-browserId'),
					},
					body: body && JSON.stringify(body),
				});
				return (await answer.json()).data;
			},
			[method, path, body],
		);
	return { page, show, shoot, rest, close: () => browser.close() };
}
