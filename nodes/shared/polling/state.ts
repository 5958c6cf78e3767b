import { canonical, type Criteria } from './criteria';
import { clipHoles, type Hole } from './holes';
import { Remembered } from './remembered';
import { clipSweeps, type Sweep } from './sweeps';

/** Settings that were in force until a change. */
export interface Former {
	/** ms UTC. A call that began before must fit these too. */
	until: number;
	criteria: Criteria;
	lookbackMs: number;
}

/** What could not be read and is not reported yet. */
export interface Report {
	/** How many records. */
	count: number;
	/** The first few of them. */
	examples: { key: string; reason: string }[];
}

/** What a trigger knows from one poll to the next. Times are ms since 1970, UTC. */
export interface State {
	owner: string;
	/** When it was made: tells one state from another that was started afresh. */
	activatedAt: number;
	/** Calls that began before are never given, whatever happens. */
	origin: number;
	/** Calls that began before were there at activation: those that were ready then are history. */
	floor: number;
	/** Calls that began before are settled: given or left out, for good. */
	settled: number;
	/** What was read from `settled` on, sorted and disjoint. */
	sweeps: Sweep[];
	holes: Hole[];
	criteria: Criteria;
	lookbackMs: number;
	former: Former[];
	/** Calls that were given or left out. */
	seen: Remembered;
	/** Records that could not be read. */
	unreadable: Remembered;
	report?: Report | undefined;
}

/** The version of the string form. A state of any other is not understood: there is none older yet. */
const VERSION = 1;

/** The one string form. The same state gives the same string, so that a poll that changes nothing writes nothing. */
export function serialize(state: State): string {
	return JSON.stringify({
		version: VERSION,
		owner: state.owner,
		activatedAt: state.activatedAt,
		origin: state.origin,
		floor: state.floor,
		settled: state.settled,
		sweeps: state.sweeps.map(({ from, to, at }) => [from, to, at]),
		holes: state.holes.map(({ from, to, since, triedAt }) => [from, to, since, triedAt]),
		criteria: canonical(state.criteria),
		lookbackMs: state.lookbackMs,
		former: state.former.map(({ until, criteria, lookbackMs }) => ({
			until,
			criteria: canonical(criteria),
			lookbackMs,
		})),
		seen: state.seen,
		unreadable: state.unreadable,
		report: state.report,
	});
}

/**
 * Reads the string form.
 *
 * What can be found out again is repaired: damaged sweeps, holes and reports are dropped, and the stretches are read
 * again. Where calls would be doubled or history given (no list of seen calls, no boundary, a newer version, another
 * node's state) there is no state: see `freshState`.
 *
 * @returns undefined when it is no usable state
 */
export function parseState(saved: unknown): State | undefined {
	if (typeof saved !== 'string') return undefined;
	const json = object(parseJson(saved));
	if (json?.version !== VERSION) return undefined;
	const { owner, activatedAt, origin, floor, settled, lookbackMs } = json;
	const criteria = readCriteria(json.criteria);
	const former = readList(json.former, readFormer);
	const seen = Remembered.fromJSON(json.seen);
	if (typeof owner !== 'string' || !criteria || !former || !seen) return undefined;
	if (!isTime(activatedAt) || !isTime(origin) || !isTime(floor) || !isTime(settled))
		return undefined;
	if (!isTime(lookbackMs) || origin > settled) return undefined;
	return {
		owner,
		activatedAt,
		origin,
		floor,
		settled,
		criteria,
		lookbackMs,
		seen,
		unreadable: Remembered.fromJSON(json.unreadable) ?? new Remembered(),
		sweeps: clipSweeps(readList(json.sweeps, readSweep)?.filter(inOrder) ?? [], settled),
		holes: clipHoles(readList(json.holes, readHole) ?? [], settled),
		former,
		report: readReport(json.report),
	};
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function object(value: unknown): Record<string, unknown> | undefined {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
	return value as Record<string, unknown>;
}

function isTime(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}

/** Undefined when one of them cannot be read. */
function readList<T>(value: unknown, read: (item: unknown) => T | undefined): T[] | undefined {
	if (!Array.isArray(value)) return undefined;
	const items = value.map(read).filter((item) => item !== undefined);
	return items.length === value.length ? items : undefined;
}

function readTimes(value: unknown, length: number): number[] | undefined {
	const times = readList(value, (item) => (isTime(item) ? item : undefined));
	return times?.length === length ? times : undefined;
}

function readSweep(value: unknown): Sweep | undefined {
	const [from, to, at] = readTimes(value, 3) ?? [];
	if (from === undefined || to === undefined || at === undefined || from >= to) return undefined;
	return { from, to, at };
}

function inOrder(sweep: Sweep, index: number, all: Sweep[]): boolean {
	const before = all[index - 1];
	return !before || before.to <= sweep.from;
}

function readHole(value: unknown): Hole | undefined {
	const [from, to, since, triedAt] = readTimes(value, 4) ?? [];
	if (from === undefined || to === undefined || since === undefined || triedAt === undefined) {
		return undefined;
	}
	return { from, to, since, triedAt };
}

function readCriteria(value: unknown): Criteria | undefined {
	const criteria = object(value);
	if (criteria?.event !== 'newTranscription' && criteria?.event !== 'newSummary') return undefined;
	return canonical(criteria as unknown as Criteria);
}

function readFormer(value: unknown): Former | undefined {
	const former = object(value);
	const criteria = readCriteria(former?.criteria);
	if (!criteria || !isTime(former?.until) || !isTime(former.lookbackMs)) return undefined;
	return { until: former.until, criteria, lookbackMs: former.lookbackMs };
}

function readReport(value: unknown): Report | undefined {
	const report = object(value);
	const examples = readList(report?.examples, (item) => {
		const { key, reason } = object(item) ?? {};
		return typeof key === 'string' && typeof reason === 'string' ? { key, reason } : undefined;
	});
	return examples && isTime(report?.count) ? { count: report.count, examples } : undefined;
}
