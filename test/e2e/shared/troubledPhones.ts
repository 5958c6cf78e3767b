import { randomBytes } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';
import type { CytracomSimulator, YeastarSimulator } from '../../lab/simulators';
import { startCytracomSimulator, vendorExamples } from '../../lab/simulators';
import type { Secret } from '../../lab/secrets';
import type { StoredCredential } from '../harness/editor';
import type { Session } from '../harness/Session';
import {
	CYTRACOM,
	cytracomCredential,
	exampleYeastar,
	recentCytracomCall,
	YEASTAR,
	yeastarCredential,
} from './phoneSystems';
import { faultsOf, isTelling, troublesOf, type Trouble } from './troubles';

/** An operation of a node. */
interface Target {
	name: string;
	/** The path on which it meets trouble. */
	match: string;
	parameters: INodeParameters;
}

/** What a phone system is asked while there is trouble. */
interface Errand {
	targets: Target[];
	/** Pickers that ask the same. */
	pickers: { parameter: string; method: string; parameters: INodeParameters }[];
	/** Whether the credential's Test asks the same. */
	isTested: boolean;
}

const { human } = vendorExamples.yeastar.calls;
const legId = { __rl: true, mode: 'id', value: human.legId };
const range = { startTime: '2026-05-01T00:00:00.000Z', endTime: '2026-05-31T00:00:00.000Z' };

const context: Target = {
	name: 'Get Context',
	match: 'getaicontext',
	parameters: { operation: 'getContext', legId },
};
const summary: Target = {
	name: 'Get Summary',
	match: 'getaisummary',
	parameters: {
		operation: 'getSummary',
		legId,
		party: 'callee',
		extension: { __rl: true, mode: 'id', value: '60' },
	},
};
const list = { name: 'List', parameters: { operation: 'list', ...range } };
const health = {
	name: 'Get Health',
	parameters: { resource: 'system', operation: 'getHealth' },
};
const pickCall = { parameter: 'legId', method: 'searchCalls', parameters: context.parameters };

/** What each operation asks last. */
const lastQuestions: Errand = {
	targets: [
		{ ...list, match: '/api/download/' },
		context,
		summary,
		{
			name: 'Extension: List',
			match: 'extension/',
			parameters: { resource: 'extension', operation: 'list' },
		},
		{ ...health, match: '/api/download/' },
	],
	pickers: [
		pickCall,
		{ parameter: 'extension', method: 'searchExtensions', parameters: summary.parameters },
	],
	isTested: true,
};

/** What comes before that, one after the other: the same requests for all operations. */
const firstQuestions: Errand[] = [
	{
		targets: [{ ...list, name: 'List, first step', match: 'aidownload' }],
		pickers: [pickCall],
		isTested: false,
	},
	{ targets: [{ ...health, match: 'system/information' }], pickers: [], isTested: false },
	{ targets: [{ ...context, match: 'get_token' }], pickers: [pickCall], isTested: true },
];

function cytracomErrand(): Errand {
	const { linkedId, startedAt } = recentCytracomCall();
	const around = (from: string, to: string) => ({
		[from]: new Date(startedAt - 60_000).toISOString(),
		[to]: new Date(startedAt + 60_000).toISOString(),
	});
	const one = {
		linkedId: { __rl: true, mode: 'id', value: linkedId },
		options: around('searchFrom', 'searchTo'),
	};
	const operations = {
		List: { operation: 'list', ...around('startTime', 'endTime') },
		'Get Context': { operation: 'getContext', ...one },
		'Get Summary': { operation: 'getSummary', ...one },
		'Get Health': { resource: 'system', operation: 'getHealth' },
	};
	return {
		targets: Object.entries(operations).map(([name, parameters]) => ({
			name,
			match: 'transcriptions',
			parameters,
		})),
		pickers: [
			{
				parameter: 'linkedId',
				method: 'searchCalls',
				parameters: operations['Get Context'],
			},
		],
		isTested: true,
	};
}

/** Silence is waited for in each operation by itself, not in one after the other. */
const errandsIn = (errands: Errand[], { isSlow }: Trouble): Errand[] =>
	isSlow
		? errands.flatMap(({ targets }) =>
				targets.map((target) => ({ targets: [target], pickers: [], isTested: false })),
			)
		: errands;

/** A phone system of its own for one trouble. */
export interface TroubledPhone {
	/** Such as `Yeastar, HTTP 502: List, Get Context`. */
	name: string;
	type: string;
	errand: Errand;
	trouble: Trouble;
	credential: StoredCredential;
	/** From now on the trouble is there. */
	begin: () => void;
	/** How many requests to a path have met it. */
	met: (match: string) => number;
	/** All that must not leave the credential and the connection. */
	secrets: () => Secret[];
	close: () => Promise<void>;
}

/** With signs that JSON, addresses, headers and HTML each write in their own way. */
const newSecret = () => `"s/+&=%<é ${randomBytes(18).toString('base64')}`;

/** The phone systems for every trouble with every operation of both nodes. */
export async function troubledPhones(session: Session): Promise<TroubledPhone[]> {
	const phones: TroubledPhone[] = [];
	for (const trouble of troublesOf.yeastar) {
		const errands = [lastQuestions, ...(isTelling(trouble) ? firstQuestions : [])];
		for (const errand of errandsIn(errands, trouble))
			phones.push(await troubledYeastar(session, errand, trouble));
	}
	for (const trouble of troublesOf.cytracom) {
		for (const errand of errandsIn([cytracomErrand()], trouble))
			phones.push(await troubledCytracom(session, errand, trouble));
	}
	return phones;
}

async function troubledYeastar(
	session: Session,
	errand: Errand,
	trouble: Trouble,
): Promise<TroubledPhone> {
	const pbx = await exampleYeastar({ clientSecret: newSecret() });
	return {
		...troubled(pbx, 'Yeastar', errand, trouble, () => secretsOfPbx(pbx)),
		type: YEASTAR,
		credential: await yeastarCredential(session, pbx),
	};
}

async function troubledCytracom(
	session: Session,
	errand: Errand,
	trouble: Trouble,
): Promise<TroubledPhone> {
	const account = await startCytracomSimulator({ token: newSecret() });
	account.addCall(recentCytracomCall());
	return {
		...troubled(account, 'Cytracom', errand, trouble, () => [...account.tokens]),
		type: CYTRACOM,
		credential: await cytracomCredential(session, account),
	};
}

function troubled(
	phone: YeastarSimulator | CytracomSimulator,
	vendor: string,
	errand: Errand,
	trouble: Trouble,
	secretValues: () => string[],
): Omit<TroubledPhone, 'type' | 'credential'> {
	const name = `${vendor}, ${trouble.name}: ${errand.targets.map((target) => target.name).join(', ')}`;
	const paths = new Set(errand.targets.map(({ match }) => match));
	let begun = Infinity;
	return {
		name,
		errand,
		trouble,
		begin: () => {
			begun = phone.requests.length;
			for (const path of paths) phone.faults.add(...faultsOf(trouble, path));
		},
		met: (match) => phone.requests.slice(begun).filter(({ path }) => path.includes(match)).length,
		secrets: () => secretValues().map((value) => ({ name, value })),
		close: () => phone.close(),
	};
}

/** The random part of a download link is what makes it a secret. */
const LINK = /-([0-9a-f]{16})\.json$/;

/** Everything that a PBX has given out, and what it was asked with. */
export function secretsOfPbx(pbx: YeastarSimulator): string[] {
	const tokens = pbx.tokens.grants.flatMap(({ access, refresh }) => [access, refresh]);
	const links = [...pbx.files.keys()].map((file) => LINK.exec(file)?.[1] ?? file);
	return [pbx.options.clientSecret, ...tokens, ...links];
}
