import { randomUUID } from 'node:crypto';

/** Who owns the n8n of the tests and of the demo. It answers this machine only. */
export const OWNER = {
	email: 'demo@example.com',
	firstName: 'Demo',
	lastName: 'Owner',
	password: 'Transcripts-1',
};

/** The owner, signed in to n8n's REST interface as the editor is. */
export class Session {
	private readonly browserId = randomUUID();
	private cookie = '';

	private constructor(private readonly url: string) {}

	/** Signs in; in a new n8n the owner is set up first. */
	static async open(url: string): Promise<Session> {
		const session = new Session(url);
		const settings = await session.request<{
			userManagement: { showSetupOnFirstLoad: boolean };
		}>('GET', '/rest/settings');
		if (settings.userManagement.showSetupOnFirstLoad) {
			await session.request('POST', '/rest/owner/setup', OWNER);
		} else {
			await session.request('POST', '/rest/login', {
				emailOrLdapLoginId: OWNER.email,
				password: OWNER.password,
			});
		}
		return session;
	}

	/** Sends a request as the editor would; returns the `data` of the answer. */
	async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = await fetch(`${this.url}${path}`, {
			method,
			headers: {
				'browser-id': this.browserId,
				'content-type': 'application/json',
				cookie: this.cookie,
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
		const [cookie] = answer.headers.getSetCookie();
		if (cookie) this.cookie = cookie.split(';')[0] ?? '';
		return (text ? (JSON.parse(text) as { data: T }) : { data: undefined as T }).data;
	}
}
