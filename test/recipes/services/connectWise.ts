import { Contacts, Tickets } from './crm';
import type { Service } from './service';

/** ConnectWise PSA's contacts, tickets and notes. */
export function connectWise(): Service {
	const contacts = new Contacts();
	const tickets = new Tickets(contacts);
	return {
		hosts: ['api-na.myconnectwise.net'],
		credential: {
			name: 'ConnectWise',
			type: 'httpCustomAuth',
			data: { json: JSON.stringify({ headers: { Authorization: 'Basic c2lt', clientId: 'sim' } }) },
		},
		nodes: ['n8n-nodes-base.httpRequest'],
		answer({ method, path, query, body }) {
			const asked = `${method} ${path.replace('/v4_6_release/apis/3.0', '')}`;
			switch (asked) {
				case 'GET /company/contacts': {
					const condition = /^communicationItems\/value like "%(\d+)%"$/;
					const [, digits = ''] = condition.exec(query.get('childConditions') ?? '') ?? [];
					const id = contacts.find(digits);
					return { json: id ? [{ id: Number(id), company: { id: 7 } }] : [] };
				}
				case 'GET /service/tickets': {
					const condition = /^contact\/id=(\d+) and closedFlag=false$/;
					const id = tickets.openOf(condition.exec(query.get('conditions') ?? '')?.[1]);
					return { json: id ? [{ id }] : [] };
				}
				case 'POST /service/tickets': {
					const { summary, company, contact, board } = body as NewTicket;
					if (!company.id || !board.name || summary.length > 100) return { status: 400, json: {} };
					return { status: 201, json: { id: tickets.add(contact?.id, summary) } };
				}
				default: {
					const [, ticket] = /^POST \/service\/tickets\/(\d+)\/notes$/.exec(asked) ?? [];
					return tickets.addNote(ticket, body) ? { status: 201, json: { id: 1 } } : undefined;
				}
			}
		},
		written: () => tickets.notes.all,
	};
}

interface NewTicket {
	summary: string;
	board: { name: string };
	company: { id: number };
	contact?: { id: number };
}
