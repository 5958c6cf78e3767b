/**
 * A JSON document as a tree that can hold what JavaScript's objects cannot: a key that comes twice, `__proto__`, a number
 * that is too large for a double, nesting of any depth, and text that JSON does not allow.
 */
export type Tree = Leaf | List | Dictionary;

/** Anything without parts to change, as it is written. */
export interface Leaf {
	text: string;
}

export interface List {
	items: Tree[];
}

export interface Dictionary {
	entries: [key: string, value: Tree][];
}

export function toTree(value: unknown): Tree {
	if (Array.isArray(value)) return { items: value.map(toTree) };
	if (typeof value !== 'object' || value === null) return { text: JSON.stringify(value) };
	return { entries: Object.entries(value).map(([key, part]) => [key, toTree(part)]) };
}

export function toText(tree: Tree): string {
	if ('text' in tree) return tree.text;
	if ('items' in tree) return `[${tree.items.map(toText).join(',')}]`;
	const entries = tree.entries.map(([key, value]) => `${JSON.stringify(key)}:${toText(value)}`);
	return `{${entries.join(',')}}`;
}

/** Where something stands in a tree: in `parent` at `index`. */
export interface Place {
	parent: List | Dictionary;
	index: number;
}

/** Every place of a tree, the outer ones first. */
export function placesIn(tree: Tree): Place[] {
	const places: Place[] = [];
	const visit = (parent: Tree) => {
		if ('text' in parent) return;
		const count = 'items' in parent ? parent.items.length : parent.entries.length;
		for (let index = 0; index < count; index++) places.push({ parent, index });
		for (let index = 0; index < count; index++) visit(valueAt({ parent, index }));
	};
	visit(tree);
	return places;
}

export function valueAt({ parent, index }: Place): Tree {
	return 'items' in parent ? parent.items[index]! : parent.entries[index]![1];
}

export function put({ parent, index }: Place, value: Tree): void {
	if ('items' in parent) parent.items[index] = value;
	else parent.entries[index]![1] = value;
}

export function remove({ parent, index }: Place): void {
	if ('items' in parent) parent.items.splice(index, 1);
	else parent.entries.splice(index, 1);
}

/** Lets what stands at a place come so many times more. */
export function repeat({ parent, index }: Place, times: number): void {
	if ('items' in parent) {
		parent.items.splice(index, 0, ...Array<Tree>(times).fill(parent.items[index]!));
	} else {
		parent.entries.splice(index, 0, ...Array<[string, Tree]>(times).fill(parent.entries[index]!));
	}
}
