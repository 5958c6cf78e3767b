import type { Fault } from '../../lab/simulators';
import type { Vendor } from '../../lab/support/triggers';
import {
	cytracom,
	DAY,
	HOUR,
	MINUTE,
	SECOND,
	Trigger,
	vendors,
	vendorsInBothModes,
	yeastar,
} from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock({ patienceMs: 150 });

const away = { cause: 'temporarily-unavailable' };

const faults: [what: string, vendors: Vendor[], fault: Fault, failure: object][] = [
	[
		'429 with Retry-After',
		vendors,
		http(429, '600'),
		{ cause: 'rate-limited', retryAfterMs: 600_000 },
	],
	['429 without', vendors, { kind: 'http', status: 429 }, { cause: 'rate-limited' }],
	['503 with Retry-After', vendors, http(503, '900'), { ...away, retryAfterMs: 900_000 }],
	['502', vendors, { kind: 'http', status: 502 }, away],
	['a reset', vendors, { kind: 'reset' }, away],
	['silence', vendors, { kind: 'hang' }, away],
	['a body that stalls', vendors, { kind: 'stall', bytes: 20 }, away],
	['an answer that is cut off', vendors, { kind: 'cutJson' }, away],
	[
		'a page for people',
		vendors,
		{ kind: 'body', body: '<html>' },
		{ cause: 'configuration-invalid' },
	],
	['60002', [yeastar], code(60002), { cause: 'quota-exhausted', retryAfterMs: 30 * MINUTE }],
	['70004', [yeastar], code(70004), { cause: 'configuration-invalid' }],
	['70082', [yeastar], code(70082), away],
	['70123', [yeastar], code(70123), { cause: 'configuration-invalid' }],
	['403', [cytracom], { kind: 'errorCode', status: 403 }, { cause: 'credential-invalid' }],
	['500', [cytracom], { kind: 'errorCode', status: 500 }, away],
];

function http(status: number, seconds: string): Fault {
	return { kind: 'http', status, headers: { 'Retry-After': seconds } };
}
function code(errcode: number): Fault {
	return { kind: 'errcode', errcode };
}

const cases = faults.flatMap(([what, vendors, fault, failure]) =>
	vendors.flatMap((vendor) =>
		[false, true].map((durable) => ({ name: vendor.name, vendor, durable, what, fault, failure })),
	),
);

test.each(cases)(
	'[P15] $name (durable: $durable): given $what, then the poll reports it in n8n’s words, and the one after the fault goes on',
	async ({ vendor, durable, fault, failure }) => {
		await using trigger = await Trigger.start(vendor, clock, { durable });
		await trigger.begin();
		trigger.system.add({ id: 'a', startedAt: clock.now() });
		trigger.system.faults.add({ ...fault, match: vendor.reading, times: Infinity });

		const errors = [await trigger.failure(), await trigger.failure()];
		trigger.system.faults.clear();
		await trigger.poll();
		await trigger.pollFor(2 * HOUR, HOUR);

		for (const error of errors) {
			expect(error.name).toBe('NodeApiError');
			expect(error.failure).toEqual(failure);
			expect(error.message).toMatch(/\.$/);
			expect(error.description).toMatch(/\w+/);
		}
		expect(trigger.given).toEqual(['a']);
	},
);

describe.each(vendorsInBothModes)('$name, $mode: a fault in the middle', ({ vendor, durable }) => {
	/** Five days of downtime: several windows, with a call every three hours. */
	const afterDowntime = async () => {
		const trigger = await Trigger.start(vendor, clock, { durable });
		await trigger.begin();
		trigger.system.add({ id: 'a first', startedAt: clock.now() });
		await trigger.poll(2 * MINUTE);
		trigger.run.crash();
		const began = clock.now();
		const calls = Array.from({ length: 40 }, (_, i) => ({
			id: `call ${String(i).padStart(2, '0')}`,
			startedAt: began + (i + 1) * 3 * HOUR,
		}));
		trigger.system.add(...calls);
		clock.advance(5 * DAY + 2 * HOUR);
		return { trigger, all: ['a first', ...calls.map(({ id }) => id)] };
	};

	test.each<[string, Fault]>([
		['reset', { kind: 'reset' }],
		['429 with a long wait', http(429, '300')],
		['cut off', { kind: 'cutJson' }],
	])(
		'[P15] given a %s after some windows, then what was read is given, and the rest later, all once',
		async (_, fault) => {
			const { trigger, all } = await afterDowntime();
			await using _system = trigger;
			const { faults } = trigger.system;
			faults.add({ ...fault, match: vendor.reading, skip: 4, times: Infinity });

			const first = [...(await trigger.activate('init')), ...(durable ? await trigger.poll() : [])];
			const later = await trigger.poll().catch(() => []);
			faults.clear();
			await trigger.poll();
			await trigger.pollFor(26 * HOUR, 6 * HOUR);

			expect(first.length).toBeGreaterThan(5);
			expect(first.length + later.length).toBeLessThan(all.length);
			expect([...trigger.given].sort()).toEqual(all);
		},
	);
});

test.each(vendors)(
	'$name: given an hour of faults, then no poll takes longer than n8n gives',
	async (vendor) => {
		await using trigger = await Trigger.start(vendor, clock, { durable: true });
		await trigger.begin();
		trigger.system.faults.add({
			kind: 'http',
			status: 503,
			headers: { 'Retry-After': '20' },
			times: Infinity,
		});
		for (let i = 0; i < 5; i++) {
			const before = clock.now();
			await trigger.failure(0);
			expect(clock.now() - before).toBeLessThan(36 * SECOND);
		}
	},
);
