import { judgeOnce } from '../onceOracle';
import type { TestCall } from '../support/triggerCalls';
import { DAY, HOUR, idsOf, MINUTE, SECOND, Trigger, type Vendor } from '../support/triggers';
import { simulatorOptions, type Answers } from './questions';
import type { VirtualClock } from '../virtualTime';

export interface TriggerCase {
	vendor: Vendor;
	durable: boolean;
	clock: VirtualClock;
	answers: Answers;
}

/** What a trigger did that it must not: one line each. */
export async function triggerDefects(one: TriggerCase): Promise<string[]> {
	return [...(await longStory(one)), ...(await filteredSummaries(one))];
}

/** Some hours before Berlin's clocks go back: what follows goes through the hour that comes twice. */
const BEGIN = Date.parse('2026-10-24T20:00:00Z');

async function start({ vendor, durable, clock, answers }: TriggerCase, parameters = {}) {
	clock.set(BEGIN);
	const simulator = {
		...simulatorOptions(answers),
		...(vendor.name === 'Yeastar' && { timeZone: 'Europe/Berlin' }),
	};
	return await Trigger.start(vendor, clock, { durable, simulator, parameters });
}

/** As n8n does where a person publishes: five tries, because a PBX may take its time over a first file. */
async function publish(trigger: Trigger): Promise<void> {
	const again = async (left: number): Promise<void> => {
		trigger.clock.advance(5 * SECOND);
		const items = await trigger.run.retryActivation().catch((error: Error) => error);
		if (!(items instanceof Error)) return void trigger.note(items);
		if (left === 0) throw items;
		await again(left - 1);
	};
	await trigger.activate().catch(async () => await again(3));
	await trigger.poll();
}

/** Everything that can happen to a trigger in a week, one after the other. */
async function longStory(one: TriggerCase): Promise<string[]> {
	await using trigger = await start(one);
	const { clock, system, run } = trigger;
	const owed: string[] = [];
	const add = (id: string, startedAt: number, more: Partial<TestCall> = {}) => {
		owed.push(id);
		system.add({ id, startedAt, ...more });
	};
	system.add({ id: 'history', startedAt: BEGIN - 6 * HOUR });
	system.add({ id: 'just over', startedAt: BEGIN - 10 * MINUTE });
	add('under way', BEGIN - 30 * MINUTE, { readyAt: BEGIN + 20 * MINUTE });
	await publish(trigger);

	add('new', clock.now());
	const promptly = await trigger.poll(3 * MINUTE);
	const late = promptly.includes('new') ? [] : ['"new" was not given by the next poll'];

	for (let minutes = 0; minutes < 8 * 60; minutes += 25) {
		add(`night ${minutes}`, clock.now() + minutes * MINUTE, {
			readyAt: clock.now() + minutes * MINUTE + (minutes % 3 === 0 ? 4 * HOUR : 2 * MINUTE),
			summaryAt: clock.now() + minutes * MINUTE + 5 * HOUR,
		});
	}
	add('20 hours late', clock.now(), { readyAt: clock.now() + 20 * HOUR });
	await trigger.pollFor(9 * HOUR, 30 * MINUTE);

	add('overlap 1', clock.now());
	add('overlap 2', clock.now() + SECOND);
	clock.advance(5 * MINUTE);
	const first = run.poll();
	if (one.durable) run.abandonPolls();
	for (const items of await Promise.all([first.catch(() => null), run.poll().catch(() => null)])) {
		trigger.given.push(...idsOf(items));
	}
	await trigger.poll();

	for (const [name, downMs] of [
		['short', 2 * HOUR],
		['long', 3 * DAY],
	] as const) {
		const crashed = clock.now();
		add(`${name} downtime, in the poll`, crashed);
		clock.advance(3 * MINUTE);
		const poll = run.poll().catch(() => null);
		run.crash();
		trigger.given.push(...idsOf(await poll));
		for (let i = 1; i < 8; i++) add(`${name} downtime ${i}`, crashed + (i * downMs) / 8);
		clock.advance(downMs);
		await trigger.activate('init');
		await trigger.pollFor(HOUR, 20 * MINUTE);
	}

	add('edited', clock.now());
	clock.advance(2 * MINUTE);
	await trigger.edit({ simplify: false });
	add('after the edit', clock.now());
	await trigger.pollFor(27 * HOUR, 3 * HOUR);
	return [...late, ...differences('', owed, trigger.given)];
}

/** newSummary, and a filter: the call is given when its summary is there, and no other. */
async function filteredSummaries(one: TriggerCase): Promise<string[]> {
	const parameters = { event: 'newSummary', filters: { [one.vendor.filters.from]: '2000' } };
	await using trigger = await start(one, parameters);
	await publish(trigger);
	const startedAt = trigger.clock.now();
	trigger.system.add(
		{ id: 'at once', startedAt, from: '2000' },
		{ id: 'later', startedAt, from: '2000', summaryAt: startedAt + 5 * HOUR },
		{ id: 'never', startedAt, from: '2000', summaryAt: null },
		{ id: 'of another', startedAt, from: '20001' },
	);
	const early = await trigger.pollFor(4 * HOUR, HOUR);
	const later = await trigger.pollFor(24 * HOUR, 4 * HOUR);
	return [
		...differences('newSummary, at first: ', ['at once'], early),
		...differences('newSummary, later: ', ['later'], later),
	];
}

function differences(what: string, owed: readonly string[], given: readonly string[]): string[] {
	const withId = (id: string) => ({ id });
	const { lost, doubled, unowed } = judgeOnce(owed.map(withId), given.map(withId));
	return [
		...lost.map(({ id }) => `${what}"${id}" is lost`),
		...doubled.map(({ call }) => `${what}"${call.id}" came twice`),
		...unowed.map((id) => `${what}"${id}" is not owed`),
	];
}
