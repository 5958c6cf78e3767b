import type { Answer, RecordedRequest } from './answer';
import { proxyPage } from './answer';
import type { AnswerFault, ChangedBytes } from './faults';

/** Faults that spoil the right answer need it first. */
export function needsAnswer({ kind }: AnswerFault): boolean {
	return ['resetBody', 'stall', 'cutJson', 'json', 'bytes'].includes(kind);
}

/** The answer that a fault puts in the place of the right one, or the right one for faults on its way. */
export async function spoil(
	answer: Answer | undefined,
	fault: AnswerFault,
	request: RecordedRequest,
): Promise<Answer | undefined> {
	switch (fault.kind) {
		case 'http':
			return {
				status: fault.status,
				headers: fault.headers,
				text: fault.body ?? proxyPage(fault.status),
				contentType: 'text/html',
			};
		case 'body':
			return {
				status: fault.status ?? 200,
				text: fault.body,
				contentType: fault.contentType ?? 'application/json',
			};
		case 'redirect':
			return {
				status: fault.status ?? 302,
				headers: { Location: fault.location },
				text: '',
				contentType: 'text/html',
			};
		case 'echo':
			return fault.answer(request);
		case 'errcode':
			return {
				status: 200,
				json: { errcode: fault.errcode, errmsg: fault.errmsg ?? 'FAILURE' },
			};
		case 'errorCode':
			return {
				status: fault.status,
				json: {
					code: fault.status,
					...(fault.errorCode === undefined ? {} : { error_code: fault.errorCode }),
					msg: fault.msg ?? 'Simulated failure',
				},
			};
		case 'json':
			return (
				answer && {
					status: answer.status,
					headers: answer.headers,
					json: fault.change(await jsonOf(answer)),
				}
			);
		case 'bytes':
			return answer && withBytes(answer, fault.change(Buffer.from(await textOf(answer))));
		case 'reset':
		case 'resetBody':
		case 'stall':
		case 'hang':
		case 'cutJson':
			return answer;
	}
}

function withBytes(answer: Answer, { body, status, headers }: ChangedBytes): Answer {
	return {
		status: status ?? answer.status,
		headers: { ...answer.headers, ...headers },
		bytes: body,
		contentType: 'contentType' in answer ? answer.contentType : 'application/json',
	};
}

/** The document in an answer. */
async function jsonOf(answer: Answer): Promise<unknown> {
	return 'json' in answer ? answer.json : JSON.parse(await textOf(answer));
}

/** The body of an answer; a streamed file is put together first. */
async function textOf(answer: Answer): Promise<string> {
	if ('json' in answer) return JSON.stringify(answer.json);
	if ('text' in answer) return answer.text;
	if ('bytes' in answer) return answer.bytes.toString();
	let text = '';
	for await (const piece of answer.pieces) text += piece;
	return text;
}
