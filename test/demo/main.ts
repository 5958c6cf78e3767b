import { startN8n } from '../e2e/harness/N8n';
import { announce } from './announce';
import { CleanUp } from './CleanUp';
import { Home } from './home';
import { startPhones } from './phones';
import { choosePort } from './port';
import { addWorkflows } from './workflows';

const FIRST_PHONE_PORT = 18_188;

const cleanUp = new CleanUp();
cleanUp.runAtTheEnd();

async function start(): Promise<void> {
	const port = await choosePort();
	// First of all: their ports are taken while another demo runs, and so is its folder.
	const phones = await startPhones(Number(process.env.DEMO_PORT ?? FIRST_PHONE_PORT));
	cleanUp.add(() => phones.close());

	const home = new Home();
	await home.open();
	await home.install();

	console.log('Starting n8n …');
	const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
	const { folder } = home;
	const starting = startN8n({ folder, port, env: { GENERIC_TIMEZONE: timeZone } });
	cleanUp.add(() => starting.then((n8n) => n8n.stop()));
	const n8n = await starting;

	if (!home.links) console.log('Setting up the workflows and running them once …');
	const links = home.links ?? (await addWorkflows(await n8n.session(), phones.credentials));
	await home.save(links);
	announce({ url: `http://localhost:${port}`, links, phones: phones.described, folder });

	await n8n.exited;
	if (!cleanUp.begun) throw new Error('n8n has ended by itself.');
}

start().catch(async (error: unknown) => {
	// What breaks while everything is being stopped is no news.
	if (!cleanUp.begun) {
		console.error(error instanceof Error ? error.message : error);
		await cleanUp.run();
		process.exit(1);
	}
});
