import type { CytracomReadings, CytracomSimulator } from '../../lab/simulators';
import {
	between,
	callAt,
	CytracomSetup,
	DAY,
	HOUR,
	MINUTE,
	SECOND,
} from '../../lab/support/cytracom';
import { cytracom, Trigger } from '../../lab/support/triggers';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const now = () => clock.now();

const headers: [string, () => string | undefined][] = [
	["a proxy's own Date", () => new Date(now()).toUTCString()],
	['no Date', () => undefined],
];
const ours = headers.flatMap(([what, dateHeader]) =>
	[40 * SECOND, MINUTE, 5 * MINUTE, 10 * MINUTE].map((behind) => ({ what, dateHeader, behind })),
);
const refused = ({ requests }: Pick<CytracomSimulator, 'requests'>) =>
	requests.filter(({ errorCode }) => errorCode === 'to_date_in_future');

/** An account whose clock is behind ours, which no header tells. */
async function start(behind: number, dateHeader = headers[0]![1], readings = {}) {
	const theirs = { now: () => now() - behind };
	const setup = await CytracomSetup.start(clock, { api: { clock: theirs, readings } });
	setup.api.dateHeader = dateHeader;
	return setup;
}

describe.each(ours)('List, with $what, and a clock $behind ms behind', ({ dateHeader, behind }) => {
	test.each([
		['the last day', DAY, 'start_time'],
		['the last day, dates go by creation', DAY, 'created_at'],
		['the last hour', HOUR, 'start_time'],
		['three days and some', 3.3 * DAY, 'start_time'],
	] as [string, number, CytracomReadings['dateFilter']][])(
		'gives every call of %s that Cytracom may tell about',
		async (_, length, dateFilter) => {
			await using setup = await start(behind, dateHeader, { dateFilter });
			const newest = now() - behind - 3 * MINUTE;
			const calls = Array.from({ length: 40 }, (_none, at) =>
				callAt(newest - Math.floor((at * (length - 30 * MINUTE)) / 40)),
			);
			calls.forEach((call) => setup.api.addCall(call));

			const ids = await setup.ids({ ...between(now() - length, now()), returnAll: true });

			expect(ids).toEqual(calls.map(({ linkedId }) => linkedId));
			expect(refused(setup.api).length).toBeGreaterThan(0);
			expect(refused(setup.api).length).toBeLessThanOrEqual(20);
		},
	);
});

test('a range that is all in its future is no call and no error', async () => {
	await using setup = await start(5 * MINUTE);

	expect(await setup.items(between(now() - 2 * MINUTE, now()))).toEqual([]);
});

test('a clock that is days behind is told, after some tries', async () => {
	await using setup = await start(2 * DAY);

	const error = await setup.failure();

	expect(error.description).toContain('to_date_in_future');
	expect(setup.api.requests.length).toBeLessThanOrEqual(20);
});

describe.each(ours)(
	'trigger, with $what, and a clock $behind ms behind',
	({ dateHeader, behind }) => {
		test('every call is given once, and no poll fails', async () => {
			const theirs = { now: () => now() - behind };
			await using trigger = await Trigger.start(cytracom, clock, { clock: theirs });
			Object.assign(trigger.system, { dateHeader });
			await trigger.begin();
			const ids: string[] = [];
			for (let at = now() + MINUTE; at < now() + 3 * HOUR; at += 7 * MINUTE) {
				const id = `call ${new Date(at).toISOString()}`;
				const late = ids.length % 3 === 0 ? 2 * HOUR : MINUTE;
				trigger.system.add({ id, startedAt: at - behind, readyAt: at - behind + late });
				ids.push(id);
			}

			await trigger.pollFor(4 * HOUR, 5 * MINUTE);
			await trigger.pollFor(24 * HOUR, 6 * HOUR);

			expect([...trigger.given].sort()).toEqual(ids);
		});
	},
);
