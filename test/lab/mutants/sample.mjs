/** `SAMPLE=0.1 npm run mutants` tries a tenth of all mutants, the same each time: for an estimate. */
export const part = Number(process.env.SAMPLE ?? 1);

/** @param mutant its id, as Stryker counts them */
export const isInSample = (mutant) =>
	(Math.imul(Number(mutant) + 1, 0x9e3779b1) >>> 0) / 2 ** 32 < part;
