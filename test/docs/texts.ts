import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

import { CytracomApi } from '../../credentials/CytracomApi.credentials';
import { YeastarApi } from '../../credentials/YeastarApi.credentials';
import { Cytracom } from '../../nodes/Cytracom/Cytracom.node';
import { CytracomTrigger } from '../../nodes/Cytracom/CytracomTrigger.node';
import { Yeastar } from '../../nodes/Yeastar/Yeastar.node';
import { YeastarTrigger } from '../../nodes/Yeastar/YeastarTrigger.node';

/** Where a text is, such as `Yeastar.properties.1.description`, and what it says. */
export type Text = [place: string, text: string];

/** Keys whose texts a user reads, in any description. */
const READ_BY_USERS =
	/^(displayName|name|description|hint|placeholder|action|message|header|activationMessage|.*[hH]ints?|.*[hH]elp)$/;
/** A value or a name of n8n's, not a text. */
const INTERNAL = /^[a-z][\w.]*$|^={1}/;

/** What the forms of the nodes and credentials say, each text once. */
export function textsOfForms(): Text[] {
	const forms = {
		YeastarApi: { properties: new YeastarApi().properties },
		CytracomApi: { properties: new CytracomApi().properties },
		Yeastar: new Yeastar().description,
		'Yeastar Trigger': new YeastarTrigger().description,
		Cytracom: new Cytracom().description,
		'Cytracom Trigger': new CytracomTrigger().description,
	};
	const seen = new Set<string>();
	return Object.entries(forms)
		.flatMap(([form, description]) => textsIn(description, form))
		.filter(([, text]) => seen.size < seen.add(text).size);
}

function textsIn(value: unknown, place: string): Text[] {
	if (typeof value === 'string') {
		const key = place.split('.').pop()!;
		// the long list of countries is not ours
		const isText =
			READ_BY_USERS.test(key) && !INTERNAL.test(value) && !place.includes('country.options');
		return isText ? [[place, value]] : [];
	}
	if (typeof value !== 'object' || value === null) return [];
	const { name } = value as { name?: unknown };
	const here = typeof name === 'string' && /^[a-z]\w*$/.test(name) ? `${place}.${name}` : place;
	return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${here}.${key}`));
}

/** The sentences in code, by default of nodes and credentials: errors, hints, and what else has words. */
export const sentencesOfCode = (...folders: string[]): Text[] =>
	filesOf(...(folders.length > 0 ? folders : ['nodes', 'credentials']))
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) => literalsOf(file).filter(([, text]) => /\w \w+ .*\w/.test(text)));

/** The paragraphs of the pages for people, without code blocks. */
export const paragraphsOfPages = (): Text[] =>
	['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', ...filesOf('docs')].flatMap((file) => {
		let line = 1;
		return readFileSync(file, 'utf8')
			.replace(/^( *)```[^]*?^\1```$/gm, (code) => code.replace(/[^\n]/g, ''))
			.split('\n\n')
			.map((text): Text => {
				const place = `${file}:${line}`;
				line += text.split('\n').length + 1;
				return [place, text];
			});
	});

/** What the recipes say on n8n's canvas: their names, and the names, notes and sticky notes of their nodes. */
export const textsOfRecipes = (): Text[] =>
	filesOf('examples').flatMap((file) => {
		const { name, nodes } = JSON.parse(readFileSync(file, 'utf8')) as {
			name: string;
			nodes: { name: string; notes?: string; parameters: { content?: string } }[];
		};
		const texts = nodes.flatMap((node) => [node.name, node.notes, node.parameters.content]);
		return [name, ...texts].flatMap((text): Text[] => (text ? [[file, text]] : []));
	});

/** Files below folders, by their paths from the root of the repository. */
export const filesOf = (...folders: string[]): string[] =>
	folders.flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.map((name) => join(folder, name))
			.filter((file) => /\.(ts|json|md)$/.test(file))
			.sort(),
	);

function literalsOf(file: string): Text[] {
	const source = ts.createSourceFile(
		file,
		readFileSync(file, 'utf8'),
		ts.ScriptTarget.ES2022,
		true,
	);
	const texts: Text[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
			const { line } = source.getLineAndCharacterOfPosition(node.getStart());
			texts.push([`${file}:${line + 1}`, node.getText().slice(1, -1)]);
		}
		if (!ts.isTemplateExpression(node)) ts.forEachChild(node, visit);
	};
	visit(source);
	return texts;
}
