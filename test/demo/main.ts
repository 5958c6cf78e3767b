import { installPackage, packPackage } from '../e2e/harness/communityPackage';
import { startN8n } from '../e2e/harness/N8n';
import { userFolder } from '../e2e/harness/userFolder';
import { announce } from './announce';
import { CleanUp } from './CleanUp';
import { startPhones } from './phones';
import { choosePort } from './port';
import { addSamples } from './samples';

const cleanUp = new CleanUp();
cleanUp.runAtTheEnd();

async function start(): Promise<void> {
	const port = await choosePort();
	const { folder, remove } = await userFolder();
	cleanUp.add(remove);

	const phones = await startPhones();
	cleanUp.add(() => phones.close());

	console.log('Building the package and installing it in n8n …');
	await installPackage(folder, await packPackage(folder));

	console.log('Starting n8n …');
	const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
	const starting = startN8n({ folder, port, env: { GENERIC_TIMEZONE: timeZone } });
	cleanUp.add(() => starting.then((n8n) => n8n.stop()));
	const n8n = await starting;

	const samples = await addSamples(await n8n.session(), phones.credentials);
	announce({ url: `http://localhost:${port}`, samples, phones });

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
