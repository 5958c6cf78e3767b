import type { TriggerOptions } from '../support/triggers';
import { away, final, misconfigured } from './meaning';
import { failNames } from './names';
import type { Row } from './rows';
import type { Site } from './site';

/** A fault below HTTP: no request arrives. */
export interface ConnectionFault {
	kind: 'connection';
	options?: TriggerOptions;
	strike(site: Site): Promise<void> | void;
	/** Also before anything goes wrong. */
	lift(site: Site): Promise<void> | void;
}

function changeAddress({ trigger }: Site, change: (url: string) => string): void {
	const { baseUrl } = trigger.engine.store.read(trigger.credential.id);
	trigger.changeCredential({ baseUrl: change(baseUrl as string) });
}

/** The name servers do not answer as they should. */
const named = (code: 'ENOTFOUND' | 'EAI_AGAIN'): ConnectionFault => ({
	kind: 'connection',
	strike: () => failNames(code),
	lift: () => failNames(undefined),
});

/** The phone system is turned off: nothing listens at its address. */
const switchedOff: ConnectionFault = {
	kind: 'connection',
	strike: async ({ simulator }) => await simulator.close(),
	lift: async ({ simulator }) => await simulator.listen(),
};

/** A certificate that nobody signed, until the administrator has n8n trust it. */
const selfSigned: ConnectionFault = {
	kind: 'connection',
	options: { simulator: { https: true } },
	strike: () => trustAll(false),
	lift: () => trustAll(true),
};

/** An address with `https` where only `http` is spoken, until somebody corrects it. */
const noHttps: ConnectionFault = {
	kind: 'connection',
	strike: (site) => changeAddress(site, (url) => url.replace('http:', 'https:')),
	lift: (site) => changeAddress(site, (url) => url.replace('https:', 'http:')),
};

/** Node reads this for each connection. */
function trustAll(trusted: boolean): void {
	if (trusted) process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
	else delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
}

/** Leaves nothing behind for the next cell. */
export function restoreConnections(): void {
	failNames(undefined);
	trustAll(false);
}

const atConnection = { at: (place: string) => place === 'connection' };

export const connectionRows: Row[] = [
	{
		...atConnection,
		name: 'connection refused',
		effect: () => switchedOff,
		meaning: away,
		says: /refused the connection/,
	},
	{
		...atConnection,
		name: 'name server away',
		effect: () => named('EAI_AGAIN'),
		meaning: away,
		says: /could not be looked up/,
	},
	{
		...atConnection,
		name: 'unknown name',
		lasting: ['lasting'],
		effect: () => named('ENOTFOUND'),
		meaning: final('temporarily-unavailable'),
		says: /could not be found/,
	},
	{
		...atConnection,
		name: 'self-signed certificate',
		lasting: ['lasting'],
		effect: () => selfSigned,
		meaning: misconfigured,
		says: /is not trusted/,
	},
	{
		...atConnection,
		name: 'no HTTPS',
		lasting: ['lasting'],
		effect: () => noHttps,
		meaning: misconfigured,
		says: /does not use HTTPS/,
	},
];
