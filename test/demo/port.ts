import { isFree } from '../e2e/harness/ports';

const USUAL_PORT = 5678;

/**
 * The port for n8n: the one in `N8N_PORT`, else n8n's usual one or the first free one after it.
 *
 * @throws Error whose message is for the user, when the wanted port cannot be had
 */
export async function choosePort(wanted = process.env.N8N_PORT): Promise<number> {
	if (wanted) {
		const port = Number(wanted);
		if (!Number.isInteger(port) || port < 1 || port > 65_535) {
			throw new Error(`N8N_PORT is ${wanted}, which is no port: use a number from 1 to 65535.`);
		}
		if (await isFree(port)) return port;
		throw new Error(`Port ${port} is taken: choose another one with N8N_PORT.`);
	}
	for (let port = USUAL_PORT; port < USUAL_PORT + 50; port++) {
		if (!(await isFree(port))) continue;
		if (port !== USUAL_PORT) console.log(`Port ${USUAL_PORT} is taken, so n8n uses ${port}.`);
		return port;
	}
	throw new Error(`Port ${USUAL_PORT} and the 49 after it are taken: choose one with N8N_PORT.`);
}
