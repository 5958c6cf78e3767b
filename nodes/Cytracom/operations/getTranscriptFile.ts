import { toolDescriptions } from '../../shared/operations/agentTool';
import type { Operation } from '../../shared/operations/operation';
import { readForm } from '../../shared/operations/recordOptions';
import { fileParameters, readFormat, withFile } from '../../shared/operations/transcriptFile';
import type { CytracomConnection } from '../api/connection';
import { callRecordParameters, eachFoundCall, linkedIdParameter } from '../parameters';

/** The item of a call with its transcript as a file. */
export const getTranscriptFile: Operation<CytracomConnection> = {
	name: 'Get Transcript File',
	value: 'download',
	description: 'Get the transcript of a call as a file',
	action: 'Get transcript file',
	toolDescription: toolDescriptions.download,
	parameters: [linkedIdParameter, ...fileParameters, ...callRecordParameters(false)],
	async execute(context, itemIndex, connection) {
		const form = readForm(context, itemIndex);
		const format = readFormat(context, itemIndex, 'Cytracom');
		return await eachFoundCall(
			context,
			itemIndex,
			connection,
			async (call) => await withFile(context, itemIndex, call, { format, form }),
		);
	},
};
