import type { RecordedRequest } from '../shared/answer';
import { PbxError } from './errors';
import type { SimulatedExtension } from './options';
import { oneOf, positiveInteger, required } from './parameters';
import type { YeastarPbx } from './pbx';
import type { Body } from './access';

/** Small, as seen on a real PBX: 8 of 28 came back to a request without `page_size`. */
const defaultPageSize = 8;

const sortFields = [
	'id',
	'number',
	'caller_id_name',
	'email_addr',
	'mobile_number',
	'presence_status',
] as const;

/** GET v1.0/extension/list */
export function listExtensions(pbx: YeastarPbx, request: RecordedRequest): Body {
	return page(pbx, request, pbx.options.extensions);
}

/** GET v1.0/extension/search (docs/phone-systems.md, "Yeastar extensions"): fuzzy, so `3202` also finds `13202`. */
export function searchExtensions(pbx: YeastarPbx, request: RecordedRequest): Body {
	const wanted = (request.query.search_value ?? '').toLowerCase();
	const found = pbx.options.extensions.filter(({ number, name, email = '' }) =>
		[number, name, email].some((text) => text.toLowerCase().includes(wanted)),
	);
	return page(pbx, request, found);
}

/** GET v1.0/extension/get?id= */
export function getExtension(pbx: YeastarPbx, request: RecordedRequest): Body {
	const extension = pbx.extensionById(Number(required(request.query.id)));
	if (!extension) throw new PbxError(60001);
	return { data: toRecord(extension) };
}

/** GET v1.0/extension/query?ids= */
export function queryExtensions(pbx: YeastarPbx, request: RecordedRequest): Body {
	const ids = required(request.query.ids).split(',').map(Number);
	const found = ids.flatMap((id) => pbx.extensionById(id) ?? []);
	if (found.length === 0) throw new PbxError(60001);
	return { data: found.map(toRecord) };
}

function page(pbx: YeastarPbx, { query }: RecordedRequest, found: SimulatedExtension[]): Body {
	const size = positiveInteger(query.page_size) ?? defaultPageSize;
	const first = ((positiveInteger(query.page) ?? 1) - 1) * size;
	const sortBy = oneOf(query.sort_by, sortFields) ?? 'number';
	const direction = oneOf(query.order_by, ['asc', 'desc']) === 'desc' ? -1 : 1;
	if (found.length === 0) return noExtension(pbx);
	const data = found
		.map(toRecord)
		.sort((a, b) => direction * compare(a[sortBy], b[sortBy]))
		.slice(first, first + size);
	return { total_number: found.length, data };
}

function noExtension({ readings }: YeastarPbx): Body {
	switch (readings.noExtension) {
		case 'emptyList':
			return { total_number: 0, data: [] };
		case 'null':
			return { total_number: 0, data: null };
		case 'missing':
			return { total_number: 0 };
		case 60001:
			throw new PbxError(60001);
	}
}

function compare(a: string | number, b: string | number): number {
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	return String(a).localeCompare(String(b), 'en', { numeric: true });
}

function toRecord({ id, number, name, email }: SimulatedExtension) {
	return {
		id,
		number,
		caller_id_name: name,
		role_name: '',
		email_addr: email ?? '',
		mobile_number: '',
		presence_status: 'available',
		custom_presence_status: '',
		online_status: {
			sip_phone: { status: 1, ext_dev_type: '', status_list: [{ status: 1, ip: '' }] },
			linkus_desktop: { status: 0 },
			linkus_mobile: { status: 0 },
			linkus_web: { status: 0 },
		},
	};
}
