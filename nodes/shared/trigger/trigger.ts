import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { clock } from '../clock';
import { ServiceError, TooSlowError, toNodeError } from '../requests/errors';
import type { Found, FoundCall } from '../found';
import { isOn } from '../operations/parameters';
import type { Form } from '../operations/recordOptions';
import { formOf, outputOf } from '../operations/recordOptions';
import type { TimeRange } from '../timeRange';
import type { Criteria, Filters } from '../record/criteria';
import { runPoll } from '../polling/poll';
import type { Settings } from '../polling/settings';
import type { Source } from '../polling/source';
import type { Report } from '../polling/state';
import { MAX_REMEMBERED } from '../polling/timing';
import { newestFitting } from './newestFitting';
import type { PollStart } from './pollStart';
import { activationFailed, readPollStart } from './pollStart';
import { PollTurn } from './pollTurn';
import { newestState, warnOfStaticData } from './staticData';
import { triggerMemoryOf, type TriggerMemory } from './triggerMemory';

/** What a trigger needs to know of its vendor. */
export interface TriggerVendor {
	/** The filters of the node in the words of the engine. */
	criteriaOf(filters: IDataObject): Filters;
	/** The most that `initialLookbackHours` may be. */
	maxInitialLookbackHours: number;
	/**
	 * @param deadline when nobody waits for its answers any more, ms since 1970; Infinity for *Fetch Test Event*
	 * @param opened is told which phone system it is, before anything is asked there
	 * @throws ServiceError
	 */
	open(
		context: IPollFunctions,
		options: IDataObject,
		deadline: number,
		opened?: (phone: string) => void,
	): Promise<CallSource>;
}

/** A phone system, ready to be read: as the engine sees it, but for what a window is. */
export interface CallSource extends Omit<Source, 'read'> {
	/** Every call of a window, perhaps some beside it, those that are known or not. @throws ServiceError */
	read(range: TimeRange, isKnown?: (id: string) => boolean): AsyncIterable<Found>;
}

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** How far back *Fetch Test Event* looks. */
const TEST_DAYS = 7;
/** A window shorter than this is not cut further, however slow the phone system is. */
const MIN_WINDOW_MS = HOUR_MS;

/**
 * One poll of a trigger, or *Fetch Test Event*: reads the parameters, lets the engine work, hands over.
 *
 * @throws NodeApiError or NodeOperationError, but not while an error would end the trigger for good
 */
export async function pollCalls(
	this: IPollFunctions,
	vendor: TriggerVendor,
): Promise<INodeExecutionData[][] | null> {
	const memory = triggerMemoryOf(this);
	const isTest = this.getMode() === 'manual';
	const start = isTest ? undefined : readPollStart(this, memory);
	try {
		// before anything is handed over: a mistake in it loses no call
		const form = readForm(this);
		const calls = start
			? await newCalls(this, vendor, start, memory)
			: [await newestCall(this, vendor)];
		if (calls.length === 0) return null;
		return [calls.map((call) => ({ json: outputOf(call, form) as IDataObject }))];
	} catch (error) {
		if (start) memory.watch.failed(this, error);
		// the poll after this one meets the same fault and reports it
		if (start?.isQuiet) return null;
		if (start?.activates) activationFailed(this, memory);
		throw toNodeError(this.getNode(), error);
	}
}

async function newCalls(
	context: IPollFunctions,
	vendor: TriggerVendor,
	start: PollStart,
	memory: TriggerMemory,
): Promise<FoundCall[]> {
	const { activates, isDefaultMode, isSwitchedOn, isQuiet, deadline, hardStop } = start;
	const { settings, options } = readSettings(context, vendor);
	const state = () => context.getWorkflowStaticData('node');
	const newest = newestState(state().calls, start, memory);
	if (newest !== state().calls) state().calls = newest as string;
	const turn = new PollTurn(memory);
	if (!activates && turn.isTooEarly(state().calls)) return [];
	const isNew = !state().calls;
	const maxWindowMs = memory.maxWindowMs ?? DAY_MS - 1000;
	const { calls, fault, isBegun, report, state: reached } = await runPoll({
		settings: { ...settings, maxWindowMs },
		isSwitchedOn,
		open: async () =>
			sourceOf(
				await vendor.open(context, options, hardStop, (phone) => memory.watch.opened(phone)),
			),
		now: () => clock.now(),
		deadline,
		readState: () => turn.stateNow(state().calls),
		writeState: (calls) => {
			state().calls = calls;
			turn.wrote(calls);
		},
		told: memory.told,
		isQuiet,
		endsPoll: (error) => error instanceof ServiceError && !error.isPassing,
	});
	if (fault?.error instanceof TooSlowError) {
		memory.maxWindowMs = Math.max(MIN_WINDOW_MS, maxWindowMs / 4);
	}
	if (reached) memory.watch.succeeded(reached, calls.length);
	if (fault) memory.watch.failed(context, fault.error);
	if (report) throw errorOf(context, report);
	// when a person switches on, n8n tries again with what is in memory; else the poll after this one reports
	if (fault && (isSwitchedOn || !(isQuiet || isBegun))) throw fault.error;
	if (isDefaultMode && calls.length === 0) warnOfStaticData(context, memory);
	// of the activating poll, durable mode saves nothing but what it hands over: the trigger would count from its first tick,
	// and not know settings that were changed again before it; off and on looks like a restart, and catching up wins
	const isToSave = activates && calls.length === 0 && (isNew || isBegun === true || !isSwitchedOn);
	if (isToSave) await context.__commitCursor?.();
	return calls;
}

/** The seam between half-open windows, as the engine has them, and closed ones: one instant more does no harm. */
function sourceOf(source: CallSource): Source {
	return {
		...source,
		read: ({ from, to }, isKnown) => source.read({ from, through: to }, isKnown),
	};
}

/** The newest call that the trigger would give, whatever it has given already. */
async function newestCall(context: IPollFunctions, vendor: TriggerVendor): Promise<FoundCall> {
	const { settings, options } = readSettings(context, vendor);
	const { criteria } = settings;
	const source = sourceOf(await vendor.open(context, options, Infinity));
	const newest = await newestFitting(source, criteria, TEST_DAYS, DAY_MS - 1000);
	if (newest) return newest;
	const wanted = criteria.event === 'newSummary' ? 'summary' : 'transcript';
	throw new NodeOperationError(
		context.getNode(),
		`No call of the last ${TEST_DAYS} days fits that has a ${wanted}.`,
		{
			description: `Make a test call, wait a few minutes until the phone system shows its ${wanted}, and fetch again. If there are such calls, remove the filters of this node one by one.`,
		},
	);
}

/** @throws NodeOperationError when there is no such field */
function readForm(context: IPollFunctions): Form {
	const simplify = isOn(context.getNodeParameter('simplify', true));
	const options = context.getNodeParameter('options', {}) as IDataObject;
	return formOf(context.getNode(), simplify, options);
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

function errorOf(context: IPollFunctions, { count, examples, isShortened }: Report): Error {
	if (count === 0 && isShortened) {
		return new NodeOperationError(
			context.getNode(),
			'More calls than the trigger can remember, so Lookback Hours is cut short.',
			{
				description: `The trigger remembers ${MAX_REMEMBERED.toLocaleString('en-US')} calls. Transcripts of older calls are no longer picked up. Lower Lookback Hours under Options, or split the calls over several credentials.`,
			},
		);
	}
	const reasons = examples.map(({ reason }) => reason).join('; ');
	const message = count === 1 ? 'A call could not be read.' : `${count} calls could not be read.`;
	return new NodeOperationError(context.getNode(), message, {
		description: `The phone system sent them in a form that this node does not know: ${reasons}. All other calls are handed over as usual. Report this sentence to the makers of the node.`,
	});
}
