import dns from 'node:dns';

/** Every phone system has a name of its own, so that what the nodes keep of one is never taken for another's. */
const DOMAIN = '.phones.example.net';
const ADDRESS = '127.0.0.1';

type Lookup = (hostname: string, ...rest: unknown[]) => void;

let count = 0;
let failure: 'ENOTFOUND' | 'EAI_AGAIN' | undefined;
let isKnown = false;

/** The same URL with a new name in place of the address. */
export function withName(url: string): string {
	knowNames();
	count += 1;
	return url.replace(ADDRESS, `pbx-${count}${DOMAIN}`);
}

/** Lets the system's resolver fail on these names as it does when it does not know them, or no name server answers. */
export function failNames(code: typeof failure): void {
	failure = code;
}

/** Adds the names to those that the system knows. */
function knowNames(): void {
	if (isKnown) return;
	isKnown = true;
	const real = dns.lookup as unknown as Lookup;
	const lookup: Lookup = (hostname, ...rest) => {
		if (!hostname.endsWith(DOMAIN)) return real(hostname, ...rest);
		const callback = rest.at(-1) as (...result: unknown[]) => void;
		const code = failure;
		const error = new Error(`getaddrinfo ${code} ${hostname}`);
		const { all } = rest[0] as { all?: boolean };
		setImmediate(() => {
			if (code) callback(Object.assign(error, { code, syscall: 'getaddrinfo', hostname }));
			else if (all) callback(null, [{ address: ADDRESS, family: 4 }]);
			else callback(null, ADDRESS, 4);
		});
	};
	dns.lookup = lookup as unknown as typeof dns.lookup;
}
