import { clock } from '../../../nodes/shared/clock';
import { vendorExamples, type YeastarSimulator } from '../simulators';
import {
	byNumber,
	callAt,
	getAnySummary,
	getCall,
	getContext,
	getSummary,
	listExtensions,
	signInElsewhere,
	turnsAfter,
	YeastarSetup,
} from '../support/yeastar';
import { simulatorOptions, type Answers } from './questions';
import type { VirtualClock } from '../virtualTime';

const { file, receptionist, human } = vendorExamples.yeastar.calls;
const moment = '2026-06-01T10:00:00Z';
const silent = callAt('2026-06-01T10:01:00Z', '20260601180100-00000', { callTo: '3202' });
const transferred = callAt('2026-06-01T10:02:00Z', '20260601180200-00000', {
	callType: 'Inbound',
	callFrom: '+4912345',
	callFromName: '',
	callTo: '13202',
	uid: silent.uid,
	summary: '',
	turns: turnsAfter('2026-06-01T10:02:00Z', ['13202', 5, 'Hi'], ['+4912345', 6, 'Hello']),
});
const pending = callAt('2026-06-01T10:03:00Z', '20260601180300-00000', {
	visibleFrom: Infinity,
	turns: turnsAfter('2026-06-01T10:03:00Z', ['3200', 5, 'Not yet']),
});

/** What the node gives, by what it was asked for; a failure by its sentences. */
export type Outcome = Record<string, unknown>;

/** What every operation gives of a PBX with these answers. */
export async function yeastarItems(time: VirtualClock, answers: Answers): Promise<Outcome> {
	await using setup = await start(time, answers);
	return {
		list: await setup.items(),
		exactly: await setup.items({ startTime: moment, endTime: '2026-06-01T10:01:00Z' }),
		filtered: await setup.items({ filters: { callTo: '3202' } }),
		byType: await setup.items({ filters: { callType: 'Inbound' } }),
		noMatch: await setup.items({ endTime: '2026-01-02T00:00:00Z' }),
		contexts: await setup.items(getContext(`${human.legId},${silent.legId},${receptionist.legId}`)),
		found: await setup.items(getContext(human.legId, { options: { searchValue: 'login' } })),
		whole: await setup.items(getCall(`${human.legId},${transferred.legId},${receptionist.legId}`)),
		notYet: await setup.items(getContext(pending.legId)),
		summary: await setup.items(getSummary(human.legId, byNumber('3202'))),
		anySummary: await setup.items(getAnySummary(`${human.legId},${silent.legId},${file.legId}`)),
		noSummary: await setup.items(getSummary(silent.legId, byNumber('3202'))),
		extensions: (await setup.items(listExtensions())).map(({ id, number }) => [Number(id), number]),
		noExtension: await setup.items(listExtensions({ filters: { search: 'zzz' } })),
		calls: (await setup.search('searchCalls', '3202')).results,
		pickedExtensions: await setup.search('searchExtensions', '320'),
	};
}

/** The same, and what happens with others at the PBX, with a named zone, at its failures and when its clock changes. */
export async function yeastarOutcome(time: VirtualClock, answers: Answers): Promise<Outcome> {
	return {
		...(await yeastarItems(time, answers)),
		...(await amongOthers(time, answers)),
		inNamedZone: await inNamedZone(time, answers),
		...(await failures(time, answers)),
		clockChange: await clockChange(time, answers),
	};
}

async function start(time: VirtualClock, answers: Answers, credential = {}): Promise<YeastarSetup> {
	// the zone of the workflow is the guess where neither the PBX nor turns tell the zone
	const timezone = 'Asia/Shanghai';
	const options = { pbx: simulatorOptions(answers), timezone, credential };
	const setup = await YeastarSetup.start(time, options);
	[silent, transferred, pending].forEach((call) => setup.pbx.addCall(call));
	return setup;
}

/** Two workflows at once, and another program that signs in. */
async function amongOthers(time: VirtualClock, answers: Answers): Promise<Outcome> {
	// waits take no time here and a file takes some milliseconds: who asks again and again would meet the other each time
	const once = answers.overload === true && { processingFirst: false, longestRange: 'any' };
	await using setup = await start(time, { ...answers, ...once });
	waitForOthers(setup.pbx);
	const atOnce = await Promise.all([
		setup.items(),
		setup.items({ limit: 2, endTime: '2026-06-01T10:02:30Z' }),
	]);
	await signInElsewhere(setup);
	return { atOnce, afterAnotherSignIn: await setup.items() };
}

/** Where the zone is sure, nothing is asked beside the range: its ends count. */
async function inNamedZone(time: VirtualClock, answers: Answers): Promise<unknown> {
	await using setup = await start(time, answers, { timeZone: 'Asia/Shanghai' });
	const second = '2026-06-01T10:02:00Z';
	return await setup.items({ startTime: second, endTime: second });
}

/** Whoever waits for seconds finds that a task of milliseconds is over: here too, where waiting takes no time. */
function waitForOthers(pbx: YeastarSimulator): void {
	const sleep = clock.sleep.bind(clock);
	clock.sleep = async (ms, signal) => {
		await sleep(ms, signal);
		while (pbx.activeDownloads > 0) await new Promise((resolve) => setImmediate(resolve));
	};
}

/** How the node fails where it must. */
async function failures(time: VirtualClock, answers: Answers): Promise<Outcome> {
	await using wrong = await start(time, answers, { clientSecret: 'a secret of another one' });
	const rejected = [(await wrong.failure()).message, (await wrong.failure()).message];
	await using old = await start(time, answers);
	old.pbx.hasV2 = false;
	await using closed = await start(time, answers);
	closed.pbx.permissions.cdr = false;
	await using slow = await start(time, answers);
	slow.pbx.faults.add({
		kind: 'json',
		match: 'aidownload',
		change: afterHalfAnHour,
		times: Infinity,
	});
	function afterHalfAnHour(answer: unknown): unknown {
		time.advance(31 * 60_000);
		return answer;
	}
	return {
		wrongSecret: [rejected, wrong.requests('get_token').length],
		oldFirmware: (await sentences(old)).includes('firmware'),
		noPermission: (await sentences(closed)).includes('Permissions'),
		expiredLink: (await slow.failure()).message !== '',
	};
}

async function sentences(setup: YeastarSetup): Promise<string> {
	const { message, description } = await setup.failure();
	return `${message} ${description}`;
}

/** The hour that autumn repeats, of a PBX in Berlin: the ids of its calls, none lost and none of outside. */
async function clockChange(time: VirtualClock, answers: Answers): Promise<unknown> {
	const change = Date.parse('2026-10-25T01:00:00Z');
	const before = time.now();
	time.set(change + 20 * 3_600_000);
	const pbx = { ...simulatorOptions(answers), timeZone: 'Europe/Berlin' };
	await using setup = await YeastarSetup.start(time, { pbx, timezone: 'Europe/Berlin' });
	for (let minutes = -180; minutes <= 180; minutes += 15) {
		const at = new Date(change + minutes * 60_000).toISOString();
		setup.pbx.addCall(
			callAt(at, `${at.replace(/\D/g, '').slice(0, 14)}-CCCCC`, {
				turns: turnsAfter(at, ['3200', 5, 'Hi']),
			}),
		);
	}
	const items = await setup.items({
		startTime: new Date(change - 60 * 60_000).toISOString(),
		endTime: new Date(change + 60 * 60_000).toISOString(),
	});
	time.set(before);
	return items.map(({ id, startedAt }) => [id, startedAt]);
}

/** The same without what an answer may change: each part has its answer. */
export function neutralYeastar(outcome: Outcome, answers: Answers): Outcome {
	const drops = {
		// the names that the PBX writes beside the numbers
		...(answers.partyFormat === 'Name<number>' && {
			customerName: null,
			agentName: null,
			speaker: null,
			transcript: null,
		}),
		// whose summary it is comes from the answer alone
		...((answers.summaryParty === 'otherSide' || answers.noSummary === 'blankSummary') && {
			party: null,
		}),
		// what came as HTML is shown as HTML
		...(answers.fileSummary === 'html' && { summaryHtml: null }),
	};
	return JSON.parse(JSON.stringify(outcome), (key, value: unknown) => {
		if (Object.hasOwn(drops, key)) return null;
		return Array.isArray(value) ? value.filter((item) => !isPending(item)) : value;
	}) as Outcome;
}

/** A call that is not transcribed yet is none of the list, or one without a transcript. */
function isPending(item: unknown): boolean {
	const { id, value, startedAt } = (item ?? {}) as Record<string, unknown>;
	return value === pending.legId || (id === pending.legId && startedAt !== null);
}
