import { digitsOf, type Service } from './service';

type Properties = Record<string, string>;

/** HubSpot's contacts and calls. One contact is there already, its number as people write it. */
export function hubSpot(): Service {
	const contacts = new Map<string, Properties>([
		['101', { firstname: 'Tessa', phone: '(512) 555-0143' }],
	]);
	const calls: { properties: Properties; contact: string }[] = [];
	return {
		hosts: ['api.hubapi.com'],
		credential: {
			name: 'HubSpot',
			type: 'hubspotAppToken',
			data: { appToken: 'pat-simulated' },
		},
		nodes: ['n8n-nodes-base.hubspot', 'n8n-nodes-base.httpRequest'],
		answer({ method, path, body }) {
			switch (`${method} ${path}`) {
				case 'POST /crm/v3/objects/contacts/search': {
					const { filterGroups } = body as Search;
					const results = [...contacts]
						.filter(([, contact]) =>
							filterGroups.some(({ filters }) => filters.every((one) => fits(contact, one))),
						)
						.map(([id, properties]) => ({ id, properties }));
					return { json: { total: results.length, results } };
				}
				case 'POST /crm/v3/objects/contacts': {
					const id = String(101 + contacts.size);
					const { properties } = body as { properties: Properties };
					contacts.set(id, properties);
					return { status: 201, json: { id, properties } };
				}
				case 'POST /crm/v3/objects/calls': {
					const { properties, associations } = body as NewCall;
					const [link] = associations;
					const contact = contacts.get(link!.to.id);
					if (link!.types[0]!.associationTypeId !== 194 || !contact)
						return { status: 400, json: {} };
					if (Number.isNaN(Date.parse(properties.hs_timestamp!))) return { status: 400, json: {} };
					calls.push({ properties, contact: contact.phone ?? '' });
					return { status: 201, json: { id: String(calls.length), properties } };
				}
				default:
					return undefined;
			}
		},
		written: () =>
			calls.map(({ properties, contact }) => ({
				text: JSON.stringify(properties),
				customer: contact,
			})),
	};
}

interface Filter {
	propertyName: string;
	operator: string;
	value: string;
}

interface Search {
	filterGroups: { filters: Filter[] }[];
}

interface NewCall {
	properties: Properties;
	associations: { to: { id: string }; types: { associationTypeId: number }[] }[];
}

/** HubSpot keeps a searchable form of each number: area code and local number. */
function fits(contact: Properties, { propertyName, operator, value }: Filter): boolean {
	if (operator !== 'EQ') return false;
	if (propertyName === 'hs_searchable_calculated_phone_number') {
		return digitsOf(contact.phone).slice(-10) === value;
	}
	return contact[propertyName] === value;
}
