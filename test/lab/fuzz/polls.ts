import { TriggerRun } from '../engine';
import { Defect } from './judge';
import type { Check } from './recordShape';
import { anyObject } from './recordShape';
import type { Scene } from './scene';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const POLLS = 12;

let count = 0;

function triggerOf(scene: Scene, type: string): TriggerRun {
	const { simplify, durable } = scene.settings;
	const options = { initialLookbackHours: 72 };
	return new TriggerRun(scene.n8n.engine, {
		...scene.node(type, { simplify, options }),
		// what the node remembers by its id must not be another's
		name: `Trigger ${++count}`,
		durable,
	});
}

/**
 * A trigger that is switched on and polled, while calls come and answers are changed. Afterwards the answers are right
 * again, and then the trigger must give new calls: a bad answer spoils nothing that comes after it.
 */
export async function playPolls(scene: Scene, type: string, record: Check): Promise<void> {
	const { clock, system, judge, settings } = scene;
	const check = settings.simplify ? record : anyObject;
	const trigger = triggerOf(scene, type);
	const given: unknown[] = [];
	const look = async (poll: ReturnType<TriggerRun['poll']>) => {
		try {
			const items = await poll;
			if (items) judge.items(items, check);
			else judge.count('poll without news');
			for (const { json } of items ?? []) given.push(json.id ?? json.leg_id ?? json.linked_id);
			return true;
		} catch (error) {
			if (error instanceof Defect) throw error;
			judge.failure(error);
			return false;
		}
	};
	let isActive = false;
	for (let poll = 0; poll < POLLS; poll++) {
		if (isActive) await look(trigger.poll());
		else isActive = await look(trigger.activate('activate'));
		// what the PBX tells of itself is kept for ten minutes
		clock.advance(poll % 3 === 2 ? HOUR : 11 * MINUTE);
		system.addCall();
		clock.advance(MINUTE);
	}
	scene.answers.end();
	await scene.test();
	if (!isActive) await trigger.activate('activate');
	clock.advance(11 * MINUTE);
	const id = system.addCall();
	for (let poll = 0; poll < 8 && !given.includes(id); poll++) {
		clock.advance(5 * MINUTE);
		await look(trigger.poll());
	}
	if (!given.includes(id))
		throw new Defect('The trigger does not recover: a new call is not given');
}

/** *Fetch Test Event*, again and again. */
export async function playTestEvent(scene: Scene, type: string, record: Check): Promise<void> {
	const { judge, settings, n8n } = scene;
	const check = settings.simplify ? record : anyObject;
	const trigger = triggerOf(scene, type);
	for (let time = 0; time < 6; time++) {
		n8n.thrown.length = 0;
		const { items, error } = await trigger.testEvent();
		if (error) judge.failure(n8n.thrown[0]);
		else judge.items(items, check);
		scene.clock.advance(11 * MINUTE);
	}
}
