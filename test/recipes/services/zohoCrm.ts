import { Contacts, Notes } from './crm';
import { signedIn } from './oAuth';
import type { Service } from './service';

/** Zoho CRM's contacts and calls. */
export function zohoCrm(): Service {
	const contacts = new Contacts();
	const notes = new Notes();
	const made = (id: string) => ({
		status: 201,
		json: { data: [{ code: 'SUCCESS', status: 'success', details: { id } }] },
	});
	return {
		hosts: ['www.zohoapis.com'],
		credential: signedIn('Zoho', 'zohoOAuth2Api', { api_domain: 'https://www.zohoapis.com' }),
		nodes: ['n8n-nodes-base.httpRequest'],
		answer({ method, path, query, body }) {
			switch (`${method} ${path}`) {
				case 'GET /crm/v8/Contacts/search': {
					const id = contacts.find((query.get('phone') ?? '').slice(-10));
					return id ? { json: { data: [{ id }] } } : { status: 204, text: '' };
				}
				case 'POST /crm/v8/Contacts':
					return made(contacts.add((body as Records<{ Phone: string }>).data[0]!.Phone));
				case 'POST /crm/v8/Calls': {
					const { Who_Id, ...call } = (body as Records<NewCall>).data[0]!;
					if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/.test(call.Call_Start_Time)) {
						return { status: 400, json: { data: [{ code: 'INVALID_DATA' }] } };
					}
					return made(notes.add(call, contacts.numberOf(Who_Id.id)));
				}
				default:
					return undefined;
			}
		},
		written: () => notes.all,
	};
}

interface Records<T> {
	data: T[];
}

interface NewCall {
	Call_Start_Time: string;
	Who_Id: { id: string };
}
