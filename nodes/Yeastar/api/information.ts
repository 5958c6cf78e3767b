import { clock } from '../../shared/clock';
import { instead } from '../../shared/requests/errors';
import type { NodeContext } from '../../shared/requests/http';
import { credentialsOf, get } from './client';
import { bindingOf, originOf } from './credentials';
import { informationAnswer } from './schemas';
import type { DisplayFormat } from './time';
import { offsetOf, parseLocal, parseLocalNear, readDisplayFormat } from './time';

/** What the PBX tells of itself; null where it does not. */
export interface PbxInformation {
	serialNumber: string | null;
	model: string | null;
	firmware: string | null;
	format: DisplayFormat | null;
	/** Minutes east of UTC, today. */
	offset: number | null;
}

/** A clock change is noticed this late at the most; asking more often would double the requests of an idle poll. */
const KEEP_MS = 10 * 60_000;
/** The application lacks the permission, or the firmware the page: the node works without. */
const NOT_TOLD = ['10001', '10003', '10005', '10009'];

const kept = new Map<string, { readAt: number; information: PbxInformation }>();

/** Tells credentials apart in what a process keeps in memory. */
export async function memoryKeyOf(context: NodeContext): Promise<string> {
	const credentials = await credentialsOf(context);
	return `${originOf(credentials.baseUrl)} ${bindingOf(credentials)}`;
}

/**
 * Model, firmware, display format and offset of the PBX.
 *
 * @param maxAge how old, in milliseconds, what was read before may be
 * @throws ServiceError
 */
export async function readInformation(
	context: NodeContext,
	maxAge = KEEP_MS,
): Promise<PbxInformation> {
	const key = await memoryKeyOf(context);
	const known = kept.get(key);
	if (known) {
		const age = clock.now() - known.readAt;
		if (age >= 0 && age < maxAge) return known.information;
	}
	const information = await ask(context, known?.information.serialNumber ?? null);
	kept.set(key, { readAt: clock.now(), information });
	return information;
}

/** @param serialNumber what the PBX told before: it is still the same one where a permission was taken away */
async function ask(context: NodeContext, serialNumber: string | null): Promise<PbxInformation> {
	const { data } = await get(
		context,
		'/openapi/v1.0/system/information',
		{},
		informationAnswer,
	).catch(instead(NOT_TOLD, { data: { ...nothing, sn: serialNumber } }));
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
	date === null ? parseLocalNear(local, '', { from: moment, to: moment }) : parseLocal(local, date);

const nothing = informationAnswer.parse({}).data;
