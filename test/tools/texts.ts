// Prints every text that a user reads, but for the pages, for a review: `runTypescript.mjs test/tools/texts.ts`.
import { sentencesOfCode, textsOfForms, textsOfRecipes } from '../docs/texts';

for (const [place, text] of [...textsOfForms(), ...sentencesOfCode(), ...textsOfRecipes()])
	console.log(`${place}\t${text}`);
