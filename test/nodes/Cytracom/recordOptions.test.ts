import {
	callAt,
	CytracomSetup,
	getCall,
	getContext,
	getSummary,
	getTranscriptFile,
	HOUR,
} from '../../lab/support/cytracom';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const call = callAt(Date.UTC(2026, 5, 4, 12) - HOUR);

test.each([
	['List Transcriptions', {}],
	['Get Call', getCall(call.linkedId)],
	['Get Context', getContext(call.linkedId)],
	['Get Summary', getSummary(call.linkedId)],
	['Get Transcript File', getTranscriptFile(call.linkedId)],
])(
	'%s has the fields that are wanted, and transcripts without times stay',
	async (_, parameters) => {
		await using setup = await CytracomSetup.start(clock);
		setup.api.addCall(call);
		const options = { fields: ['summary', 'id', 'transcript'], timesInTranscript: true };

		const [whole] = await setup.items(parameters);
		const [item] = await setup.items({ ...parameters, options });

		const { id, summary, transcript } = whole!;
		expect(item).toEqual({ id, summary, transcript });
		expect(Object.keys(item!)).toEqual(Object.keys(whole!).filter((key) => key in item!));
	},
);
