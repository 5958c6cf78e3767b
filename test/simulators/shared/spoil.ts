import type { Answer, RecordedRequest } from './answer';
import { proxyPage } from './answer';
import type { AnswerFault } from './faults';

/** Faults that spoil the right answer need it first. */
export function needsAnswer({ kind }: AnswerFault): boolean {
	return kind === 'resetBody' || kind === 'stall' || kind === 'cutJson' || kind === 'json';
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
		case 'reset':
		case 'resetBody':
		case 'stall':
		case 'hang':
		case 'cutJson':
			return answer;
	}
}

/** The document in an answer; a streamed file is put together first. */
async function jsonOf(answer: Answer): Promise<unknown> {
	if ('json' in answer) return answer.json;
	if ('text' in answer) return JSON.parse(answer.text);
	let text = '';
	for await (const piece of answer.pieces) text += piece;
	return JSON.parse(text);
}
