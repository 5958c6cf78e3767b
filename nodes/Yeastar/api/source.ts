import { isOn } from '../../shared/operations/parameters';
import { formOf } from '../../shared/operations/recordOptions';
import type { TriggerVendor } from '../../shared/trigger/trigger';
import { open } from './connection';
import { criteriaOf } from './filters';
import { needsNames, withSpeakerNames } from './speakerNames';

/** At half a second each, their names fit into one poll. */
const MAX_NAMED_CALLS = 200;
/** A PBX keeps its calls until the administrator's auto-cleanup: a year is a limit for mistyped numbers. */
const MAX_INITIAL_HOURS = 366 * 24;

/** A Yeastar PBX as the polling engine sees it. */
export const yeastarVendor: TriggerVendor = {
	maxInitialLookbackHours: MAX_INITIAL_HOURS,
	criteriaOf,
	async open(context, options, deadline, opened) {
		const connection = await open(context, 0, deadline);
		const { origin, phone } = connection;
		opened?.(phone);
		const { serialNumber } = await connection.readInformation();
		const owner = ownerOf(serialNumber, origin);
		const { includeSpeakerNames = true } = options;
		const simplify = isOn(context.getNodeParameter('simplify', true));
		const wantsNames =
			isOn(includeSpeakerNames) && needsNames(formOf(context.getNode(), simplify, options));
		return {
			owner,
			// the serial number became known, or is no longer reported: then the calls decide
			mayHaveBeen: (former) => former === ownerOf(null, origin) || serialNumber === null,
			retentionMs: Infinity,
			read: (range, isKnown) => connection.readCalls(range, { isKnown }),
			...(wantsNames && {
				maxCalls: MAX_NAMED_CALLS,
				enrich: async (calls) => await withSpeakerNames(connection, calls),
			}),
		};
	},
};

const ownerOf = (serialNumber: string | null, origin: string): string =>
	serialNumber === null ? `yeastar ${origin}` : `yeastar ${serialNumber}`;
