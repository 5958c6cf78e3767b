import { PbxError } from './errors';
import type { YeastarPbx } from './pbx';
import type { Body } from './access';

/** GET v1.0/system/information (docs/phone-systems.md, "Yeastar system information"). The time zone is not a field. */
export function systemInformation(pbx: YeastarPbx): Body {
	const { systemInformation: reading } = pbx.readings;
	if (reading === 'denied') throw new PbxError(pbx.readings.noPermission);
	const { options, clock } = pbx;
	const formats = {
		system_date_format: options.dateFormat,
		system_time_format: options.timeFormat,
	};
	return {
		data: {
			device_name: 'PBX',
			model_name: options.model,
			sn: options.serialNumber,
			hardware_version: 'V1.00 0000-0000',
			firmware_version: options.firmware,
			system_time: pbx.display(clock.now()),
			up_time: 24_852,
			...(reading === 'noFormats' ? {} : formats),
			...(reading === 'full' ? { timestamp: Math.floor(clock.now() / 1000) } : {}),
		},
	};
}
