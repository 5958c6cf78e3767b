import { Contacts, Notes } from './crm';
import { signedIn } from './oAuth';
import type { Service } from './service';

const HOST = 'simulated.my.salesforce.com';

/** Salesforce's contacts and tasks. */
export function salesforce(): Service {
	const contacts = new Contacts();
	const notes = new Notes();
	return {
		hosts: [HOST],
		credential: signedIn('Salesforce', 'salesforceOAuth2Api', { instance_url: `https://${HOST}` }),
		nodes: ['n8n-nodes-base.salesforce'],
		answer({ method, path, query, body }) {
			switch (`${method} ${path.replace('/services/data/v59.0', '')}`) {
				case 'GET /query': {
					const [, pattern = ''] = /Phone LIKE '([\d%]+)'/.exec(query.get('q') ?? '') ?? [];
					const Id = contacts.find(pattern);
					const records = Id ? [{ attributes: { type: 'Contact' }, Id }] : [];
					return { json: { totalSize: records.length, done: true, records } };
				}
				case 'POST /sobjects/contact': {
					const { LastName, Phone } = body as { LastName?: string; Phone: string };
					if (!LastName) return { status: 400, json: [{ errorCode: 'REQUIRED_FIELD_MISSING' }] };
					return { status: 201, json: { id: contacts.add(Phone), success: true, errors: [] } };
				}
				case 'POST /sobjects/task': {
					const { WhoId, ...task } = body as { WhoId: string };
					const id = notes.add(task, contacts.numberOf(WhoId));
					return { status: 201, json: { id, success: true, errors: [] } };
				}
				default:
					return undefined;
			}
		},
		written: () => notes.all,
	};
}
