import { DAY, HOUR, MINUTE } from '../lab/support/cytracom';
import type { Claim, Comparison, Contestant, Measured, Run } from './comparison';
import type { PhoneSpec } from './phone';
import type { Target } from './statistics';
import { exponents, ratios } from './statistics';

/** On a whole second, as calls begin: else the first one may be before its day. */
const now = Date.now() - (Date.now() % 1000);
const today = now - (now % DAY);
/** Turns of a call of two or three minutes. */
const USUAL_TURNS = 20;
/** What the issue is about: the way to a phone system in the cloud, there and back. */
const LATENCY_MS = 40;
const CALLS_OF_DAY = 5_000;

/** A Cytracom account with calls on whole days, the last one yesterday. */
const cytracomOf = (calls: number, days = 1, more: Partial<PhoneSpec> = {}): PhoneSpec => ({
	vendor: 'cytracom',
	from: today - days * DAY,
	through: today - 1000,
	calls,
	turnsOfCall: USUAL_TURNS,
	latencyMs: 0,
	...more,
});

/** A phone with calls until a moment ago, for a trigger. */
const recent = (
	vendor: PhoneSpec['vendor'],
	calls: number,
	hours: number,
	turnsOfCall = USUAL_TURNS,
): PhoneSpec => ({
	vendor,
	from: now - hours * HOUR,
	through: now - 5 * MINUTE,
	calls,
	turnsOfCall,
	latencyMs: 0,
});

type Figure = 'ms' | 'cpuMs' | 'memory' | 'heap' | 'requests' | 'bytes' | 'mostOpen';

const of = (name: string, figure: Figure) => (measured: Measured) =>
	measured[name]!.map((run: Run) => run[figure]);

/** How many times as long as another contestant one takes. */
const against = (name: string, other: string, target: Target, figure: Figure = 'ms'): Claim => ({
	text: `${name} takes, times ${other}`,
	unit: '×',
	values: (measured) => ratios(of(name, figure)(measured), of(other, figure)(measured)),
	...target,
});

/** How many times as fast as another contestant one is. */
const faster = (name: string, than: string, target: Target): Claim => ({
	text: `${name} is faster than ${than}`,
	unit: '×',
	values: (measured) => ratios(of(than, 'ms')(measured), of(name, 'ms')(measured)),
	...target,
});

const figure = (
	text: string,
	unit: Claim['unit'],
	name: string,
	what: Figure,
	target: Target = {},
): Claim => ({ text, unit, values: of(name, what), ...target });

const LIST = 'List';
const RAW_LIST = 'List without Simplify';
const HTTP = 'HTTP Request and Split Out';
const LOOP = 'Loop Over Items with HTTP Request';
const BARE = 'bare loop';

const day = cytracomOf(CALLS_OF_DAY);
const farDay = cytracomOf(CALLS_OF_DAY, 1, { latencyMs: LATENCY_MS });
const month = cytracomOf(30 * 1_500, 30, { latencyMs: LATENCY_MS });
const legs = { ...recent('yeastar', 100, 24), latencyMs: LATENCY_MS };

/** Some ten minutes: a record has 17.6 kB. */
const LONG_TURNS = 130;
const fileOf = (calls: number) => recent('yeastar', calls, 1.5, LONG_TURNS);
/** Records that make so many megabytes. */
const MB_200 = 11_350;
const MB_1000 = 56_750;
const recordOf = (turns: number) => recent('yeastar', 1, 1, turns);
const MB_30 = 240_000;

const before = (name: string) => `activation before ${name}`;
const poll = (name: string, phone: PhoneSpec, few: Partial<PhoneSpec> = {}): Contestant => ({
	name,
	task: 'ourIdlePoll',
	after: { name: before(name), task: 'ourActivation' },
	phone,
	few,
	gives: 0,
});
const activation = (name: string, phone: PhoneSpec): Contestant => ({
	name: `activation on ${name}`,
	task: 'ourActivation',
	phone,
	isFresh: true,
});

export const comparisons: Comparison[] = [
	{
		name: 'day',
		title: 'One day of 5,000 Cytracom calls, no latency',
		note:
			'A call has 20 turns and takes 1.5 kB; a page has 100 calls. By a profile of List, 31% of the processor time is garbage ' +
			'collection, 28% is HTTP, with a new connection for each page as n8n makes them, 18% is records, and 7% is JSON.',
		contestants: [
			{ name: LIST, task: 'ourList', phone: day, gives: CALLS_OF_DAY },
			{ name: RAW_LIST, task: 'ourRawList', phone: day, gives: CALLS_OF_DAY },
			{ name: HTTP, task: 'httpRequest', phone: day, gives: CALLS_OF_DAY },
			{ name: BARE, task: 'bareLoop', phone: day, gives: CALLS_OF_DAY },
		],
		claims: [
			faster(LIST, HTTP, { atLeast: 1 }),
			against(LIST, BARE, { atMost: 1.3 }),
			against(RAW_LIST, BARE, { atMost: 1.15 }),
		],
	},
	{
		name: 'farDay',
		title: 'The same day at 40 ms',
		contestants: [
			{ name: LIST, task: 'ourList', phone: farDay, gives: CALLS_OF_DAY },
			{ name: BARE, task: 'bareLoop', phone: farDay, gives: CALLS_OF_DAY },
		],
		claims: [
			faster(LIST, BARE, { atLeast: 3 }),
			figure('most requests open', '', LIST, 'mostOpen', { atMost: 8 }),
		],
	},
	{
		name: 'month',
		title: '30 days of 1,500 Cytracom calls each at 40 ms',
		note:
			'The HTTP Request node gets an item for each day. In a loop it asks for one day after the other; without, it asks for all ' +
			'of them at the same moment, whatever the phone system can take. List is bound by the processor here: its records have ' +
			'each of 900,000 turns as an object, and most of the time goes into allocating them and collecting garbage around them.',
		contestants: [
			{ name: LIST, task: 'ourList', phone: month, gives: month.calls },
			{ name: RAW_LIST, task: 'ourRawList', phone: month, gives: month.calls },
			{ name: LOOP, task: 'httpRequestLoop', phone: month, gives: month.calls },
			{ name: HTTP, task: 'httpRequest', phone: month, gives: month.calls },
		],
		claims: [
			faster(LIST, LOOP, { atLeast: 5 }),
			faster(LIST, HTTP, {}),
			faster(RAW_LIST, HTTP, {}),
			figure('most requests open', '', LIST, 'mostOpen', { atMost: 8 }),
		],
	},
	{
		name: 'context',
		title: 'Transcripts of 100 Yeastar legs at 40 ms',
		contestants: [
			{ name: 'Get Context', task: 'ourContext', phone: legs, gives: legs.calls },
			{ name: 'one after the other', task: 'bareContext', phone: legs, gives: legs.calls },
		],
		claims: [
			faster('Get Context', 'one after the other', { atLeast: 5 }),
			figure('most requests open', '', 'Get Context', 'mostOpen', { atMost: 8 }),
		],
	},
	{
		name: 'file',
		title: 'A poll that finds nothing new in a file of aidownload',
		note: 'A record has 130 turns and takes 17.6 kB.',
		contestants: [
			poll('poll of 200 MB', fileOf(MB_200)),
			{
				name: 'read and JSON.parse 200 MB',
				task: 'bareDownload',
				phone: fileOf(MB_200),
				gives: MB_200,
			},
			poll('poll of 1 GB', fileOf(MB_1000)),
		],
		claims: [
			faster('poll of 200 MB', 'read and JSON.parse 200 MB', { atLeast: 2 }),
			figure('memory grows at 200 MB', 'MB', 'poll of 200 MB', 'memory', { atMost: 64 }),
			figure('memory grows at 1 GB', 'MB', 'poll of 1 GB', 'memory', { atMost: 64 }),
		],
	},
	{
		name: 'activation',
		title: 'The first poll over the same files, in a process of its own',
		contestants: [activation('200 MB', fileOf(MB_200)), activation('1 GB', fileOf(MB_1000))],
		claims: [
			figure('memory grows at 200 MB', 'MB', 'activation on 200 MB', 'memory', { atMost: 64 }),
			figure('memory grows at 1 GB', 'MB', 'activation on 1 GB', 'memory', { atMost: 64 }),
		],
	},
	{
		name: 'record',
		title: 'A file of one long record',
		note: 'Twice the record, twice the time: its target leaves a fifth to chance.',
		contestants: [
			poll('poll of 30 MB', recordOf(MB_30), { turnsOfCall: USUAL_TURNS }),
			poll('poll of 60 MB', recordOf(2 * MB_30), { turnsOfCall: USUAL_TURNS }),
		],
		claims: [against('poll of 60 MB', 'poll of 30 MB', { atMost: 2.4 }, 'cpuMs')],
	},
	...(['cytracom', 'yeastar'] as const).map((vendor): Comparison => {
		const sizes = [500, 5_000, 50_000];
		const nameOf = (calls: number) => `poll at ${calls.toLocaleString('en')} calls a day`;
		const dayOf = (calls: number) => `a whole day of ${calls.toLocaleString('en')} calls`;
		const task = vendor === 'cytracom' ? 'bareLoop' : 'bareDownload';
		return {
			name: `idle-${vendor}`,
			title: `An idle poll, ${vendor === 'cytracom' ? 'Cytracom' : 'Yeastar'}`,
			note: 'An idle poll reads the last two hours, a twelfth of a day.',
			contestants: sizes.flatMap((calls) => {
				const phone = recent(vendor, calls, 24);
				return [poll(nameOf(calls), phone), { name: dayOf(calls), task, phone, gives: calls }];
			}),
			claims: sizes.map((calls) => ({
				...against(nameOf(calls), dayOf(calls), { atMost: 1.1 * (2 / 24) }, 'bytes'),
				text: `bytes of a ${nameOf(calls)}, times those of the day`,
			})),
		};
	}),
	{
		name: 'load',
		title: 'Loading all nodes of the built package',
		note: 'In a process that has loaded n8n-workflow and nothing else. Processor time is what a busy machine does not change.',
		contestants: [
			{ name: 'require', task: 'ourLoading', phone: recent('cytracom', 1, 1), isFresh: true },
		],
		claims: [figure('processor time', 'ms', 'require', 'cpuMs', { atMost: 25 })],
	},
	...growth('calls', 'ourList', (times) => cytracomOf(100 * times)),
	...growth('turns', 'ourList', (times) => cytracomOf(20, 1, { turnsOfCall: 50 * times })),
	...growth('windows', 'ourList', (times) => cytracomOf(10 * times, Math.ceil(0.89 * times))),
	...growth('legs', 'ourContext', (times) => recent('yeastar', 10 * times, 24)),
];

/** The same with 1, 10 and 100 times as much of something: nothing grows faster than the work. */
function growth(
	what: string,
	task: Contestant['task'],
	phoneOf: (times: number) => PhoneSpec,
): Comparison[] {
	const nameOf = (times: number) => `${times} times the ${what}`;
	const contestants = [1, 10, 100].map((times): Contestant => {
		const phone = phoneOf(times);
		return { name: nameOf(times), task, phone, gives: phone.calls };
	});
	const values = (measured: Measured) =>
		exponents(of(nameOf(100), 'cpuMs')(measured), 10, of(nameOf(10), 'cpuMs')(measured));
	const claim = { text: `from ${nameOf(10)} to 100 times`, unit: '' as const, values };
	return [
		{
			name: `growth-${what}`,
			title: `Time against the number of ${what}`,
			contestants,
			claims: [{ ...claim, atMost: 1.1 }],
		},
	];
}
