import { Contacts, Tickets } from './crm';
import type { Service } from './service';

const HOST = 'simulated.halopsa.com';

/** HaloPSA's users, tickets and actions. */
export function haloPsa(): Service {
	const users = new Contacts();
	const tickets = new Tickets(users);
	return {
		hosts: [HOST],
		credential: {
			name: 'HaloPSA',
			type: 'oAuth2Api',
			data: {
				grantType: 'clientCredentials',
				accessTokenUrl: `https://${HOST}/auth/token`,
				clientId: 'simulated',
				clientSecret: 'simulated',
				scope: 'all',
				authentication: 'body',
			},
		},
		nodes: ['n8n-nodes-base.httpRequest'],
		answer({ method, path, query, body }) {
			switch (`${method} ${path}`) {
				case 'POST /auth/token':
					return { json: { access_token: 'simulated', token_type: 'Bearer', expires_in: 3600 } };
				case 'GET /api/Users': {
					const byNumber = query.get('search_phonenumbers') === 'true';
					const id = byNumber ? users.find(query.get('search') ?? '') : undefined;
					return { json: { record_count: 0, users: id ? [{ id: Number(id) }] : [] } };
				}
				case 'GET /api/Tickets': {
					const id = tickets.openOf(query.get('user_id'));
					return { json: { record_count: 0, tickets: id ? [{ id }] : [] } };
				}
				case 'POST /api/Tickets': {
					const { user_id: user, summary } = (body as NewTicket[])[0]!;
					return { status: 201, json: { id: tickets.add(user, summary) } };
				}
				case 'POST /api/Actions': {
					const { ticket_id: ticket, ...note } = (body as { ticket_id: number }[])[0]!;
					return tickets.addNote(ticket, note) ? { status: 201, json: { id: 1 } } : undefined;
				}
				default:
					return undefined;
			}
		},
		written: () => tickets.notes.all,
	};
}

interface NewTicket {
	user_id?: number;
	summary: string;
}
