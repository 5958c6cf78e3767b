import { YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();

/** One call as the file has it, about 25 kB. */
const record = (number: number) => ({
	leg_id: `leg-${number}`,
	time: new Date(Date.UTC(2026, 5, 1, 8) + number * 1000)
		.toISOString()
		.slice(0, 19)
		.replace('T', ' '),
	call_from: '3200',
	ai_summary: 'x'.repeat(25_000),
});

test('a file of more than 100 MB is read piece by piece: never much of it is on its way or held', async () => {
	await using setup = await YeastarSetup.start(clock);
	const count = 4200;
	let written = 0;
	let read = 0;
	let bytes = 0;
	let mostBetween = 0;
	const { parse } = JSON;
	// a spy of jest would keep every text
	JSON.parse = (text: string, ...more) => {
		if (text.startsWith('{"leg_id"')) read++;
		return parse(text, ...more) as unknown;
	};
	setup.pbx.fileSource = function* () {
		for (; written < count; written++) {
			const text = JSON.stringify(record(written));
			bytes += text.length;
			mostBetween = Math.max(mostBetween, written - read);
			yield text;
		}
	};

	const items = await setup
		.items({ startTime: '2026-06-01T00:00:00Z', limit: 5 })
		.finally(() => (JSON.parse = parse));

	expect(items.map(({ id }) => id)).toEqual(
		[4199, 4198, 4197, 4196, 4195].map((number) => `leg-${number}`),
	);
	expect(bytes).toBeGreaterThan(100_000_000);
	// what the buffers of two sockets hold
	expect(mostBetween).toBeLessThan(count / 4);
}, 60_000);

test('a file with a record that never ends is let go of, however long it is', async () => {
	await using setup = await YeastarSetup.start(clock);
	let most = 0;
	setup.pbx.fileSource = function* () {
		for (let number = 0; ; number++) {
			most = Math.max(most, number);
			yield number === 3 ? '{"leg_id":' : record(number);
		}
	};

	const { message } = await setup.failure({ startTime: '2026-06-01T00:00:00Z' });

	expect(message).toContain('was cut off');
	expect(setup.requests('/api/download/')).toHaveLength(3);
	expect(most).toBeLessThan(4000);
}, 30_000);
