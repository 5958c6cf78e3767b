import fc from 'fast-check';

import type { Dictionary, Place, Tree } from './jsonTree';
import { placesIn, put, remove, repeat, toText, toTree, valueAt } from './jsonTree';
import { strangeKey, strangeValue } from './values';

/** One change of a JSON document. `at` counts its places, over and over; `from` the place of which something is taken. */
export type JsonChange = { at: number } & (
	| { do: 'set'; value: string }
	| { do: 'drop' }
	| { do: 'repeat'; times: number }
	| { do: 'rename'; key: string }
	| { do: 'renameAs'; from: number }
	| { do: 'copy'; from: number }
	| { do: 'add'; key: string; value: string }
	| { do: 'wrap'; inList: boolean }
	| { do: 'turn' }
	| { do: 'quote' }
	| { do: 'scale'; by: number }
	| { do: 'append'; text: string }
);

const place = fc.nat({ max: 9_999 });

const change = <Name extends JsonChange['do'], More extends object>(
	weight: number,
	name: Name,
	more: { [Key in keyof More]: fc.Arbitrary<More[Key]> },
) => ({
	weight,
	arbitrary: fc.record({ at: place, do: fc.constant(name), ...more }) as fc.Arbitrary<
		{ at: number; do: Name } & More
	>,
});

export const jsonChange: fc.Arbitrary<JsonChange> = fc.oneof(
	change(10, 'set', { value: strangeValue }),
	change(3, 'drop', {}),
	change(1, 'repeat', { times: fc.constantFrom(1, 2, 100) }),
	change(1, 'rename', { key: strangeKey }),
	change(1, 'renameAs', { from: place }),
	change(2, 'copy', { from: place }),
	change(1, 'add', { key: strangeKey, value: strangeValue }),
	change(1, 'wrap', { inList: fc.boolean() }),
	change(1, 'turn', {}),
	change(1, 'quote', {}),
	change(1, 'scale', { by: fc.constantFrom(-1, 0, 1e-3, 1e3, 1e9, 1e300) }),
	change(1, 'append', { text: fc.oneof(strangeKey, fc.constant('<b>x</i><script>y</script>')) }),
);

/** Repetitions of repetitions end here: what is larger takes long to send and finds no more. */
const MAX_PLACES = 5_000;

/** A JSON document with changes. A document without any place is replaced as a whole. */
export function changeJson(document: unknown, changes: readonly JsonChange[]): string {
	// the document itself stands at a place, too
	const root: Tree = { items: [toTree(document)] };
	for (const one of changes) {
		const places = placesIn(root);
		if (places.length > 0 && places.length < MAX_PLACES) apply(one, places);
	}
	return root.items.map(toText).join(',');
}

function apply(one: JsonChange, places: Place[]): void {
	const pick = (index: number) => places[index % places.length]!;
	const at = pick(one.at);
	const value = valueAt(at);
	switch (one.do) {
		case 'set':
			return put(at, { text: one.value });
		case 'drop':
			return remove(at);
		case 'repeat':
			return repeat(at, one.times);
		case 'rename':
			return rename(at, one.key);
		case 'renameAs':
			return rename(at, keyAt(pick(one.from)));
		case 'copy':
			// as text: a place may hold the one that it is copied to
			return put(at, { text: toText(valueAt(pick(one.from))) });
		case 'add':
			return add(value, one.key, one.value);
		case 'wrap':
			return put(at, one.inList ? { items: [value] } : { entries: [['data', value]] });
		case 'turn':
			return put(at, turned(value));
		case 'quote':
			return put(at, { text: JSON.stringify(toText(value)) });
		case 'scale':
			return put(at, { text: scaled(value, one.by) });
		case 'append':
			return put(at, { text: appended(value, one.text) });
	}
}

const isDictionary = (tree: Tree): tree is Dictionary => 'entries' in tree;

function rename({ parent, index }: Place, key: string): void {
	if (isDictionary(parent)) parent.entries[index]![0] = key;
}

const keyAt = ({ parent, index }: Place) =>
	isDictionary(parent) ? parent.entries[index]![0] : String(index);

function add(tree: Tree, key: string, text: string): void {
	if ('items' in tree) tree.items.push({ text });
	if (isDictionary(tree)) tree.entries.push([key, { text }]);
}

/** A list as an object by numbers, an object as the list of its values; anything else as a list of itself. */
function turned(tree: Tree): Tree {
	if (isDictionary(tree)) return { items: tree.entries.map(([, value]) => value) };
	if ('items' in tree) return { entries: tree.items.map((value, index) => [String(index), value]) };
	return { items: [tree] };
}

function scaled(tree: Tree, by: number): string {
	const number = Number('text' in tree ? tree.text : NaN);
	return Number.isNaN(number) ? String(by) : String(number * by);
}

function appended(tree: Tree, text: string): string {
	const written = toText(tree);
	return written.startsWith('"')
		? `${written.slice(0, -1)}${JSON.stringify(text).slice(1)}`
		: JSON.stringify(written + text);
}
