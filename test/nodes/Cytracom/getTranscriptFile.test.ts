import { callAt, CytracomSetup, getCall, getTranscriptFile } from '../../lab/support/cytracom';
import { fileOf } from '../../lab/support/file';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const call = callAt('2026-06-01T10:00:00Z', { transcript: 'Agent: Hello.\nCustomer: Hi, there.' });

async function start() {
	const setup = await CytracomSetup.start(clock);
	setup.api.addCall(call);
	return setup;
}

test.each([
	['txt', 'text/plain', 'Agent: Hello.\nCustomer: Hi, there.\n'],
	[
		'md',
		'text/markdown',
		'# Call on 2026-06-01, 10:00 UTC\n\n- From: +15125550100\n- To: +15125550200\n\n## Summary\n\n' +
			'A greeting.\n\n## Transcript\n\n**Agent**: Hello.\n\n**Customer**: Hi, there.\n',
	],
])('%s is a file beside the call', async (format, mimeType, text) => {
	await using setup = await start();

	const result = await setup.run(getTranscriptFile(call.linkedId, { format }));

	expect(fileOf(result)).toEqual({ fileName: `1780308000.1.${format}`, mimeType, text });
	expect(result.items.map(({ json }) => json)).toEqual(await setup.items(getCall(call.linkedId)));
});

test('json is the record', async () => {
	await using setup = await start();

	const { text } = fileOf(await setup.run(getTranscriptFile(call.linkedId, { format: 'json' })));

	expect([JSON.parse(text)]).toEqual(await setup.items(getCall(call.linkedId)));
});

test.each(['vtt', 'srt'])('%s is an error before anything is asked', async (format) => {
	await using setup = await start();

	const error = await setup.failure(getTranscriptFile(call.linkedId, { format }));

	expect(error).toMatchObject({
		message: `Cytracom transcripts have no timestamps, which ${format.toUpperCase()} requires.`,
		description: 'Choose Text, Markdown, or JSON under Format.',
		context: { itemIndex: 0 },
	});
	expect(setup.api.requests).toEqual([]);
});

test('a call without a transcript is an error', async () => {
	await using setup = await CytracomSetup.start(clock, {
		api: { readings: { emptyTranscriptRowsOmitted: false } },
	});
	setup.api.addCall({ ...call, transcript: null });

	const { message } = await setup.failure(getTranscriptFile(call.linkedId));

	expect(message).toBe('Call 1780308000.1 has no transcript.');
});
