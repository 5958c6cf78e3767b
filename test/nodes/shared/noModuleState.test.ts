import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

const root = join(__dirname, '../../..');
const memories = ['nodes/shared/requests/phoneMemory.ts', 'nodes/shared/trigger/triggerMemory.ts'];
const files = (folder: string) =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(folder, name))
		.sort();
const parse = (file: string) =>
	ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2022, true);

const sources = [...files('nodes'), ...files('credentials')];
const changing =
	/^(set|add|delete|clear|push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin)$/;

/** The name at the head of `name.a[b].c`. */
function headOf(node: ts.Node): string | undefined {
	if (ts.isIdentifier(node)) return node.text;
	if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
		return headOf(node.expression);
	if (ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node))
		return headOf(node.expression);
	return undefined;
}

/** The names that a file changes in place: assigned to below, or by a method that changes. */
function changedNames(source: ts.SourceFile): Set<string> {
	const names = new Set<string>();
	const note = (node: ts.Node) => names.add(headOf(node) ?? '');
	const visit = (node: ts.Node): void => {
		if (ts.isBinaryExpression(node)) {
			const { kind } = node.operatorToken;
			const assigns = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
			if (assigns && !ts.isIdentifier(node.left)) note(node.left);
		}
		if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
			const { operator } = node;
			if (operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken)
				note(node.operand);
		}
		if (ts.isDeleteExpression(node)) note(node.expression);
		if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
			const { name, expression } = node.expression;
			if (changing.test(name.text)) note(expression);
			const first = node.arguments[0];
			if (node.expression.getText() === 'Object.assign' && first) note(first);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return names;
}

/** What is made with `new` and is no table of constants can only be there to be filled. */
function isStore(value: ts.Expression | undefined): boolean {
	if (!value || !ts.isNewExpression(value)) return false;
	const name = value.expression.getText();
	if (/^(Map|Set|Array)$/.test(name)) return !value.arguments?.length;
	return !/^(RegExp|URL|Date|TextDecoder|TextEncoder|Intl\.\w+)$/.test(name);
}

/** Names of a file at module level that remember something. */
function stateOf(text: ts.SourceFile): string[] {
	const changed = changedNames(text);
	return text.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
		declarationList.declarations
			.filter(({ name, initializer }) => {
				if (!(declarationList.flags & ts.NodeFlags.Const) || isStore(initializer)) return true;
				return ts.isIdentifier(name) && changed.has(name.text);
			})
			.map(({ name }) => name.getText()),
	);
}

test('no file but the two memories remembers anything at module level', () => {
	const found = sources
		.filter((file) => !memories.includes(file))
		.flatMap((file) => stateOf(parse(file)).map((name) => `${file}: ${name}`));

	expect(found).toEqual([]);
});

test.each([
	['let count = 0;', ['count']],
	['const seen = new Map<string, number>();', ['seen']],
	['const list: string[] = [];\nexport const f = () => list.push("a");', ['list']],
	['const last = { at: 0 };\nexport const f = () => { last.at = 1; };', ['last']],
	['const table = new Map([["a", 1]]);\nexport const f = () => table.get("a");', []],
	['const table = { a: 1 };', []],
])('of %j the state is %j', (text, names) => {
	expect(stateOf(ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2022, true))).toEqual(names);
});

/** What a file imports from this package, types too. */
function importsOf(file: string): string[] {
	return parse(file).statements.flatMap((statement) => {
		if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
		const { moduleSpecifier } = statement;
		if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return [];
		const target = join(file, '..', moduleSpecifier.text);
		return [`${target}.ts`, join(target, 'index.ts')].filter((path) => sources.includes(path));
	});
}

test('no file imports itself by way of others', () => {
	const imports = new Map(sources.map((file) => [file, importsOf(file)]));
	const done = new Set<string>();
	const cycles: string[] = [];
	const visit = (file: string, way: string[]): void => {
		const start = way.indexOf(file);
		if (start >= 0) cycles.push([...way.slice(start), file].join(' > '));
		if (start >= 0 || done.has(file)) return;
		for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
		done.add(file);
	};
	sources.forEach((file) => visit(file, []));

	expect(cycles).toEqual([]);
});

test('both phone systems have the same files, but for what only one can do', () => {
	const onlyYeastar = [
		'api/download.ts',
		'api/extensions.ts',
		'api/findSummary.ts',
		'api/information.ts',
		'api/signIn.ts',
		'api/speakerNames.ts',
		'api/summary.ts',
		'api/transcript.ts',
		'api/time.ts',
		'api/zone.ts',
		'operations/listExtensions.ts',
	];
	const onlyCytracom = [
		'api/busyWindow.ts',
		'api/pages.ts',
		'api/vendorClock.ts',
		'api/windows.ts',
	];
	const namesIn = (vendor: string, own: string[]) =>
		files(`nodes/${vendor}`)
			.map((file) => file.slice(`nodes/${vendor}/`.length).replace(vendor, 'X'))
			.filter((name) => !own.includes(name));

	expect(namesIn('Cytracom', onlyCytracom)).toEqual(namesIn('Yeastar', onlyYeastar));
});
