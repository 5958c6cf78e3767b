// Prints every text of the nodes and credentials that a user reads, for a review: `runTypescript.mjs test/tools/texts.ts`.
import { sentencesOfCode, textsOfForms } from '../docs/texts';

for (const [place, text] of [...textsOfForms(), ...sentencesOfCode()])
	console.log(`${place}\t${text}`);
