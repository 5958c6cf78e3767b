import { signedIn } from './oAuth';
import type { Service, Written } from './service';

/** Messages in a channel of Microsoft Teams. */
export function microsoftTeams(): Service {
	const messages: Written[] = [];
	return {
		hosts: ['graph.microsoft.com'],
		credential: signedIn('Microsoft Teams', 'microsoftTeamsOAuth2Api'),
		nodes: ['n8n-nodes-base.microsoftTeams'],
		answer({ method, path, body }) {
			if (method !== 'POST' || !/^\/beta\/teams\/[^/]+\/channels\/[^/]+\/messages$/.test(path)) {
				return undefined;
			}
			const { content } = (body as { body: { content: string } }).body;
			messages.push({ text: content, customer: content });
			return { status: 201, json: { id: String(messages.length) } };
		},
		written: () => messages,
	};
}
