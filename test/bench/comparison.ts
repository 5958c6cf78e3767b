import type { Measure, TaskName } from './contestant';
import type { PhoneSpec } from './phone';
import type { Load } from './phones';
import type { Target } from './statistics';

export type Run = Omit<Measure, 'result'> & Load;

export interface Contestant {
	name: string;
	task: TaskName;
	phone: PhoneSpec;
	/** How a phone system for a quick try differs, apart from having few calls. */
	few?: Partial<PhoneSpec>;
	/** The result that a run must have, where it is a number. */
	gives?: number;
	/** A process of its own for each run. */
	isFresh?: boolean;
	/** Run once before, in another process: its result is given to this one. */
	after?: { name: string; task: TaskName };
}

/** The runs of each contestant by its name, in the order of rounds. */
export type Measured = Record<string, Run[]>;

/** One figure of a comparison, and what it has to be. */
export interface Claim extends Target {
	text: string;
	/** Empty for a number of something. */
	unit: '×' | 'ms' | 'MB' | '';
	/** One value for each round. */
	values: (measured: Measured) => number[];
}

export interface Comparison {
	/** By which it is chosen: `--only day`. */
	name: string;
	title: string;
	/** What one has to know to read the figures. */
	note?: string;
	contestants: Contestant[];
	claims: Claim[];
}
