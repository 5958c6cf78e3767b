import { googleAccount } from './googleSheets';
import type { Service, Written } from './service';

/** Files in Google Drive. */
export function googleDrive(): Service {
	const files: Written[] = [];
	return {
		hosts: ['www.googleapis.com', 'oauth2.googleapis.com'],
		credential: googleAccount(),
		nodes: ['n8n-nodes-base.googleDrive'],
		answer({ method, host, path, body }) {
			if (host === 'oauth2.googleapis.com') return { json: { access_token: 'simulated' } };
			if (method === 'POST' && path === '/upload/drive/v3/files') {
				files.push({ text: String(body), customer: String(body) });
				return { json: { id: String(files.length) } };
			}
			// the node names the file once more
			if (method === 'PATCH' && /^\/drive\/v3\/files\/\d+$/.test(path)) {
				return { json: { id: path.split('/').at(-1) } };
			}
			return undefined;
		},
		written: () => files,
	};
}
