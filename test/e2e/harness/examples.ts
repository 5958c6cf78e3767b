import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, INodeParameters } from 'n8n-workflow';
import { projectRoot } from './installation';
import type { StoredCredential } from './editor';
import type { Workflow } from './workflows';

export type Vendor = 'yeastar' | 'cytracom';

const PACKAGE = 'n8n-nodes-call-transcripts.';
const ANY_VENDOR = /yeastar|cytracom/;
const FOLDER = join(projectRoot, 'examples');

/** The names of the recipes in `examples/`. */
export const recipeNames = (): string[] =>
	readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));

/** A recipe as it is in `examples/`. */
export const readRecipe = (name: string): Workflow =>
	JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Workflow;

export interface SetUp {
	/** Whose nodes are used. */
	vendor: Vendor;
	/** One of each type. Those of phone systems go to the package's nodes, the others to nodes of `types`. */
	credentials: StoredCredential[];
	types?: string[];
	/** What is chosen in nodes: parameters by the node's name. */
	choices?: Record<string, INodeParameters>;
}

/**
 * What a user does after the import: activates the trigger of the own phone system, or puts its node in the place of
 * the other's, chooses credentials, makes the choices of the notes; and asks for the calls of the last day, so that
 * there is something to write at once.
 */
export function setUp(
	recipe: Workflow,
	{ vendor, credentials, types = [], choices = {} }: SetUp,
): Workflow {
	const isPhone = ({ type }: StoredCredential) => ANY_VENDOR.test(type);
	const phone = references(credentials.filter(({ type }) => type === `${vendor}Api`));
	const outside = references(credentials.filter((one) => !isPhone(one)));
	const change = (imported: INode): INode => {
		const parameters = { ...imported.parameters, ...choices[imported.name] };
		const node = { ...imported, parameters };
		if (!node.type.startsWith(PACKAGE)) {
			return types.includes(node.type) ? { ...node, credentials: outside } : node;
		}
		if (!node.type.endsWith('Trigger')) {
			return { ...node, type: node.type.replace(ANY_VENDOR, vendor), credentials: phone };
		}
		const options = { ...(parameters.options as object), initialLookbackHours: 24 };
		const disabled = !node.type.startsWith(PACKAGE + vendor);
		return { ...node, disabled, parameters: { ...parameters, options }, credentials: phone };
	};
	return { ...recipe, nodes: recipe.nodes.map(change) };
}

const references = (credentials: StoredCredential[]) =>
	Object.fromEntries(credentials.map(({ type, id, name }) => [type, { id, name }]));
