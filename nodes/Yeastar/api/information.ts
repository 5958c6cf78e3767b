import { clock } from '../../shared/clock';
import { valueOnCode } from '../../shared/requests/errors';
import type { Client } from './client';
import { get } from './client';
import type { PbxInformation } from './memory';
import { informationAnswer } from './schemas';
import { offsetOf, parseLocal, parseLocalNear, readDisplayFormat } from './time';

/** The longest delay in noticing a clock change; asking more often would double the requests of an idle poll. */
const KEEP_MS = 10 * 60_000;
/** The application lacks the permission, or the firmware lacks the endpoint: the node works without it. */
export const NOT_TOLD = ['10001', '10003', '10005', '10009'];

/**
 * Model, firmware, display format and offset of the PBX.
 *
 * @param maxAgeMs the maximum age of an earlier answer
 * @throws ServiceError
 */
export async function readInformation(client: Client, maxAgeMs = KEEP_MS): Promise<PbxInformation> {
	const { information: known } = client.facts;
	if (known) {
		const age = clock.now() - known.readAt;
		if (age >= 0 && age < maxAgeMs) return known.value;
	}
	const value = await ask(client, known?.value.serialNumber ?? null);
	client.facts.information = { readAt: clock.now(), value };
	return value;
}

/** @param serialNumber from an earlier answer: still valid if a permission was removed */
async function ask(client: Client, serialNumber: string | null): Promise<PbxInformation> {
	const path = '/openapi/v1.0/system/information';
	const { data } = await get(client, path, {}, informationAnswer).catch(
		valueOnCode(NOT_TOLD, { data: { ...nothing, sn: serialNumber } }),
	);
	const { system_date_format: date, system_time_format: time, system_time: local } = data;
	const moment = data.timestamp ? data.timestamp * 1000 : clock.now();
	const localMs = local ? readLocal(local, date, moment) : null;
	return {
		serialNumber: data.sn,
		model: data.model_name,
		firmware: data.firmware_version,
		format: date && time ? readDisplayFormat(date, time) : null,
		offset: localMs === null ? null : offsetOf(localMs, moment),
	};
}

const readLocal = (local: string, date: string | null, moment: number): number | null =>
	date === null
		? parseLocalNear(local, '', { from: moment, through: moment })
		: parseLocal(local, date);

const nothing = informationAnswer.parse({}).data;
