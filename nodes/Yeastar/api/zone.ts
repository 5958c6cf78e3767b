import { IANAZone } from 'luxon';

import { clock } from '../../shared/clock';
import { ServiceError } from '../../shared/requests/errors';
import type { Client } from './client';
import { readInformation } from './information';
import type { PbxZone } from './time';

/** A PBX that does not report its time may be anywhere on earth. */
const ANYWHERE_HOURS = 14;

/**
 * The zone in the credential, else the PBX's offset today, else the workflow's zone as a guess.
 *
 * @throws ServiceError when the credential names a zone that does not exist, or the PBX does not answer
 */
export async function readZone(client: Client): Promise<PbxZone> {
	const name = (client.credential.timeZone ?? '').trim();
	if (name === '') {
		const { offset } = await readInformation(client);
		if (offset !== null) return { offsetToday: offset, unsureHours: 1 };
		const guess = IANAZone.create(client.workflowZone).offset(clock.now());
		return { offsetToday: guess, unsureHours: ANYWHERE_HOURS };
	}
	if (IANAZone.isValidZone(name)) return { name };
	throw new ServiceError({
		what: `The time zone "${name}" in the credential does not exist.`,
		advice:
			'Enter a name such as Europe/Berlin or America/New_York, or leave the field empty to use the time zone of the PBX.',
		cause: 'configuration-invalid',
	});
}
