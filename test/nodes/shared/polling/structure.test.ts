import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import ts from 'typescript';

const folder = resolve(__dirname, '../../../../nodes/shared/polling');
const files = readdirSync(folder).sort();
const textOf = (file: string) => readFileSync(join(folder, file), 'utf8');

/** All that the engine may import from outside its folder, and why it stays pure with it. */
const ALLOWED: Record<string, string> = {
	'../found': 'types only: what a source gives',
	'../record/callRecord': 'types only: the record of a call',
	'../record/criteria': 'pure functions of a record and the filters',
};

/** What a pure function may not touch, and why. */
const FORBIDDEN: [pattern: RegExp, reason: string][] = [
	[
		/\bDate\.now\b|\bnew Date\b|\bperformance\b/,
		'the time comes in as `now`, so that tests run weeks in seconds',
	],
	[/\bMath\.random\b|\bcrypto\b/, 'the same history gives the same states'],
	[/\bsetTimeout\b|\bsetInterval\b|\bsetImmediate\b/, 'a poll waits for its source only'],
	[/\bprocess\b|\bglobalThis\b|\bconsole\b/, 'what the engine knows is in its arguments'],
	[/\bfetch\(|\brequire\(|\bimport\(/, 'the source is the one way out'],
	[/^(let|var) /m, 'a module remembers nothing between two polls'],
];

interface Import {
	from: string;
	isType: boolean;
}

function importsOf(file: string): Import[] {
	const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
	return source.statements.filter(ts.isImportDeclaration).map((statement) => {
		const clause = statement.importClause;
		const bindings = clause?.namedBindings;
		const names = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
		return {
			from: (statement.moduleSpecifier as ts.StringLiteral).text,
			isType: clause?.isTypeOnly === true || names.every(({ isTypeOnly }) => isTypeOnly),
		};
	});
}

const arrows = files.flatMap((file) =>
	importsOf(file)
		.filter(({ from }) => from.startsWith('./'))
		.map(({ from }) => [file, `${from.slice(2)}.ts`] as const),
);

/** Functions longer than 40 lines, by name. */
function longFunctions(file: string): string[] {
	const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
	const long: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isFunctionLike(node)) {
			const { line } = source.getLineAndCharacterOfPosition(node.getStart());
			const lines = source.getLineAndCharacterOfPosition(node.end).line - line + 1;
			if (lines > 40) long.push(`${node.name?.getText() ?? 'a function'}: ${lines} lines`);
		}
		node.forEachChild(visit);
	};
	visit(source);
	return long;
}

describe('the engine', () => {
	it('has at most 12 files, 1,200 lines and 50 imports between its files', () => {
		const lines = files.reduce((sum, file) => sum + textOf(file).split('\n').length - 1, 0);
		expect(files.length).toBeLessThanOrEqual(12);
		expect(lines).toBeLessThanOrEqual(1200);
		expect(arrows.length).toBeLessThanOrEqual(50);
	});

	it('has no function of more than 40 lines', () => {
		expect(files.flatMap(longFunctions)).toEqual([]);
	});

	it('has no import cycle', () => {
		const left = new Set(files);
		for (let before = -1; before !== left.size;) {
			before = left.size;
			for (const file of left) {
				const waits = arrows.some(([from, to]) => from === file && left.has(to));
				if (!waits) left.delete(file);
			}
		}
		expect([...left]).toEqual([]);
	});

	it.each(files)('[P16] %s imports nothing impure', (file) => {
		for (const { from, isType } of importsOf(file)) {
			if (from.startsWith('./')) continue;
			expect(Object.keys(ALLOWED)).toContain(from);
			if (ALLOWED[from]?.startsWith('types only'))
				expect({ from, isType }).toEqual({ from, isType: true });
		}
	});

	it.each(FORBIDDEN)('[P16] touches nothing like %s: %s', (pattern) => {
		const code = (file: string) => textOf(file).replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
		expect(files.filter((file) => pattern.test(code(file)))).toEqual([]);
	});
});
