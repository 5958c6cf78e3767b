import { Contacts, Tickets } from './crm';
import type { Service } from './service';

/** Autotask PSA's contacts, tickets and notes. Its search compares texts as they are. */
export function autotask(): Service {
	const contacts = new Contacts();
	const tickets = new Tickets(contacts);
	return {
		hosts: ['webservices5.autotask.net'],
		credential: {
			name: 'Autotask',
			type: 'httpCustomAuth',
			data: {
				json: JSON.stringify({
					headers: { ApiIntegrationCode: 'sim', UserName: 'sim', Secret: 'sim' },
				}),
			},
		},
		nodes: ['n8n-nodes-base.httpRequest'],
		answer({ method, path, query, body }) {
			const asked = `${method} ${path.replace('/ATServicesRest/V1.0', '')}`;
			const filter = () => (JSON.parse(query.get('search') ?? '{}') as Search).filter;
			switch (asked) {
				case 'GET /Contacts/query': {
					const written = filter()[0]!.items!.filter(({ value }) => !/^\d+$/.test(value));
					const id = contacts.find(written[0]?.value ?? '');
					return { json: { items: id ? [{ id: Number(id), companyID: 7 }] : [] } };
				}
				case 'GET /Tickets/query': {
					const id = tickets.openOf(
						filter()
							.find(({ field }) => field === 'contactID')
							?.value?.toString(),
					);
					return { json: { items: id ? [{ id }] : [] } };
				}
				case 'POST /Tickets': {
					const { title, contactID } = body as { title: string; contactID?: number };
					return { json: { itemId: tickets.add(contactID, title) } };
				}
				default: {
					const [, ticket] = /^POST \/Tickets\/(\d+)\/Notes$/.exec(asked) ?? [];
					return tickets.addNote(ticket, body) ? { json: { itemId: 1 } } : undefined;
				}
			}
		},
		written: () => tickets.notes.all,
	};
}

interface Search {
	filter: { field?: string; value?: number; items?: { value: string }[] }[];
}
