import type { IExecuteFunctions } from 'n8n-workflow';

import { asProblem } from '../requests/errors';
import { readCallIds } from './parameters';

/**
 * The result for each call ID of a parameter, in the order asked. With "On Error: Continue", a failure is returned as a
 * ServiceError in its place.
 *
 * @throws NodeOperationError when no call is chosen
 */
export async function eachCall(
	context: IExecuteFunctions,
	parameter: string,
	itemIndex: number,
	get: (id: string) => Promise<object>,
): Promise<object[]> {
	const goesOn = context.continueOnFail();
	const calls = readCallIds(context, parameter, itemIndex).map(async (id) =>
		goesOn ? await get(id).catch(asProblem) : await get(id),
	);
	return await Promise.all(calls);
}
