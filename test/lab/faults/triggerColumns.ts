import type { INodeExecutionData } from 'n8n-workflow';

import { HOUR, MINUTE } from '../support/triggers';
import { testEvent } from './actionColumns';
import { column, type Base, type Column, type Subject } from './column';
import { addRecentCalls, outcomeOf, texts } from './outcomes';
import type { Site } from './site';

/** A trigger's run, and afterwards polls until everything must have been given. */
function polled(
	{ trigger }: Site,
	run: () => Promise<INodeExecutionData[] | null>,
	resume: (failed: boolean) => Promise<unknown> = async () => await Promise.resolve(),
): Subject {
	let failed = false;
	return {
		run: async () => {
			const outcome = await outcomeOf(
				run().then((items) => {
					trigger.note(items);
					return { items: texts(items) };
				}),
			);
			failed = 'error' in outcome;
			return outcome;
		},
		after: async () => {
			await resume(failed);
			// a record that could not be read is reported by one poll more
			await trigger.poll().catch(() => undefined);
			await trigger.poll();
			// the whole lookback is read again
			await trigger.poll(HOUR);
			return [...trigger.given].sort();
		},
	};
}

/** So much history that the activating poll itself has something to give. */
const WITH_HISTORY = { options: { initialLookbackHours: 1 } };

function activation(base: Base, durable: boolean): Column {
	const prepare: Column['prepare'] = (site) => {
		addRecentCalls(site);
		const { trigger } = site;
		return polled(
			site,
			async () => await trigger.run.activate('activate'),
			async (failed) => failed && trigger.note(await trigger.run.retryActivation()),
		);
	};
	return column(`activation${modeOf(durable)}`, 'activation', base, prepare, {
		durable,
		parameters: WITH_HISTORY,
	});
}

/** Longer than a token lives and information of the PBX is kept: everything is asked for anew. */
const PAUSE_MS = 31 * MINUTE;

async function afterAPause(site: Site): Promise<void> {
	await site.trigger.begin();
	site.addCall(site.clock.now() + MINUTE);
	site.addCall(site.clock.now() + 10 * MINUTE);
	site.clock.advance(PAUSE_MS);
}

function restart(base: Base): Column {
	return column('restart', 'restart', base, async (site) => {
		await afterAPause(site);
		const { run } = site.trigger;
		run.crash();
		return polled(site, async () => await run.activate('init'));
	});
}

function poll(base: Base, durable: boolean): Column {
	const prepare: Column['prepare'] = async (site) => {
		await afterAPause(site);
		return polled(site, async () => await site.trigger.run.poll());
	};
	return column(`poll${modeOf(durable)}`, 'poll', base, prepare, { durable });
}

const modeOf = (durable: boolean) => (durable ? ', durable' : '');

/** A trigger in all that it does. */
export function triggerColumns(base: Base): Column[] {
	return [
		...[false, true].map((durable) => activation(base, durable)),
		restart(base),
		...[false, true].map((durable) => poll(base, durable)),
		testEvent(base),
	];
}
