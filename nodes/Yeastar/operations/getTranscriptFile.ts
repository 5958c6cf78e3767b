import type { Operation } from '../../shared/operations/operation';
import { simplifyParameter } from '../../shared/operations/parameters';
import { readForm, recordOptions } from '../../shared/operations/recordOptions';
import { fileParameters, readFormat, withFile } from '../../shared/operations/transcriptFile';
import type { YeastarConnection } from '../api/connection';
import { eachFoundCall, legIdParameter } from '../parameters';

/** The item of a call with its transcript as a file. */
export const getTranscriptFile: Operation<YeastarConnection> = {
	name: 'Get Transcript File',
	value: 'download',
	description: 'Get the transcript of a call as a file',
	action: 'Get transcript file',
	parameters: [legIdParameter, ...fileParameters, recordOptions(), simplifyParameter],
	async execute(context, itemIndex, connection) {
		const form = readForm(context, itemIndex);
		const format = readFormat(context, itemIndex);
		return await eachFoundCall(
			context,
			itemIndex,
			connection,
			async (call) => await withFile(context, itemIndex, call, { format, form }),
		);
	},
};
