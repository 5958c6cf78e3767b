import { YeastarTrigger } from '../../../nodes/Yeastar/YeastarTrigger.node';
import { TriggerRun } from '../../lab/engine';
import { vendorExamples, yeastarReadingValues } from '../../lab/simulators';
import { MINUTE, yeastar } from '../../lab/support/triggers';
import {
	byNumber,
	getContext,
	getSummary,
	listExtensions,
	YeastarSetup,
} from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const { file, human } = vendorExamples.yeastar.calls;
const LIFETIME = 30 * MINUTE;

/** Everything that people have of a credential at once: executions of each operation, a trigger, both pickers. */
async function everything(setup: YeastarSetup): Promise<(() => Promise<unknown>)[]> {
	const nodeTypes = { ...setup.engine.nodeTypes, [yeastar.type]: YeastarTrigger };
	const trigger = new TriggerRun(
		{ ...setup.engine, nodeTypes },
		{ type: yeastar.type, credentials: { yeastarApi: setup.credential } },
	);
	await trigger.activate('activate');
	return [
		async () => await setup.items(),
		async () => await trigger.poll(),
		async () => await setup.search('searchCalls'),
		async () => await setup.items(getContext(file.legId)),
		async () => await setup.items(getSummary(human.legId, byNumber('3202'))),
		async () => await setup.search('searchExtensions'),
		async () => await setup.items(listExtensions()),
		async () => await setup.items({ resource: 'system', operation: 'getHealth' }),
	];
}

const signIns = (setup: YeastarSetup) => setup.requests('get_token');

describe.each(yeastarReadingValues.newTokenCancelsOlder)(
	'a new token cancels the older ones: %s',
	(newTokenCancelsOlder) => {
		const start = async () =>
			await YeastarSetup.start(clock, { pbx: { readings: { newTokenCancelsOlder } } });

		test('1,000 executions, polls and pickers: one sign-in for each lifetime of a token', async () => {
			await using setup = await start();
			const began = clock.now();
			const work = await everything(setup);
			const EVERY = 5 * MINUTE;
			const AT_ONCE = 4;

			for (let count = 0; count < 1_000; count += AT_ONCE) {
				// each moment another four of the eight
				const some = Array.from({ length: AT_ONCE }, (_, i) => work[(count + i) % work.length]!);
				await Promise.all(some.map(async (one) => await one()));
				expect(setup.pbx.liveTokens()).toHaveLength(1);
				clock.advance(EVERY);
			}

			const took = (1_000 / AT_ONCE) * EVERY;
			expect(clock.now() - began).toBe(took);
			expect(signIns(setup)).toHaveLength(Math.ceil(took / LIFETIME));
			expect(setup.pbx.requests.filter(({ errcode }) => errcode === 10004)).toEqual([]);
		}, 120_000);

		test.each([
			['has ended', () => clock.advance(LIFETIME + MINUTE)],
			['is about to end', () => clock.advance(LIFETIME - MINUTE / 2)],
			['is no longer known', ({ pbx }: YeastarSetup) => pbx.revokeAllTokens()],
		])('50 at the same time whose token %s: one sign-in', async (_, end) => {
			await using setup = await start();
			const work = await everything(setup);
			for (const one of work) await one();
			expect(signIns(setup)).toHaveLength(1);
			end(setup);

			const fifty = Array.from({ length: 50 }, (_, i) => work[i % work.length]!);
			await Promise.all(fifty.map(async (one) => await one()));

			expect(signIns(setup)).toHaveLength(2);
			expect(setup.pbx.liveTokens()).toHaveLength(1);
		});
	},
);
