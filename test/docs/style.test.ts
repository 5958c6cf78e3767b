import { readFileSync, readdirSync } from 'node:fs';

import ts from 'typescript';

import { resources as cytracom } from '../../nodes/Cytracom/operations';
import { resources as yeastar } from '../../nodes/Yeastar/operations';
import { filesOf, paragraphsOfPages, sentencesOfCode, textsOfForms, textsOfRecipes } from './texts';

/** Turns of phrase that came up again and again, and what an American writes instead. */
const INSTEAD: [phrase: RegExp, write: string][] = [
	[/\bas it comes\b/i, 'by default'],
	[/\bso many\b/, 'this many'],
	[/\ba (text|list|number)( or null)? is due\b/, 'expected text, got a list'],
	[/\bportions\b/, 'batches'],
	[/\b(gives?|gave) (an?|the|one|no|back|out|up to|only|calls?|records?)\b/, 'return'],
	[/\b(is|are|was|were) (given|told) (as|again|here|by)\b/, 'is returned, is reported'],
	[/\btells? (apart|no|it|them|of|that|not)\b/, 'says, shows, reports; identifies'],
	[/\b(is|are) (not )?told\b/, 'is reported'],
	[/\bmisses the\b/, 'had no'],
	[/\bas long as such\b/, 'while'],
	[/\bmostly\b/, 'usually'],
	[/\bany more\b(?! (than|are))/, 'anymore'],
	[
		/(?<!there )\b(is|are) no (JSON|list|date|text|number|format|record|address|error|call|code|web)\b/i,
		'is not a',
	],
	[/\bif (it|this) is none\b/, 'if it is not one'],
	[/\bif it stays\b/i, 'if it keeps happening'],
	[/\bmakers\b/, 'developers'],
	[/\bthis sentence\b/, 'this error'],
	[/\bswitch(ed|es)? (it )?(on|off)\b/i, 'turn on, turn off'],
	[/\bhowever (it is|each is|they are) written\b/, 'in any format'],
	[/\ball the same\b/, 'anyway'],
	[/\bbeside\b/, 'next to, in addition to'],
	[/\bbehind (the|an?|it|them|its|nothing)\b/, 'after'],
	[/\banew\b(?! whether)/, 'again, start over'],
	[/\b(lies|lie) (in|on|outside|inside|between|beyond|within|before)\b/, 'is'],
	[/\bstands (in(?! for)|on|before|below|between|right)\b/, 'is, comes'],
	[/\bhand(s|ed|ing)? over\b/, 'return'],
	[/\bat the (most|least)\b/, 'at most, at least'],
	[/\bnobody's\b/, 'ignored'],
	[/\bput right\b/, 'fixed'],
	[/\bsome \d/, 'about'],
	[/\bso far back\b/i, 'far enough back'],
	[/\bin no certain order\b/, 'in no particular order'],
	[/\bside by side\b/, 'in parallel'],
	[/\bmade out to\b/, 'issued for'],
	[/\bknows? no\b/, 'has no'],
	[/\babove all\b/, 'especially'],
	[/\bas far as .* tells?\b/, 'if … is known'],
	[/\b(neighbour|colour|behaviour|finalis|recognis|favour)\w*/i, 'the American spelling'],
];

const failures = (texts: [place: string, text: string][]): string[] =>
	texts.flatMap(([place, text]) =>
		INSTEAD.flatMap(([phrase, write]) => {
			const found = phrase.exec(text.replace(/\s+\*?\s*/g, ' '));
			return found ? [`${place}: "${found[0]}", write: ${write}`] : [];
		}),
	);

test('the forms of nodes and credentials read as an American writes', () => {
	expect(failures(textsOfForms())).toEqual([]);
});

test('so do sentences and comments in their code', () => {
	const code = filesOf('nodes', 'credentials').filter((file) => file.endsWith('.ts'));
	const comments = code.flatMap((file) => commentsOf(file));
	expect(comments.length).toBeGreaterThan(500);
	expect(failures([...sentencesOfCode(), ...comments])).toEqual([]);
});

test('so do the pages, the recipes and the demo', () => {
	const pages = paragraphsOfPages();
	expect(pages.length).toBeGreaterThan(300);
	const recipes = textsOfRecipes();
	expect(recipes.length).toBeGreaterThan(100);
	expect(failures([...pages, ...recipes, ...sentencesOfCode('test/demo')])).toEqual([]);
});

test('so do comments in tests', () => {
	// without the n8n that is installed for tests
	const folders = readdirSync('test').filter((name) => name !== 'e2e' && !name.includes('.'));
	const code = filesOf('test/e2e/harness', ...folders.map((name) => `test/${name}`)).filter(
		(file) => file.endsWith('.ts'),
	);
	const comments = code.flatMap((file) => commentsOf(file));
	expect(comments.length).toBeGreaterThan(500);
	expect(failures(comments)).toEqual([]);
});

/** The comments of a file, with the lines that they begin on; line comments that follow each other are several. */
function commentsOf(file: string): [place: string, text: string][] {
	const text = readFileSync(file, 'utf8');
	const scanner = ts.createScanner(
		ts.ScriptTarget.ES2022,
		false,
		ts.LanguageVariant.Standard,
		text,
	);
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
	const found: [string, string][] = [];
	for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
		const isComment =
			token === ts.SyntaxKind.SingleLineCommentTrivia ||
			token === ts.SyntaxKind.MultiLineCommentTrivia;
		if (!isComment) continue;
		const { line } = source.getLineAndCharacterOfPosition(scanner.getTokenStart());
		found.push([`${file}:${line + 1}`, scanner.getTokenText()]);
	}
	return found;
}

test.each([
	['Hours, as it comes 24', 'by default'],
	['The PBX knows no call', 'has no'],
])('%s: %s', (text, write) => {
	expect(failures([['here', text]])).toEqual([expect.stringContaining(write)]);
});

test('an operation is called the same in the list of actions as everywhere else', () => {
	for (const { name, action } of [...cytracom, ...yeastar].flatMap(
		({ operations }): { name: string; action: string }[] => operations,
	)) {
		expect(action).toBe(name.charAt(0) + name.slice(1).toLowerCase());
	}
});
