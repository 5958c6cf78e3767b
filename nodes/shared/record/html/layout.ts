import type { Block } from './blocks';

const MAX_INDENT = 6;

/**
 * Puts rendered blocks below one another: points on lines that follow each other, nested ones indented by two spaces;
 * `afterTitle` between a title and what is below it; an empty line between all else.
 */
export function layOut(
	blocks: readonly Block[],
	afterTitle: '\n' | '\n\n',
	render: (block: Block) => string,
): string {
	const parts: string[] = [];
	let previous: Block | undefined;
	let indent = -1;
	for (const block of blocks) {
		// Never more than one step at a time: a point without a parent is not indented, however deep it is.
		indent = Math.min(block.level - 1, indent + 1, MAX_INDENT);
		if (previous) parts.push(separator(previous, block, afterTitle));
		parts.push('  '.repeat(Math.max(indent, 0)), render(block));
		previous = block;
	}
	return parts.join('');
}

function separator(previous: Block, block: Block, afterTitle: string): string {
	if (previous.kind === 'item' && block.kind === 'item') return '\n';
	return previous.kind === 'title' && block.kind !== 'title' ? afterTitle : '\n\n';
}
