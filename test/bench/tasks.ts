import type { INodeParameters } from 'n8n-workflow';

import { clock } from '../../nodes/shared/clock';
import { TriggerRun } from '../lab/engine';
import { MINUTE } from '../lab/support/cytracom';
import type { Phone } from './phone';
import { daysOf } from './phone';
import type { Step } from './workflows';
import { createEngine, runWorkflow } from './workflows';

/**
 * Something that a contestant does with a phone: gets ready, and gives what is measured, which tells how many calls (or
 * legs) came out.
 *
 * @param given what another contestant's run gave
 */
export type Task = (phone: Phone, given?: unknown) => Promise<() => Promise<unknown>>;

const TOKEN = 'a token that nobody looks at';
/** So many legs a phone tells the transcripts of. */
const legIdsOf = ({ calls }: Phone) => Array.from({ length: calls }, (_, leg) => `leg-${leg}`);
const iso = (moment: number) => new Date(moment).toISOString();
const cytracomAddress = ({ origin }: Phone) => `${origin}/v1.0/insights/transcriptions`;

/** An n8n with a credential for the phone. */
function n8nFor({ vendor, origin }: Phone) {
	const engine = createEngine();
	const data = {
		cytracomApi: { baseUrl: `${origin}/v1.0`, token: TOKEN },
		yeastarApi: { baseUrl: origin, clientId: 'id', clientSecret: TOKEN, timeZone: 'UTC' },
		httpBasicAuth: { user: 'token', password: TOKEN },
	};
	const type = `${vendor}Api` as const;
	const credentials = {
		[type]: engine.store.add(type, data[type]),
		httpBasicAuth: engine.store.add('httpBasicAuth', data.httpBasicAuth),
	};
	return { engine, credentials };
}

const ourNode =
	(parametersFor: (phone: Phone) => INodeParameters): Task =>
	async (phone) => {
		const { engine, credentials } = n8nFor(phone);
		const type = `n8n-nodes-call-transcripts.${phone.vendor}`;
		const parameters = parametersFor(phone);
		const steps = [{ name: 'Last', type, credentials, parameters }];
		return await Promise.resolve(async () => (await runWorkflow(engine, steps)).length);
	};

const ourList = (simplify: boolean): Task =>
	ourNode((phone) => ({
		operation: 'list',
		startTime: iso(phone.from),
		endTime: iso(daysOf(phone).at(-1)!.through),
		returnAll: true,
		simplify,
	}));

/** The HTTP Request node as a workflow has it that asks for one day of each input item. */
const dayRequest = (phone: Phone): Step => ({
	name: 'HTTP Request',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	credentials: n8nFor(phone).credentials,
	parameters: {
		url: cytracomAddress(phone),
		authentication: 'genericCredentialType',
		genericAuthType: 'httpBasicAuth',
		sendQuery: true,
		queryParameters: {
			parameters: [
				{ name: 'from_date', value: '={{ $json.from }}' },
				{ name: 'to_date', value: '={{ $json.through }}' },
				{ name: 'page_size', value: '100' },
			],
		},
		options: {
			pagination: {
				pagination: {
					paginationMode: 'updateAParameterInEachRequest',
					parameters: {
						parameters: [
							{ type: 'qs', name: 'cursor', value: '={{ $response.body?.data?.next_cursor }}' },
						],
					},
					paginationCompleteWhen: 'other',
					completeExpression: '={{ !$response.body.data.next_cursor }}',
				},
			},
		},
	},
});

const splitOut: Step = {
	name: 'Last',
	type: 'n8n-nodes-base.splitOut',
	parameters: { fieldToSplitOut: 'data.transcriptions' },
};

const httpRequest =
	(stepsFor: (request: Step) => Step[]): Task =>
	async (phone) => {
		const { engine, credentials } = n8nFor(phone);
		const steps = stepsFor({ ...dayRequest(phone), credentials });
		const days = daysOf(phone).map(({ from, through }) => ({
			json: { from: iso(from), through: iso(through) },
		}));
		return await Promise.resolve(async () => (await runWorkflow(engine, steps, days)).length);
	};

/**
 * A poll of our trigger, from its activation or from the state that another process left. A minute passes between two, and
 * none in one: on a slow machine, 1 GB takes longer than n8n waits, and is to be measured all the same.
 */
const ourPoll =
	(poll: (trigger: TriggerRun, isFirst: boolean) => Promise<unknown>): Task =>
	async (phone, given) => {
		const { engine, credentials } = n8nFor(phone);
		const trigger = new TriggerRun(engine, {
			type: `n8n-nodes-call-transcripts.${phone.vendor}Trigger`,
			name: `Trigger of ${phone.origin}`,
			credentials,
			staticData: given,
		});
		let now = Date.now();
		clock.now = () => now;
		let isFirst = true;
		return await Promise.resolve(async () => {
			now += MINUTE;
			const result = await poll(trigger, isFirst);
			isFirst = false;
			return result;
		});
	};

export const tasks = {
	/** All calls of the phone's days. */
	ourList: ourList(true),
	ourRawList: ourList(false),
	httpRequest: httpRequest((request) => [{ ...request, to: [['Last']] }, splitOut]),
	/** The same with a loop around it: one day after the other. */
	httpRequestLoop: httpRequest((request) => [
		{
			name: 'Loop Over Items',
			type: 'n8n-nodes-base.splitInBatches',
			typeVersion: 3,
			to: [['Last'], [request.name]],
		},
		{ ...request, to: [['Loop Over Items']] },
		splitOut,
	]),
	bareLoop: async (phone) =>
		await Promise.resolve(async () => {
			const calls: unknown[] = [];
			for (const { from, through } of daysOf(phone)) {
				for (let cursor: string | null = ''; cursor !== null;) {
					const query = new URLSearchParams({
						from_date: iso(from),
						to_date: iso(through),
						page_size: '100',
						...(cursor !== '' && { cursor }),
					});
					const answer = await fetch(`${cytracomAddress(phone)}?${query.toString()}`);
					const { data } = JSON.parse(await answer.text()) as {
						data: { transcriptions: unknown[]; next_cursor: string | null };
					};
					calls.push(...data.transcriptions);
					cursor = data.next_cursor;
				}
			}
			return calls.length;
		}),

	ourContext: ourNode((phone) => ({
		operation: 'getContext',
		legId: { __rl: true, mode: 'id', value: legIdsOf(phone).join(',') },
	})),
	bareContext: async (phone) =>
		await Promise.resolve(async () => {
			const legs: unknown[] = [];
			for (const leg of legIdsOf(phone)) {
				const path = '/openapi/v2.0/cdr/getaicontext';
				const answer = await fetch(`${phone.origin}${path}?cdr_ids=${leg}&access_token=${TOKEN}`);
				legs.push(JSON.parse(await answer.text()));
			}
			return legs.length;
		}),

	/** Gives the state that it leaves. */
	ourActivation: ourPoll(async (trigger) => {
		await trigger.activate('activate');
		return trigger.savedStaticData;
	}),
	/** Nothing new comes of it. n8n has just started at the first one. */
	ourIdlePoll: ourPoll(async (trigger, isFirst) => {
		const items = await (isFirst ? trigger.activate('init') : trigger.poll());
		return items?.length ?? 0;
	}),
	bareDownload: async ({ origin }) =>
		await Promise.resolve(async () => {
			const ask = async (path: string) => (await fetch(origin + path)).text();
			const answer = await ask(`/openapi/v2.0/cdr/aidownload?access_token=${TOKEN}`);
			const { download_resource_url: link } = JSON.parse(answer) as Record<string, string>;
			return (JSON.parse(await ask(`${link}?access_token=${TOKEN}`)) as unknown[]).length;
		}),
} satisfies Record<string, Task>;

export type TaskName = keyof typeof tasks;
