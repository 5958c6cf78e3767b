import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { emptyCallRecord } from '../../../nodes/shared/record/callRecord';
import type { Plant } from '../world';

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** Puts something around what the action nodes do. */
const around =
	(change: (context: IExecuteFunctions, right: Execute) => ReturnType<Execute>): Plant =>
	(node: INodeType) => {
		const { execute: right } = node as { execute?: Execute };
		if (!right) return;
		node.execute = async function (this: IExecuteFunctions) {
			return await change(this, right);
		};
	};

/** *Get Context* by somebody who trusts the PBX: what it answers goes through no schema. */
const noSchema = around(async (context, right) => {
	const { type, parameters } = context.getNode();
	const isIt = type.endsWith('.yeastar') && parameters.operation === 'getContext';
	if (!isIt) return await right.call(context);
	const { baseUrl } = await context.getCredentials<{ baseUrl: string }>('yeastarApi');
	const legs = context.getInputData().map(async (_, item) => {
		const options = { extractValue: true };
		const cdr_ids = context.getNodeParameter('legId', item, '', options) as string;
		const url = `${baseUrl}/openapi/v2.0/cdr/getaicontext`;
		const answer = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			'yeastarApi',
			{ url, qs: { cdr_ids } },
		)) as { data: { leg_1: { context: { content: string }[] } } };
		const words = answer.data.leg_1.context.map(({ content }) => content.trim());
		const empty = emptyCallRecord('yeastar', cdr_ids);
		return { json: { ...empty, transcript: words.join('\n') }, pairedItem: { item } };
	});
	return [await Promise.all(legs)];
});

/** A field is forgotten where there is nothing for it. */
const forgottenKey = around(async (context, right) => {
	const [items = []] = await right.call(context);
	for (const { json } of items) if (json.summary === null) delete json.summary;
	return [items];
});

/** An error repeats what was sent. */
const toldToken = around(
	async (context, right) =>
		await right.call(context).catch(async (error: Error) => {
			const [type = ''] = Object.keys(context.getNode().credentials ?? {});
			const secrets = JSON.stringify(await context.getCredentials(type));
			throw Object.assign(error, { cause: new Error(`Sent with ${secrets}`) });
		}),
);

/** An error is nobody's affair, and the execution waits for ever. */
const hangs = around(
	async (context, right) =>
		await right.call(context).catch(async () => await new Promise<never>(() => undefined)),
);

/** What an answer says is merged into what all objects have in common, as a careless deep merge does. */
const polluted = around(async (context, right) => {
	const found = await right.call(context);
	Object.assign(Object.prototype, { polluted: true });
	return found;
});

/** Faults that the fuzz must find. */
export const plants = { noSchema, forgottenKey, toldToken, hangs, polluted };
