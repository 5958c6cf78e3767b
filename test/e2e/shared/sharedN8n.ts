import { installPackage } from '../harness/communityPackage';
import { startN8n, type N8n, type N8nOptions } from '../harness/N8n';
import { Session } from '../harness/Session';
import { userFolder, type UserFolder } from '../harness/userFolder';
import { SHARED_URL, TARBALL } from './names';

function fromSetup(name: string): string {
	const value = process.env[name];
	if (!value) throw new Error(`${name} is not set: run these tests with npm run test:e2e.`);
	return value;
}

/** The owner's session in the n8n that all test files share. */
export function sharedSession(): Promise<Session> {
	return Session.open(fromSetup(SHARED_URL));
}

/** The path of the packed package. */
export function packedPackage(): string {
	return fromSetup(TARBALL);
}

/** A user folder with the packed package installed, for tests that start, kill or examine an n8n of their own. */
export async function folderWithPackage(): Promise<UserFolder> {
	const created = await userFolder();
	await installPackage(created.folder, packedPackage());
	return created;
}

/** An n8n of the test's own, in its own folder; `close` ends it and removes the folder. */
export async function ownN8n(
	options: Omit<N8nOptions, 'folder'> = {},
): Promise<{ n8n: N8n; session: Session; folder: string; close(): Promise<void> }> {
	const { folder, remove } = await folderWithPackage();
	const n8n = await startN8n({ folder, ...options });
	return {
		n8n,
		session: await n8n.session(),
		folder,
		close: async () => {
			await n8n.stop();
			await remove();
		},
	};
}
