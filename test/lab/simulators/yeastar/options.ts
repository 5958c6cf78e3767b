import type { Clock } from '../shared/clock';
import { systemClock } from '../shared/clock';
import type { YeastarReadings } from './readings';
import { sampleExtensions } from './sampleExtensions';
import { accessTokenSeconds } from './tokens';

export interface SimulatedExtension {
	/** What `src_ext_id` wants; not the number. */
	id: number;
	number: string;
	name: string;
	email?: string;
}

export interface YeastarOptions {
	clock: Clock;
	/** 0 for a free one. */
	port: number;
	https: boolean;
	/** A P-Series PBX closes the connection after each answer (api-request-overview), so default false. */
	keepAlive: boolean;
	clientId: string;
	clientSecret: string;
	/** How long an access token lives; half an hour at the vendor. */
	accessTokenSeconds: number;
	/** How long failed sign-ins block the caller, in milliseconds. Default: until an administrator lifts the block. */
	blockMs: number;
	serialNumber: string;
	model: string;
	firmware: string;
	/** IANA name; the PBX's own zone. */
	timeZone: string;
	/** As system/information spells it: `YYYY`, `MM` and `DD` with any separators. */
	dateFormat: string;
	/** As system/information spells it: `hh:mm:ss` is 24 hours, `hh:mm:ss AM` is 12 hours. */
	timeFormat: string;
	extensions: SimulatedExtension[];
	readings: Partial<YeastarReadings>;
	/** Gets a line per request, without secrets. */
	log?: (line: string) => void;
}

export function yeastarDefaultOptions(): YeastarOptions {
	return {
		clock: systemClock,
		port: 0,
		https: false,
		keepAlive: false,
		clientId: 'SimulatedClientId0123456789ABCDE',
		clientSecret: 'SimulatedClientSecret0123456789A',
		accessTokenSeconds,
		blockMs: Infinity,
		serialNumber: '3631A2124SIM',
		model: 'Yeastar P550',
		firmware: '37.23.0.123',
		timeZone: 'Asia/Shanghai',
		dateFormat: 'YYYY/MM/DD',
		timeFormat: 'hh:mm:ss',
		extensions: [...sampleExtensions],
		readings: {},
	};
}
