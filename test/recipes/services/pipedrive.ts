import { Contacts, Notes } from './crm';
import type { Service } from './service';

/** Pipedrive's persons and activities. */
export function pipedrive(): Service {
	const persons = new Contacts();
	const notes = new Notes();
	return {
		hosts: ['api.pipedrive.com'],
		credential: { name: 'Pipedrive', type: 'pipedriveApi', data: { apiToken: 'simulated' } },
		nodes: ['n8n-nodes-base.pipedrive'],
		answer({ method, path, query, body }) {
			switch (`${method} ${path}`) {
				case 'GET /v1/persons/search': {
					const id = query.get('fields') === 'phone' && persons.find(query.get('term') ?? '');
					const items = id ? [{ result_score: 1, item: { id: Number(id) } }] : [];
					return { json: { success: true, data: { items } } };
				}
				case 'POST /api/v2/persons': {
					const { phones } = body as { phones: { value: string }[] };
					const id = Number(persons.add(phones[0]!.value));
					return { status: 201, json: { success: true, data: { id } } };
				}
				case 'POST /api/v2/activities': {
					const { participants, ...activity } = body as NewActivity;
					const number = persons.numberOf(participants[0]!.person_id);
					const id = notes.add(activity, number);
					return { status: 201, json: { success: true, data: { id } } };
				}
				case 'GET /api/v2/activityFields':
				case 'GET /api/v2/personFields':
					return { json: { success: true, data: [], additional_data: {} } };
				default:
					return undefined;
			}
		},
		written: () => notes.all,
	};
}

interface NewActivity {
	participants: { person_id: number }[];
}
