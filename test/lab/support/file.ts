import type { RunResult } from '../engine';

/** The file of an item, with its text. @throws Error when the run failed or there is none */
export function fileOf({ items, error }: RunResult, field = 'data', index = 0) {
	if (error) throw new Error(error.message, { cause: error });
	const file = items[index]?.binary?.[field];
	if (!file) throw new Error(`item ${index} has no file in ${field}`);
	const { fileName, mimeType, data } = file;
	return { fileName, mimeType, text: Buffer.from(data, 'base64').toString('utf8') };
}
