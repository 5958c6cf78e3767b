import { FixedOffsetZone } from 'luxon';

import { clock } from '../../shared/clock';
import { toolDescriptions } from '../../shared/operations/agentTool';
import { newestTranscribed } from '../../shared/operations/newestCalls';
import type { Operation } from '../../shared/operations/operation';
import { ServiceError, asProblem } from '../../shared/requests/errors';
import { triggersOf } from '../../shared/trigger/triggerMemory';
import type { YeastarConnection } from '../api/connection';
import type { PbxInformation } from '../api/memory';

/** Tokens of a PBX, shared by all programs (docs/phone-systems.md, "Yeastar sign-in"). */
const MAX_TOKENS = 8;

const NOT_KNOWN: PbxInformation = {
	serialNumber: null,
	model: null,
	firmware: null,
	format: null,
	offset: null,
};

/** What support asks first. Failures are part of the output: this is for when something does not work. */
export const getHealth: Operation<YeastarConnection> = {
	name: 'Get Health',
	value: 'getHealth',
	description: 'Check the connection, and get versions and the newest transcript',
	action: 'Get health',
	toolDescription: toolDescriptions.getHealth,
	parameters: [],
	async execute(_context, _itemIndex, connection) {
		// the current state: somebody may just have fixed something
		const told = await connection.readInformation(0).catch(asProblem);
		const information = told instanceof ServiceError ? NOT_KNOWN : told;
		// a PBX that does not answer is not asked for its calls
		const newest =
			told instanceof ServiceError ? told : await newestTranscribed(connection).catch(asProblem);
		const problem = newest instanceof ServiceError ? newest.message : null;
		const { format, offset } = information;
		return [
			{
				provider: 'yeastar',
				address: connection.origin,
				model: information.model,
				serialNumber: information.serialNumber,
				firmware: information.firmware,
				displayFormat: format && `${format.date} ${format.twelveHour ? 'hh:mm:ss AM' : 'HH:mm:ss'}`,
				timeZone: connection.timeZone || (offset === null ? null : offsetName(offset)),
				transcriptionAvailable: problem === null,
				problem,
				newestTranscriptAt:
					newest instanceof ServiceError ? null : (newest?.head.startedAt ?? null),
				tokensFreeAtMost: (await connection.hasToken()) ? MAX_TOKENS - 1 : null,
				triggers: triggersOf(connection.phone),
				checkedAt: new Date(clock.now()).toISOString(),
			},
		];
	},
};

const offsetName = (minutes: number): string => FixedOffsetZone.instance(minutes).name;
