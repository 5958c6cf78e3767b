import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { SimulatedYeastarCall } from '../../lab/simulators';
import { HOUR, MINUTE, Trigger, yeastar } from '../../lab/support/triggers';
import { callAt, turnsAfter, YeastarSetup } from '../../lab/support/yeastar';
import { useVirtualClock } from '../../lab/virtualTime';

const clock = useVirtualClock();
const june: INodeParameters = { startTime: '2026-06-01T00:00:00Z' };
const keepOn = { onError: 'continueRegularOutput' } as const;

const idsOf = (items: INodeExecutionData[]) => items.map(({ json }) => json.id ?? 'error');

/** Stands in a record where the file has `json`, which is none. */
const mark = (json: string) => `@@${json}@@`;
/** Writes files as a PBX does that does not escape what it writes; and only a part of them. */
const unescaped = {
	kind: 'bytes',
	match: '/api/download/',
	times: Infinity,
	change: (body: Buffer) => {
		const text = body
			.toString()
			.replace(/"@@(.*?)@@"/g, (_, json: string) => json.replaceAll("'", '"'));
		return { body: Buffer.from(text.replaceAll('<tab>', '\t').replaceAll('<line>', '\n')) };
	},
} as const;
const cutOff = {
	...unescaped,
	change: (body: Buffer) => {
		const whole = unescaped.change(body).body;
		return { body: whole.subarray(0, whole.length - 40) };
	},
};

type Bad = [what: string, raw: Record<string, unknown>, reason: RegExp];
const notJson: Bad[] = [
	['a raw tab in a text', { ai_summary: mark("'a<tab>b'") }, /JSON/],
	['a raw line break in a text', { ai_summary: mark("'a<line>b'") }, /JSON/],
	['a word without quotes', { call_type: mark('Internal') }, /JSON/],
	['no value', { call_duration: mark('') }, /JSON/],
	['NaN', { call_duration: mark('NaN') }, /JSON/],
];
const misfits: Bad[] = [
	['no ID', { leg_id: undefined }, /"leg_id" is missing/],
	['a date that is none', { time: 'yesterday' }, /"time" is not a date: yesterday/],
	['a text for a list', { ai_transcription: 'none' }, /"ai_transcription": expected a list/],
];
const bad = [...notJson, ...misfits];

const goodAt = (moment: string, legId: string) =>
	callAt(moment, legId, { turns: turnsAfter(moment, ['3200', 4, 'Hi']) });

/** A bad record between two good ones. */
async function withBad(...raws: Record<string, unknown>[]) {
	const setup = await YeastarSetup.start(clock);
	setup.pbx.faults.add(unescaped);
	const calls = [
		goodAt('2026-06-01T10:00:00Z', 'first'),
		...raws.map((raw, at) => callAt(`2026-06-01T10:1${at}:00Z`, `bad ${at}`, { raw })),
		goodAt('2026-06-01T10:30:00Z', 'last'),
	];
	calls.forEach((call) => setup.pbx.addCall(call));
	return setup;
}

describe.each(bad)('a record with %s', (_, raw, reason) => {
	test('costs itself only, and a hint tells of it', async () => {
		await using setup = await withBad(raw);

		const { items, hints, error } = await setup.run(june);

		expect(error).toBeUndefined();
		expect(idsOf(items)).toEqual(['last', 'first']);
		expect(hints).toEqual([
			expect.objectContaining({ message: expect.stringMatching(reason) as string }),
		]);
		expect(setup.requests('/api/download/')).toHaveLength(1);
	});

	test('is an error item with Continue', async () => {
		await using setup = await withBad(raw);

		const { items, hints } = await setup.run(june, keepOn);

		expect(idsOf(items)).toEqual(['last', 'first', 'error']);
		expect(items[2]).toMatchObject({
			json: { error: expect.stringMatching(reason) as string },
			pairedItem: { item: 0 },
		});
		expect(hints).toEqual([]);
	});

	test('is reported once or twice by a trigger, and blocks nothing', async () => {
		await using trigger = await Trigger.start(yeastar, clock);
		await trigger.begin();
		trigger.system.faults.add(unescaped);
		const errors: Error[] = [];
		const poll = async (after: number) =>
			await trigger.poll(after).catch((error: Error) => void errors.push(error));
		const startedAt = clock.now() + MINUTE;
		trigger.system.add({ id: 'bad', startedAt, raw }, { id: 'good', startedAt });

		await poll(5 * MINUTE);
		expect(trigger.given).toEqual(['good']);
		trigger.system.add({ id: 'next', startedAt: clock.now() });
		for (let i = 0; i < 3; i++) await poll(2 * MINUTE);
		expect(trigger.given).toEqual(['good', 'next']);
		for (let i = 0; i < 15; i++) await poll(2 * HOUR);

		expect(errors.length).toBeGreaterThanOrEqual(1);
		expect(errors.length).toBeLessThanOrEqual(2);
		expect(errors[0]).toMatchObject({
			message: 'A call could not be read.',
			description: expect.stringMatching(reason) as string,
		});
	});
});

test('several are all told', async () => {
	await using setup = await withBad(...misfits.map(([, raw]) => raw));

	const { items, hints } = await setup.run(june);
	const said = hints.map(({ message }) => message).join('\n');

	expect(items).toHaveLength(2);
	for (const [, , reason] of misfits) expect(said).toMatch(reason);
});

test.each(bad)('a list that holds nothing else is an error: %s', async (_, raw, reason) => {
	await using setup = await YeastarSetup.start(clock);
	setup.pbx.faults.add(unescaped);
	setup.pbx.addCall(callAt('2026-06-01T10:00:00Z', 'bad', { raw }));

	const error = await setup.failure(june);

	expect(error).toMatchObject({ name: 'NodeApiError', context: { itemIndex: 0 } });
	expect(error.message).toMatch(reason);
});

test.each([null, 1, 'text', [], true])('%j in place of a record is one, too', async (record) => {
	await using setup = await withBad();
	setup.pbx.faults.clear();
	setup.pbx.faults.add({
		kind: 'json',
		match: '/api/download/',
		change: (records) => [record, ...(records as unknown[])],
	});

	const { items, hints } = await setup.run(june);

	expect(idsOf(items)).toEqual(['last', 'first']);
	expect(hints).toHaveLength(1);
});

test.each([undefined, keepOn])("outside the range it is nobody's concern: %j", async (options) => {
	await using setup = await withBad();
	const moments = ['2026-06-01T09:30:00Z', '2026-06-01T10:45:00Z', '2026-05-01T10:00:00Z'];
	const [outside] = moments.map((moment) => Date.parse(moment));
	const strays = moments.map((moment): SimulatedYeastarCall =>
		callAt(moment, moment, { raw: { ai_transcription: 'none' } }),
	);
	strays.forEach((call) => setup.pbx.addCall(call));

	const { items, hints, error } = await setup.run(
		{ startTime: '2026-06-01T10:00:00Z', endTime: '2026-06-01T10:30:00Z' },
		options,
	);

	// the PBX was asked for a wider range, as it is where its zone is not told
	const start = setup.requests('aidownload')[0]?.query.start_time;
	expect(Date.parse(`${start}+08:00`)).toBeLessThanOrEqual(outside!);
	expect(error).toBeUndefined();
	expect(idsOf(items)).toEqual(['last', 'first']);
	expect(hints).toEqual([]);
});

describe('a file that is cut off, with a bad record before', () => {
	test('is read again', async () => {
		await using setup = await withBad({ ai_summary: mark("'a<tab>b'") });
		setup.pbx.faults.clear();
		setup.pbx.faults.add({ ...cutOff, times: 1 }, unescaped);

		const { items, hints } = await setup.run(june);

		expect(idsOf(items)).toEqual(['last', 'first']);
		expect(hints).toHaveLength(1);
		expect(setup.requests('/api/download/')).toHaveLength(2);
	});

	test.each(notJson)('is an error when it stays so: %s', async (_, raw) => {
		await using setup = await withBad(raw);
		setup.pbx.faults.clear();
		setup.pbx.faults.add(cutOff);

		const error = await setup.failure(june);

		expect(error.message).toContain('was cut off');
		expect(setup.requests('/api/download/')).toHaveLength(3);
	});
});
