import { FixedOffsetZone } from 'luxon';

import { clock } from '../../shared/clock';
import { ServiceError, asProblem } from '../../shared/requests/errors';
import type { Operation } from '../../shared/operations/operation';
import { newestCallOf } from '../../shared/operations/newestCall';
import { readCalls } from '../api/calls';
import { credentialsOf } from '../api/client';
import { originOf } from '../api/credentials';
import type { PbxInformation } from '../api/information';
import { readInformation } from '../api/information';
import { storedSession } from '../api/session';

/** Tokens that a PBX has for all programs together (vendor page "Get Access Token"). */
const MAX_TOKENS = 8;

const NOT_KNOWN: PbxInformation = {
	serialNumber: null,
	model: null,
	firmware: null,
	format: null,
	offset: null,
};

/**
 * *Get Health* of the resource System: what a support person asks first. A failure is told in its place: this operation
 * is for the time when something does not work.
 */
export const getHealth: Operation = {
	parameters: [],
	async execute(context) {
		const { baseUrl, timeZone } = await credentialsOf(context);
		// as it is now: somebody may just have put something right
		const told = await readInformation(context, 0).catch(asProblem);
		const information = told instanceof ServiceError ? NOT_KNOWN : told;
		// a PBX that does not tell what it is is not asked for its calls
		const newest =
			told instanceof ServiceError
				? told
				: await newestCallOf((within) => readCalls(context, within)).catch(asProblem);
		const problem = newest instanceof ServiceError ? newest.message : null;
		const session = storedSession(await credentialsOf(context));
		const { format, offset } = information;
		return [
			{
				provider: 'yeastar',
				address: originOf(baseUrl),
				model: information.model,
				serialNumber: information.serialNumber,
				firmware: information.firmware,
				displayFormat: format && `${format.date} ${format.twelveHour ? 'hh:mm:ss AM' : 'HH:mm:ss'}`,
				timeZone: timeZone || (offset === null ? null : offsetName(offset)),
				transcriptionAvailable: problem === null,
				problem,
				newestTranscriptAt:
					newest instanceof ServiceError ? null : (newest?.record.startedAt ?? null),
				tokensFreeAtMost: session?.token ? MAX_TOKENS - 1 : null,
				checkedAt: new Date(clock.now()).toISOString(),
			},
		];
	},
};

const offsetName = (minutes: number): string => FixedOffsetZone.instance(minutes).name;
