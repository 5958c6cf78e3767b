import type {
	Answer,
	Fault,
	FaultEffect,
	FaultTarget,
	RecordedRequest,
} from '../../lab/simulators';

/** Something that goes wrong with the answers of a phone system. */
export interface Trouble {
	name: string;
	faults: (Omit<FaultTarget, 'match'> & FaultEffect)[];
	/** Takes half a minute or more. */
	isSlow?: boolean;
}

/** Whether an answer of it may hold a secret, or its error the request that holds one. */
export const isTelling = ({ name }: Trouble): boolean =>
	/^(echo|reset|cut JSON|HTTP 502|redirect)/.test(name);

/** The trouble as faults of a simulator, on some of its paths. */
export const faultsOf = ({ faults }: Trouble, match: Fault['match']): Fault[] =>
	faults.map((fault) => ({ times: Infinity, ...fault, match }));

/** The first two of three tries are over at once. */
const LAST_TRY = { kind: 'reset', times: 2 } as const;

const ofAnyServer: Trouble[] = [
	{ name: 'latency', faults: [{ kind: 'latency', ms: 50 }] },
	{ name: 'reset', faults: [{ kind: 'reset' }] },
	{ name: 'reset after the work', faults: [{ kind: 'reset', handled: true }] },
	{ name: 'reset in the body', faults: [{ kind: 'resetBody' }] },
	{ name: 'hang', faults: [LAST_TRY, { kind: 'hang' }], isSlow: true },
	{ name: 'stall', faults: [LAST_TRY, { kind: 'stall', bytes: 20 }], isSlow: true },
	{ name: 'cut JSON', faults: [{ kind: 'cutJson' }] },
	...[401, 404, 429, 502].map((status): Trouble => ({
		name: `HTTP ${status}`,
		faults: [{ kind: 'http', status }],
	})),
	...['', '<html>', '{"errcode":0,"code":200,"data":17}'].map((body): Trouble => ({
		name: `body ${body}`,
		faults: [{ kind: 'body', body }],
	})),
	{ name: 'redirect', faults: [{ kind: 'redirect', location: 'https://elsewhere.example/' }] },
	{ name: 'JSON of another form', faults: [{ kind: 'json', change: (answer) => [answer] }] },
];

/** The address as it was asked, token and all. */
const addressOf = ({ path, query }: RecordedRequest) =>
	`${path}?${new URLSearchParams(query).toString()}`;

/** Everything that the request held. */
const wholeOf = (request: RecordedRequest) =>
	[
		`${request.method} ${addressOf(request)}`,
		...Object.entries(request.headers).map(([name, value]) => `${name}: ${value ?? ''}`),
		JSON.stringify(request.body ?? ''),
		...secretsOf(request),
	].join('\n');

/** The token in it, or what stands for it. */
const secretsOf = ({ query, headers, body }: RecordedRequest): string[] => {
	const { password } = (body ?? {}) as { password?: string };
	const basic = Buffer.from(headers.authorization?.split(' ')[1] ?? '', 'base64').toString();
	return [query.access_token, password, basic.split(':')[1]].filter(
		(secret): secret is string => secret !== undefined && secret !== '',
	);
};

const echo = (name: string, answer: (request: RecordedRequest) => Answer): Trouble => ({
	name: `echo: ${name}`,
	faults: [{ kind: 'echo', answer }],
});

const page = (request: RecordedRequest) =>
	`<html><body><pre>${wholeOf(request)}</pre></body></html>`;

/** Servers, proxies and login pages that repeat what they were asked. */
const echoing: Trouble[] = [
	...[200, 403, 500].map((status) =>
		echo(`page ${status}`, (request) => ({
			status,
			text: page(request),
			contentType: 'text/html',
		})),
	),
	...[200, 502].map((status) =>
		echo(`text ${status}`, (request) => ({
			status,
			text: wholeOf(request),
			contentType: 'text/plain',
		})),
	),
	...[302, 307].map((status) =>
		echo(`redirect ${status}`, (request) => ({
			status,
			headers: {
				Location: `https://elsewhere.example/login?next=${encodeURIComponent(addressOf(request))}`,
				'Set-Cookie': `session=${secretsOf(request)[0] ?? ''}`,
				'WWW-Authenticate': `Bearer error_description="${secretsOf(request)[0] ?? ''}"`,
			},
			text: page(request),
			contentType: 'text/html',
		})),
	),
	echo('names of JSON', (request) => ({
		status: 200,
		json: {
			errcode: 0,
			code: 200,
			data: Object.fromEntries(secretsOf(request).map((secret) => [secret, { context: 17 }])),
			download_resource_url: [wholeOf(request)],
		},
	})),
	echo('values of JSON', (request) => ({
		status: 200,
		json: { errcode: 0, code: 200, data: wholeOf(request), access_token: [wholeOf(request)] },
	})),
	echo('file that breaks off', (request) => ({
		status: 200,
		text: `[{"leg_id": "${secretsOf(request)[0] ?? ''}", "time": "${wholeOf(request).slice(0, 200)}`,
		contentType: 'application/json',
	})),
	echo('record that cannot be read', (request) => ({
		status: 200,
		json: [{ leg_id: [wholeOf(request)], time: wholeOf(request) }],
	})),
];

const ofYeastar: Trouble[] = [
	...[2, 10004, 10005, 40002, 60002, 70082, 99999].map((errcode): Trouble => ({
		name: `errcode ${errcode}`,
		faults: [{ kind: 'errcode', errcode }],
	})),
	...[10004, 99999].map((errcode) =>
		echo(`errmsg of ${errcode}`, (request) => ({
			status: 200,
			json: { errcode, errmsg: wholeOf(request), detail: { request: addressOf(request) } },
		})),
	),
	echo('errcode', (request) => ({
		status: 200,
		json: { errcode: secretsOf(request)[0] ?? 1, errmsg: 'FAILURE' },
	})),
	echo('link that leads elsewhere', (request) => ({
		status: 200,
		json: {
			errcode: 0,
			download_resource_url: `https://elsewhere.example${addressOf(request)}&sign=${request.query.access_token ?? ''}`,
		},
	})),
	echo('signed link to nothing', (request) => ({
		status: 200,
		json: { errcode: 0, download_resource_url: `/api/download/none.json?${addressOf(request)}` },
	})),
];

const ofCytracom: Trouble[] = [
	...[400, 403, 500].map((status): Trouble => ({
		name: `failure ${status}`,
		faults: [{ kind: 'errorCode', status, ...(status === 400 && { errorCode: 'bad_cursor' }) }],
	})),
	...[403, 500].map((status) =>
		echo(`message of ${status}`, (request) => ({
			status,
			json: { code: status, msg: wholeOf(request), message: wholeOf(request) },
		})),
	),
	echo('error_code', (request) => ({
		status: 400,
		json: { code: 400, error_code: secretsOf(request)[0], msg: 'failed' },
	})),
];

export const troublesOf = {
	yeastar: [...ofAnyServer, ...echoing, ...ofYeastar],
	cytracom: [...ofAnyServer, ...echoing, ...ofCytracom],
};
