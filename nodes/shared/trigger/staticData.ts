import type { IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { callKey } from '../polling/remembered';
import type { PollStart } from './pollStart';
import type { TriggerMemory } from './triggerMemory';

/**
 * In n8n's default mode, an execution whose Code node wrote static data ends by saving all static data of the workflow
 * as it was when the execution began. This undoes in the database what the trigger saved in the meantime. The polls
 * continue with what is in memory until n8n reads the database again, at the next publication or start.
 */

/**
 * The state to begin a poll with: `found`, or a newer one that this process knows. After a restart, none is known.
 * @param found what n8n shows
 */
export function newestState(found: unknown, start: PollStart, memory: TriggerMemory): unknown {
	const { activates, isDefaultMode, isRestart } = start;
	if (!activates && !isDefaultMode) return found;
	const { newest } = memory;
	const isUndone = activates && !isRestart && memory.former.has(nameOf(found));
	const state = isUndone ? newest : found;
	// a poll in the same context: n8n has passed on what earlier polls returned
	if (newest !== undefined && state !== newest) memory.former.add(nameOf(newest));
	memory.former.delete(nameOf(state));
	memory.newest = state;
	return state;
}

const nameOf = (state: unknown): string => callKey(String(state));

/** Reported once per process. @throws NodeOperationError */
export function warnOfStaticData(context: IPollFunctions, memory: TriggerMemory): void {
	if (memory.isStaticDataTold || !savesStaticData(context)) return;
	memory.isStaticDataTold = true;
	throw new NodeOperationError(
		context.getNode(),
		'This workflow saves static data, which can overwrite what the trigger has saved.',
		{
			description:
				'After a restart of n8n, some calls may be returned again. In the Code node, use a Data Table instead of $getWorkflowStaticData, or run n8n with durable poll cursors. The trigger itself keeps running.',
		},
	);
}

/** A node after the trigger does, or any node of the workflow did before n8n loaded it. */
function savesStaticData(context: IPollFunctions): boolean {
	const nodes = context.getChildNodes(context.getNode().name, { includeNodeParameters: true });
	const isInCode = nodes.some(
		({ disabled, parameters }) =>
			!disabled && JSON.stringify(parameters ?? {}).includes('$getWorkflowStaticData'),
	);
	return isInCode || Object.keys(context.getWorkflowStaticData('global')).length > 0;
}
