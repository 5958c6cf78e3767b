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
import { TEST_DAYS, newestFitting } from './newestFitting';
import type { PollStart } from './pollStart';
import { activationFailed, readPollStart } from './pollStart';
import { PollTurn } from './pollTurn';
import { newestState, warnOfStaticData } from './staticData';
import { triggerMemoryOf, type TriggerMemory } from './triggerMemory';

/** What a trigger needs to know about its vendor. */
export interface TriggerVendor {
	/** The filters of the node in the terms of the engine. */
	criteriaOf(filters: IDataObject): Filters;
	/** The maximum of `initialLookbackHours`. */
	maxInitialLookbackHours: number;
	/**
	 * @param deadline when nobody waits for its answers anymore, ms since 1970; Infinity for *Fetch Test Event*
	 * @param opened is called with the key of the phone system, before the first request
	 * @throws ServiceError
	 */
	open(
		context: IPollFunctions,
		options: IDataObject,
		deadline: number,
		opened?: (phone: string) => void,
	): Promise<CallSource>;
}

/** A phone system ready to be read: as the engine sees it, except for how windows end. */
export interface CallSource extends Omit<Source, 'read'> {
	/** Every call of a window, perhaps some outside it, with or without known ones. @throws ServiceError */
	read(range: TimeRange, isKnown?: (id: string) => boolean): AsyncIterable<Found>;
}

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** A window this short is not cut further, however slow the phone system is. */
const MIN_WINDOW_MS = HOUR_MS;

/**
 * One poll of a trigger, or *Fetch Test Event*: reads the parameters, runs the engine, returns the calls.
 *
 * @throws NodeApiError or NodeOperationError, but not when an error would end the trigger for good
 */
export async function pollCalls(
	this: IPollFunctions,
	vendor: TriggerVendor,
): Promise<INodeExecutionData[][] | null> {
	const memory = triggerMemoryOf(this);
	const isTest = this.getMode() === 'manual';
	const start = isTest ? undefined : readPollStart(this, memory);
	try {
		// before anything is returned, so that a mistake in it loses no call
		const form = readForm(this);
		const calls = start
			? await newCalls(this, vendor, start, memory)
			: [await newestCall(this, vendor)];
		if (calls.length === 0) return null;
		return [calls.map((call) => ({ json: outputOf(call, form) as IDataObject }))];
	} catch (error) {
		if (start) memory.watch.failed(this, error);
		// the next poll meets the same fault and reports it
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
	const {
		calls,
		fault,
		isBegun,
		report,
		state: reached,
	} = await runPoll({
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
	// when a person turns the workflow on, n8n retries with what is in memory; otherwise the next poll reports it
	if (fault && (isSwitchedOn || !(isQuiet || isBegun))) throw fault.error;
	if (isDefaultMode && calls.length === 0) warnOfStaticData(context, memory);
	// durable mode saves the state of an activating poll only if it returns calls: otherwise the trigger would count from its
	// first tick and miss settings changed before it; off and on looks like a restart, and catching up wins
	const isToSave = activates && calls.length === 0 && (isNew || isBegun === true || !isSwitchedOn);
	if (isToSave) await context.__commitCursor?.();
	return calls;
}

/** From the engine's half-open windows to closed ones: one more instant does no harm. */
function sourceOf(source: CallSource): Source {
	return {
		...source,
		read: ({ from, to }, isKnown) => source.read({ from, through: to }, isKnown),
	};
}

/** The newest call that the trigger would return, even if it already has. */
async function newestCall(context: IPollFunctions, vendor: TriggerVendor): Promise<FoundCall> {
	const { settings, options } = readSettings(context, vendor);
	const { criteria } = settings;
	const source = sourceOf(await vendor.open(context, options, Infinity));
	const newest = await newestFitting(source, criteria, TEST_DAYS, DAY_MS - 1000);
	if (newest) return newest;
	const wanted = criteria.event === 'newSummary' ? 'summary' : 'transcript';
	throw new NodeOperationError(
		context.getNode(),
		`No matching call with a ${wanted} in the last ${TEST_DAYS} days.`,
		{
			description: `Make a test call, wait a few minutes until the phone system shows its ${wanted}, then fetch again. If there are such calls, remove the filters of this node one at a time.`,
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
				description: `Change ${label} under Options, or remove it to use ${usual}.`,
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
			'There are more calls than the trigger can remember, so Lookback Hours was shortened.',
			{
				description: `The trigger remembers ${MAX_REMEMBERED.toLocaleString('en-US')} calls. Transcripts of older calls are no longer picked up. Lower Lookback Hours under Options, or split the calls across several credentials.`,
			},
		);
	}
	const reasons = examples.map(({ reason }) => reason).join('; ');
	const message = count === 1 ? 'A call could not be read.' : `${count} calls could not be read.`;
	return new NodeOperationError(context.getNode(), message, {
		description: `The phone system sent data that this node does not understand: ${reasons}. All other calls are returned as usual. Report this error to the developers of the node.`,
	});
}
