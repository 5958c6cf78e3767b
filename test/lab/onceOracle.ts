/** What became of calls each of which must be given once. */
export interface OnceVerdict<Call, Given> {
	lost: Call[];
	once: { call: Call; given: Given }[];
	/** In the order in which they were given. */
	doubled: { call: Call; given: Given[] }[];
	/** The ids of those that nobody owed, each once. */
	unowed: string[];
	/** All that was given, by id. */
	given: ReadonlyMap<string, Given[]>;
}

/** Compares the calls that a trigger owes with what it gave. Nothing of the package is in it. */
export function judgeOnce<Call extends { id: string }, Given extends { id: string }>(
	owed: readonly Call[],
	given: readonly Given[],
): OnceVerdict<Call, Given> {
	const byId = new Map<string, Given[]>();
	for (const one of given) byId.set(one.id, [...(byId.get(one.id) ?? []), one]);
	const known = new Set(owed.map(({ id }) => id));
	const unowed = [...byId.keys()].filter((id) => !known.has(id));
	const verdict: OnceVerdict<Call, Given> = {
		...{ lost: [], once: [], doubled: [], unowed },
		given: byId,
	};
	for (const call of owed) {
		const times = byId.get(call.id) ?? [];
		const [first] = times;
		if (!first) verdict.lost.push(call);
		else if (times.length > 1) verdict.doubled.push({ call, given: times });
		else verdict.once.push({ call, given: first });
	}
	return verdict;
}
