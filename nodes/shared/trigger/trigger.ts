import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { clock } from '../clock';
import { ServiceError, TooSlowError, toNodeError } from '../requests/errors';
import type { Found, FoundCall } from '../found';
import type { TimeRange } from '../timeRange';
import type { Criteria } from '../record/criteria';
import { newestFitting, windowsBack } from '../polling/newest';
import { runPoll } from '../polling/poll';
import type { Settings } from '../polling/settings';
import type { Report } from '../polling/state';
import type { PollStart } from './pollStart';
import { activationFailed, readPollStart, triggerKeyOf } from './pollStart';
import { PollTurn } from './pollTurn';

/** What a trigger needs to know of its vendor. */
export interface TriggerVendor {
	/** The filters of the node in the words of the engine. */
	criteriaOf(filters: IDataObject): Omit<Criteria, 'event'>;
	/** The most that `initialLookbackHours` may be. */
	maxInitialLookbackHours: number;
	/** @throws ServiceError */
	open(context: IPollFunctions, options: IDataObject, deadline: number): Promise<CallSource>;
}

/** A phone system, ready to be read. */
export interface CallSource {
	/** Whose calls these are; see Settings. */
	owner: string;
	mayHaveBeen?: (former: string) => boolean;
	/** How long it keeps calls, in milliseconds. */
	retentionMs: number;
	/** Every call of a window, and perhaps some beside it. @throws ServiceError */
	read(range: TimeRange): AsyncIterable<Found>;
	/** Calls to hand over in one poll at most; the engine's own bound if not given. */
	maxCalls?: number;
	/** Adds what takes requests of its own. Never throws. */
	enrich?: (calls: FoundCall[]) => Promise<FoundCall[]>;
}

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** How far back *Fetch Test Event* looks. */
const TEST_DAYS = 7;
/** A window shorter than this is not cut further, however slow the phone system is. */
const MIN_WINDOW_MS = HOUR_MS;

/** Reports that this process has thrown, and the longest window that this trigger's phone system is quick enough for. */
const thrown = new Map<string, Map<string, number>>();
const windowMs = new Map<string, number>();

/**
 * One poll of a trigger, or *Fetch Test Event*: reads the parameters, lets the engine work, hands over.
 *
 * @throws NodeApiError or NodeOperationError, but not while an error would end the trigger for good
 */
export async function pollCalls(
	this: IPollFunctions,
	vendor: TriggerVendor,
): Promise<INodeExecutionData[][] | null> {
	const isTest = this.getMode() === 'manual';
	const start = isTest ? undefined : readPollStart(this);
	try {
		const calls = start ? await newCalls(this, vendor, start) : [await newestCall(this, vendor)];
		if (calls.length === 0) return null;
		const simplify = this.getNodeParameter('simplify', true) as boolean;
		return [calls.map(({ record, raw }) => ({ json: (simplify ? record : raw) as IDataObject }))];
	} catch (error) {
		// the poll after this one meets the same fault and reports it
		if (start?.isQuiet) return null;
		if (start?.activates) activationFailed(this);
		throw toNodeError(this.getNode(), error);
	}
}

async function newCalls(
	context: IPollFunctions,
	vendor: TriggerVendor,
	{ activates, isSwitchedOn, isQuiet, deadline, hardStop }: PollStart,
): Promise<FoundCall[]> {
	const key = triggerKeyOf(context);
	const { settings, options } = readSettings(context, vendor);
	const state = () => context.getWorkflowStaticData('node');
	const turn = new PollTurn(key);
	if (!activates && turn.isTooEarly(state().calls)) return [];
	const source = await vendor.open(context, options, hardStop);
	const maxWindowMs = windowMs.get(key) ?? DAY_MS - 1000;
	let isOvertaken = false;
	const { calls, fault, report } = await runPoll<FoundCall>({
		settings: { ...settings, ...source, maxWindowMs },
		start: isSwitchedOn ? 'activate' : 'continue',
		source: { read: ({ from, to }) => source.read({ from, through: to }) },
		now: () => clock.now(),
		deadline,
		readState: () => state().calls,
		writeState: (calls) => {
			isOvertaken = turn.isOvertaken(state().calls);
			if (isOvertaken) return;
			state().calls = calls;
			turn.wrote(calls);
		},
		thrown: thrownBy(key),
		isQuiet,
		endsPoll: (error) => error instanceof ServiceError && !error.isPassing,
		enrich: source.enrich,
		maxCalls: source.maxCalls,
	});
	if (isOvertaken) return [];
	if (report) throw unreadableRecords(context, report);
	if (!fault) return calls;
	if (fault.error instanceof TooSlowError)
		windowMs.set(key, Math.max(MIN_WINDOW_MS, maxWindowMs / 4));
	throw fault.error;
}

function thrownBy(key: string): Map<string, number> {
	const known = thrown.get(key) ?? new Map<string, number>();
	thrown.set(key, known);
	return known;
}

/** The newest call that the trigger would give, whatever it has given already. */
async function newestCall(context: IPollFunctions, vendor: TriggerVendor): Promise<FoundCall> {
	const { settings, options } = readSettings(context, vendor);
	const { criteria } = settings;
	const source = await vendor.open(context, options, Infinity);
	for (const { from, to } of windowsBack(clock.now(), TEST_DAYS * DAY_MS, DAY_MS - 1000)) {
		let newest: FoundCall | undefined;
		for await (const found of source.read({ from, through: to })) {
			newest = newestFitting<FoundCall>(newest, found, criteria);
		}
		if (newest) return (await source.enrich?.([newest]))?.[0] ?? newest;
	}
	const wanted = criteria.event === 'newSummary' ? 'summary' : 'transcript';
	throw new NodeOperationError(
		context.getNode(),
		`No call of the last ${TEST_DAYS} days fits that has a ${wanted}.`,
		{
			description: `Make a test call, wait a few minutes until the phone system shows its ${wanted}, and fetch again. If there are such calls, remove the filters of this node one by one.`,
		},
	);
}

/** @throws NodeOperationError when a number is outside its range */
function readSettings(context: IPollFunctions, vendor: TriggerVendor) {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const filters = context.getNodeParameter('filters', {}) as IDataObject;
	const event = context.getNodeParameter('event') as Criteria['event'];
	const hours = (name: string, label: string, usual: number, least: number, most: number) => {
		const value = options[name] ?? usual;
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		if (typeof number === 'number' && number >= least && number <= most) return number * HOUR_MS;
		throw new NodeOperationError(
			context.getNode(),
			`${label} must be a number from ${least} to ${most}.`,
			{
				description: `Correct ${label} under Options, or remove it to use ${usual}.`,
			},
		);
	};
	const settings: Pick<Settings, 'criteria' | 'lookbackMs' | 'initialLookbackMs'> = {
		criteria: { event, ...vendor.criteriaOf(filters) },
		lookbackMs: hours('lookbackHours', 'Lookback Hours', 24, 1, 168),
		initialLookbackMs: hours(
			'initialLookbackHours',
			'Initial Lookback Hours',
			0,
			0,
			vendor.maxInitialLookbackHours,
		),
	};
	return { settings, options };
}

function unreadableRecords(
	context: IPollFunctions,
	{ count, examples }: Report,
): NodeOperationError {
	const reasons = examples.map(({ reason }) => reason).join('; ');
	const message = count === 1 ? 'A call could not be read.' : `${count} calls could not be read.`;
	return new NodeOperationError(context.getNode(), message, {
		description: `The phone system sent them in a form that this node does not know: ${reasons}. All other calls are handed over as usual. Report this sentence to the makers of the node.`,
	});
}
