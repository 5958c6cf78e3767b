import { plainText, type Block } from './blocks';
import { layOut } from './layout';

/** Readable text: titles on their own lines, points as lines with `- `, an empty line between sections. */
export function toPlainText(blocks: readonly Block[]): string {
	return layOut(blocks, '\n', (block) => (block.kind === 'item' ? '- ' : '') + plainText(block));
}
