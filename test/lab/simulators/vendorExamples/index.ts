import type { SimulatedCytracomCall } from '../cytracom/calls';
import type { SimulatedTurn, SimulatedYeastarCall } from '../yeastar/calls';
import cytracomAnswer from './cytracom-answer.json';
import cytracomError from './cytracom-error.json';
import contextAnswer from './yeastar-context-answer.json';
import downloadAnswer from './yeastar-download-answer.json';
import fileRecord from './yeastar-file-record.json';
import summaryAnswer from './yeastar-summary-answer.json';

const { leg_1: receptionistLeg, leg_2: humanLeg } = contextAnswer.data;
const summary = summaryAnswer.data.dst;
const [row] = cytracomAnswer.data.transcriptions as [
	(typeof cytracomAnswer.data.transcriptions)[number],
];

/** The record of the page on aidownload: one word of an AI receptionist (7000). Its zone is UTC+8. */
const fileCall: SimulatedYeastarCall = {
	uid: fileRecord.uid,
	legId: fileRecord.leg_id,
	startedAt: Date.parse('2026-05-09T21:49:21+08:00'),
	callType: 'Internal',
	callFrom: fileRecord.call_from,
	callTo: fileRecord.call_to,
	status: fileRecord.status,
	callDuration: fileRecord.call_duration,
	ringDuration: fileRecord.ring_duration,
	talkDuration: fileRecord.talk_duration,
	holdDuration: fileRecord.hold_duration,
	turns: fileRecord.ai_transcription.map((turn) => ({
		number: turn.source_number,
		text: turn.content,
		at: turn.timestamp,
		duration: turn.duration,
	})),
	summary: fileRecord.ai_summary,
};

/** `leg_1` of the page on getaicontext: 20 turns with an AI receptionist. Start from its ID; lengths invented. */
const receptionistCall: SimulatedYeastarCall = {
	uid: '20260513222941A1B2C',
	legId: '20260513222941-586E2',
	startedAt: Date.parse('2026-05-13T22:29:41+08:00'),
	callType: 'Internal',
	callFrom: '3200',
	callTo: '7000',
	status: 'ANSWERED',
	callDuration: 172,
	ringDuration: 0,
	talkDuration: 172,
	holdDuration: 0,
	turns: receptionistLeg.context.map(toTurn),
};

/** `leg_2` of that page: two people out of order, and the summary of the page on getaisummary. */
const humanCall: SimulatedYeastarCall = {
	uid: '20260513222941A1B2C',
	legId: '20260513223234-3EE9E',
	startedAt: Date.parse('2026-05-13T22:32:34+08:00'),
	callType: 'Internal',
	callFrom: '3200',
	callTo: '3202',
	status: 'ANSWERED',
	callDuration: 60,
	ringDuration: 10,
	talkDuration: 50,
	holdDuration: 0,
	turns: humanLeg.context.map(toTurn),
	summary: summary.summary,
	summaries: {
		dst: {
			extensionId: 60,
			html: summary.summary,
			createdAt: summary.created_at * 1000,
			id: summary.id,
			name: summary.name,
		},
	},
};

/** The row of Cytracom's page. Its ID is from another year than its start, as it stands there. */
const cytracomCall: SimulatedCytracomCall = {
	linkedId: row.linked_id,
	startedAt: Date.parse(row.start_time),
	createdAt: Date.parse(row.created_at),
	transcript: row.transcript,
	summary: row.summary,
	durationSeconds: row.duration_seconds,
	status: row.status,
	sentiment: row.sentiment,
	caller: row.caller,
	callee: row.callee,
	labels: row.labels,
};

/**
 * The example answers of the vendors' pages as they stand there, and the calls that make the simulators
 * give them. The PBX of the examples is in Asia/Shanghai; extension 3202 has the ID 60 here.
 */
export const vendorExamples = {
	yeastar: {
		downloadAnswer,
		fileRecord,
		contextAnswer,
		/** Asked for with `src_ext_id=3202` on the page, answered under `dst`. */
		summaryAnswer,
		calls: { file: fileCall, receptionist: receptionistCall, human: humanCall },
	},
	cytracom: { answer: cytracomAnswer, row, error: cytracomError, call: cytracomCall },
};

function toTurn(turn: (typeof receptionistLeg.context)[number]): SimulatedTurn {
	return {
		number: turn.source_number,
		name: turn.name,
		text: turn.content,
		at: turn.timestamp,
		duration: turn.duration,
		createdAt: turn.created_at * 1000,
		id: turn.id,
		type: turn.type,
		avatar: turn.avatar,
	};
}
