import type { Fault, FaultList } from '../simulators';
import type { Vendor } from '../support/triggers';
import type { Random } from './random';

/** Everywhere but at the sign-in: an answer there can mean that the secret is wrong, which is never retried. */
const SIGNED_IN = /^(?!.*_token)/;

/** Silence costs real time: there is less of it. */
const SILENT: Fault[] = [{ kind: 'hang' }, { kind: 'stall' }, { kind: 'stall', bytes: 40 }];

const EVERYWHERE: Fault[] = [
	{ kind: 'reset' },
	{ kind: 'reset', handled: true },
	{ kind: 'resetBody' },
	{ kind: 'cutJson' },
	{ kind: 'http', status: 500 },
	{ kind: 'http', status: 502 },
	{ kind: 'http', status: 503, headers: { 'Retry-After': '20' } },
	{ kind: 'http', status: 504 },
	{ kind: 'http', status: 429, headers: { 'Retry-After': '10' } },
	{ kind: 'http', status: 404 },
	{ kind: 'body', body: '' },
	{ kind: 'body', body: '<html>Sign in</html>', contentType: 'text/html' },
	{ kind: 'body', body: '"?"' },
	{ kind: 'redirect', location: 'http://127.0.0.1:9/elsewhere' },
	{ kind: 'json', change: () => ({ errcode: 0, code: 200 }), match: /insights|information/ },
];

/** Codes of Yeastar; not 60001, which says that there are no calls, and says it well. */
const YEASTAR: Fault[] = [
	...[-1, 1, 2, 10004, 10005, 40001, 40002, 60002, 70004, 70082, 70087, 70123].map(
		(errcode): Fault => ({ kind: 'errcode', errcode, match: SIGNED_IN }),
	),
	{ kind: 'errcode', errcode: 10004, handled: true, match: SIGNED_IN },
];

const CYTRACOM: Fault[] = [
	{ kind: 'errorCode', status: 401 },
	{ kind: 'errorCode', status: 403 },
	{ kind: 'errorCode', status: 500 },
	{ kind: 'errorCode', status: 429, errorCode: 'rate_limit_exceeded' },
	{ kind: 'errorCode', status: 400, errorCode: 'invalid_cursor' },
	{ kind: 'errorCode', status: 400, errorCode: 'to_date_in_future' },
	{ kind: 'errorCode', status: 400, errorCode: 'retention_exceeded' },
	{ kind: 'errorCode', status: 400, errorCode: 'something_new' },
];

/** Lets a part of all requests fail, in every way that the simulators know. */
export function addFaults(list: FaultList, vendor: Vendor, random: Random, part: number): void {
	list.random = random.next;
	const loud = [...EVERYWHERE, ...(vendor.name === 'Yeastar' ? YEASTAR : CYTRACOM)];
	const silentPart = part / 20;
	const add = (faults: Fault[], probability: number) => {
		for (const fault of faults) list.add({ ...fault, times: Infinity, probability });
	};
	add(SILENT, silentPart / SILENT.length);
	add(loud, (part - silentPart) / loud.length);
}
