import { installPackage, packPackage } from '../harness/communityPackage';
import { startN8n, type N8n } from '../harness/N8n';
import { userFolder } from '../harness/userFolder';
import { SHARED_URL, TARBALL } from './names';

declare global {
	var endOfTests: (() => Promise<void>) | undefined;
}

/** Packs the package once and starts one n8n with it, which the test files share. */
export default async function globalSetup(): Promise<void> {
	const { folder, remove } = await userFolder();
	let n8n: N8n | undefined;
	globalThis.endOfTests = async () => {
		await n8n?.stop();
		await remove();
	};
	try {
		const tarball = await packPackage(folder);
		await installPackage(folder, tarball);
		n8n = await startN8n({ folder });
		process.env[TARBALL] = tarball;
		process.env[SHARED_URL] = n8n.url;
	} catch (error) {
		await globalThis.endOfTests();
		throw error;
	}
}
