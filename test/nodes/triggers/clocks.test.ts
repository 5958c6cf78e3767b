import {
	HOUR,
	MINUTE,
	Trigger,
	vendors,
	vendorsInBothModes,
	yeastar,
} from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

/** A call every so often around a moment, with turns, whose transcripts come in time or hours late. */
function addCalls(trigger: Trigger, from: number, to: number, everyMs: number): string[] {
	const ids: string[] = [];
	for (let at = from; at < to; at += everyMs) {
		const id = `call ${new Date(at).toISOString()}`;
		const late = ids.length % 3 === 0 ? 5 * HOUR : MINUTE;
		trigger.system.add({ id, startedAt: at, readyAt: at + late });
		ids.push(id);
	}
	return ids;
}

describe.each(vendorsInBothModes)('$name, $mode: clocks that differ', ({ vendor, durable }) => {
	test.each([-5, 5])(
		'given a vendor whose clock is %i minutes off, then every call is given once',
		async (minutes) => {
			const theirs = { now: () => clock.now() + minutes * MINUTE };
			await using trigger = await Trigger.start(vendor, clock, { durable, clock: theirs });
			// a PBX zone is worked out from its clock: that it is off must not hurt
			await trigger.begin();
			const ids = addCalls(trigger, theirs.now() + MINUTE, theirs.now() + 3 * HOUR, 17 * MINUTE);
			await trigger.pollFor(4 * HOUR, 20 * MINUTE);
			await trigger.pollFor(26 * HOUR, 6 * HOUR);

			expect([...trigger.given].sort()).toEqual(ids);
		},
	);
});

const changes = [
	['in spring in Berlin', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
	['in autumn in Berlin', 'Europe/Berlin', '2026-10-25T01:00:00Z'],
	['in spring in New York', 'America/New_York', '2026-03-08T07:00:00Z'],
	['in autumn in New York', 'America/New_York', '2026-11-01T06:00:00Z'],
	['of half an hour on Lord Howe', 'Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
] as const;
const wallClocks = ['naive', 'first', 'second'] as const;
const changeCases = changes.flatMap(([when, timeZone, at]) =>
	wallClocks.flatMap((wallClock) =>
		(wallClock === 'naive' ? ['', timeZone] : ['']).map((named) => ({
			when,
			timeZone,
			at,
			wallClock,
			named,
		})),
	),
);

test.each(changeCases)(
	'Yeastar: given the clock change $when (range ends: $wallClock; zone in the credential: "$named"), then every call is given once',
	async ({ timeZone, at, wallClock, named }) => {
		const change = Date.parse(at);
		clock.set(change - 4 * HOUR);
		await using trigger = await Trigger.start(yeastar, clock, {
			simulator: { timeZone, readings: { wallClock } },
			credential: { timeZone: named },
			timezone: 'Asia/Tokyo',
		});
		await trigger.begin();
		const ids = addCalls(trigger, change - 3.5 * HOUR, change + 3 * HOUR, 11 * MINUTE);
		await trigger.pollFor(8 * HOUR, HOUR);
		await trigger.pollFor(24 * HOUR, 8 * HOUR);

		expect([...trigger.given].sort()).toEqual(ids);
	},
);

test.each(vendors)(
	'$name: given a workflow in a zone far away, then it does not matter',
	async (vendor) => {
		await using trigger = await Trigger.start(vendor, clock, {
			simulator: { timeZone: 'Pacific/Kiritimati' },
			timezone: 'Pacific/Pago_Pago',
		});
		await trigger.begin();
		const ids = addCalls(trigger, clock.now(), clock.now() + 2 * HOUR, 20 * MINUTE);
		await trigger.pollFor(8 * HOUR, HOUR);

		expect([...trigger.given].sort()).toEqual(ids);
	},
);
