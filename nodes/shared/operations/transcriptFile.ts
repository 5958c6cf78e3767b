import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { FoundCall } from '../found';
import { recordOf } from '../found';
import { NoTimesError } from '../record/cues';
import { timed } from '../record/recordShape';
import type { TranscriptFile, TranscriptFormat } from '../record/transcriptFile';
import { toTranscriptFile } from '../record/transcriptFile';
import { ServiceError } from '../requests/errors';
import { Item } from './operation';
import { textOf } from './parameters';
import type { Form } from './recordOptions';
import { outputOf } from './recordOptions';

/** The parameters of *Get Transcript File* other than the call. */
export const fileParameters: INodeProperties[] = [
	{
		displayName: 'Format',
		name: 'format',
		type: 'options',
		options: [
			{ name: 'JSON', value: 'json', description: 'All fields of the call' },
			{ name: 'Markdown', value: 'md', description: 'The summary and transcript, with headings' },
			{ name: 'SRT', value: 'srt', description: 'Subtitles that most players support (SubRip)' },
			{ name: 'Text', value: 'txt', description: 'One line for each time a speaker talks' },
			{ name: 'WebVTT', value: 'vtt', description: 'Subtitles for web pages, with speaker names' },
		],
		default: 'txt',
		description: 'Format of the transcript file',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		placeholder: 'e.g. data',
		required: true,
		description: 'Name of the binary field in the output item that holds the file',
		hint: 'The name of the output binary field to put the file in',
	},
];

const FORMATS: readonly string[] = ['txt', 'md', 'vtt', 'srt', 'json'];
const CHOOSE = 'Choose Text, Markdown, or JSON under Format.';

/**
 * @param untimed the vendor, if its transcripts have no timestamps and so cannot become subtitles
 * @throws NodeOperationError when the format does not exist or is not possible
 */
export function readFormat(
	context: IExecuteFunctions,
	itemIndex: number,
	untimed?: string,
): TranscriptFormat {
	const format = textOf(context.getNodeParameter('format', itemIndex)).toLowerCase();
	const refuse = (message: string, description: string) =>
		new NodeOperationError(context.getNode(), message, { description, itemIndex });
	if (!FORMATS.includes(format)) {
		throw refuse(
			`There is no format named "${format}".`,
			'Choose one from the list, or use an expression that returns "txt", "md", "vtt", "srt", or "json".',
		);
	}
	if (untimed && (format === 'vtt' || format === 'srt')) {
		throw refuse(
			`${untimed} transcripts have no timestamps, which ${format.toUpperCase()} requires.`,
			CHOOSE,
		);
	}
	return format as TranscriptFormat;
}

/**
 * The item of a call with its transcript as a file.
 *
 * @throws ServiceError when the call has no transcript, or no times for subtitles
 */
export async function withFile(
	context: IExecuteFunctions,
	itemIndex: number,
	call: FoundCall,
	{ format, form }: { format: TranscriptFormat; form: Form },
): Promise<Item> {
	const { id } = call.head;
	if (!call.hasTranscript) {
		throw new ServiceError({
			what: `Call ${id} has no transcript.`,
			advice: 'It may not be ready yet. Calls that are not transcribed never get one.',
		});
	}
	const { fileName, mimeType, text } = fileOf(call, format, form);
	const name = textOf(context.getNodeParameter('binaryPropertyName', itemIndex)) || 'data';
	const content = Buffer.from(text, 'utf8');
	const file = await context.helpers.prepareBinaryData(content, fileName, mimeType);
	return new Item(outputOf(call, form), { binary: { [name]: file } });
}

function fileOf(call: FoundCall, format: TranscriptFormat, form: Form): TranscriptFile {
	try {
		return toTranscriptFile(timed(recordOf(call), form), format);
	} catch (error) {
		return refuse(error, call, format);
	}
}

function refuse(error: unknown, { head }: FoundCall, format: TranscriptFormat): never {
	if (!(error instanceof NoTimesError)) throw error;
	const what = `The transcript of call ${head.id} has no timestamps, which ${format.toUpperCase()} requires.`;
	throw new ServiceError({ what, advice: CHOOSE });
}
