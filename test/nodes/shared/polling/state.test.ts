import fc from 'fast-check';
import { callKey } from '../../../../nodes/shared/polling/remembered';
import { atTheDoor } from '../../../../nodes/shared/polling/settings';
import { parseState, serialize } from '../../../../nodes/shared/polling/state';
import { DAY, HOUR, MINUTE } from '../../../../nodes/shared/polling/timing';
import { fresh, LONG, scenario, START } from './scenario';

/** A state that has seen something of everything. */
async function busyState(): Promise<string> {
	const { call, n8n, pollAt, begin, vendor } = scenario({ initialLookbackMs: 5 * DAY });
	for (let i = 0; i < 50; i++) call(`call ${i}`, i * 20 * MINUTE);
	call('broken', 10 * HOUR, MINUTE, { brokenUntil: Infinity });
	call('broken too', 10.5 * HOUR, MINUTE, { brokenUntil: Infinity });
	await begin();
	await pollAt(10 * HOUR);
	await n8n.edit({ criteria: { event: 'newTranscription', from: '1' } });
	let requests = 0;
	vendor.failure = () => (requests++ === 0 ? { after: 0 } : undefined);
	await pollAt(11 * HOUR);
	await pollAt(11 * HOUR);
	return n8n.state ?? '';
}

/** As `activation.ts` makes it at `START`. */
const FRESH =
	'1 RNFqWfJW {"owner":"pbx 1","activatedAt":1778328000000,"origin":1778313600000,"floor":1778327880000,"settled":1778313600000,"sweeps":[],"sweptAt":1778328000000,"holes":[],"criteria":{"event":"newTranscription"},"lookbackMs":86400000,"former":[],"seen":{},"unreadable":{}}';

/** With something in every list. */
const FULL =
	'1 3dNLwtY3 {"owner":"pbx 1","activatedAt":1778328000000,"origin":1778313600000,"floor":1778327880000,"settled":1778313600000,"sweeps":[[1,2],[2,3,4]],"sweptAt":1778328000000,"holes":[[1,2,3,4]],"criteria":{"event":"newSummary","to":"1"},"lookbackMs":86400000,"former":[{"until":5,"criteria":{"event":"newSummary","to":"2"},"lookbackMs":6}],"seen":{"al5o":"aaaaaaaa"},"unreadable":{"al5o":"bbbbbbbb"},"report":{"count":1,"examples":[{"key":"x","reason":"y\\n"}]}}';

describe('the form in which a state is saved', () => {
	it('given a fresh state, then this is its text', () => {
		expect(serialize(fresh(scenario().n8n.settings, START, 'new'))).toBe(FRESH);
	});

	it('given a text with everything in it, then it is read, and gives the same text again', () => {
		const state = parseState(FULL);
		expect(state).toMatchObject({
			sweeps: [
				{ from: 1, to: 2, at: Infinity },
				{ from: 2, to: 3, at: 4 },
			],
			holes: [{ from: 1, to: 2, since: 3, triedAt: 4 }],
			report: { examples: [{ reason: 'y\n' }] },
		});
		expect(state?.seen.has('aaaaaaaa')).toBe(true);
		expect(state?.unreadable.has('bbbbbbbb')).toBe(true);
		expect(state && serialize(state)).toBe(FULL);
	});

	it('given filters in other words, then they have one form behind the door', () => {
		const { settings } = scenario().n8n;
		const criteria = { to: '1', event: 'newSummary', from: '' } as const;
		expect(JSON.stringify(atTheDoor({ ...settings, criteria }).criteria)).toBe(
			'{"event":"newSummary","to":"1"}',
		);
	});

	it.each([
		['of another version', FRESH.replace('1 ', '2 ')],
		['with something before it', ` ${FRESH}`],
		['without a check', FRESH.replace('RNFqWfJW ', '')],
		['with another check', FRESH.replace('RNFqWfJW', 'RNFqWfJX')],
		['with something after it', `${FRESH}\n`],
		['that is none', undefined],
		['in a list', [FRESH]],
	])('given a text %s, then it is no state', (_, text) => {
		expect(parseState(text)).toBeUndefined();
	});

	it('given line breaks in it, then it is read all the same', () => {
		const json = FRESH.slice(11).replace(/,/g, ',\n');
		expect(parseState(`1 ${callKey(json)} ${json}`)?.owner).toBe('pbx 1');
	});
});

describe('state', () => {
	it('given a state, when saved and read, then it is the same text', async () => {
		const text = await busyState();
		const state = parseState(text);
		expect(state).toMatchObject({ holes: [{}], former: [{}], report: { count: 1 } });
		expect(state && serialize(state)).toBe(text);
	});

	it('given 10,000 calls remembered, then each takes less than 24 bytes in the saved JSON', () => {
		for (const everyMs of [9 * 1000, HOUR]) {
			const { n8n } = scenario();
			const state = fresh(n8n.settings, START, 'new');
			for (let i = 0; i < 10_000; i++) state.seen.add(callKey(`${i}`), START + i * everyMs);
			const saved = JSON.stringify({ state: serialize(state) });
			expect(Buffer.byteLength(saved) / 10_000).toBeLessThan(24);
		}
	});
});

function ahead(text: string): string {
	const state = parseState(text);
	if (!state) throw new Error('There is no state');
	state.origin += 10 * DAY;
	state.settled += 10 * DAY;
	return serialize(state);
}

describe('a state that cannot be used', () => {
	const damage: [string, (text: string) => unknown][] = [
		['cut off', (text) => text.slice(0, text.length / 2)],
		['changed in one character', (text) => text.replace('"settled":1', '"settled":2')],
		["another node's", () => JSON.stringify({ lastItemDate: '2026-05-09' })],
		['an object', () => ({ lastItemDate: '2026-05-09' })],
		['of a newer version', (text) => text.replace('1', '2')],
		['from a clock that was days ahead', ahead],
	];
	it.each(damage)(
		'given one that is %s, then no history floods in, and what becomes ready later is given',
		async (_, spoil) => {
			const { call, begin, n8n, pollUntil } = scenario({ initialLookbackMs: 5 * DAY });
			call('history', -2 * DAY);
			call('given', HOUR);
			call('late', HOUR, 20 * HOUR);
			call('new', 12 * HOUR);
			await begin();
			await pollUntil(3 * HOUR);
			await n8n.edit({ criteria: { event: 'newTranscription', minTalkSeconds: -1 } });
			await pollUntil(10 * HOUR);
			n8n.state = spoil(n8n.state ?? '') as string;
			await pollUntil(LONG);
			expect(n8n.given).toEqual(['history', 'given', 'new', 'late']);
		},
	);

	it('given any damage to any character, then nothing is given', async () => {
		const text = await busyState();
		const change = fc.tuple(
			fc.integer({ min: 1, max: text.length - 1 }),
			fc.string({ maxLength: 2 }),
		);
		await fc.assert(
			fc.asyncProperty(change, fc.boolean(), async ([at, put], isCut) => {
				const { call, n8n, pollAt } = scenario({ initialLookbackMs: 5 * DAY });
				for (let i = 0; i < 30; i++) call(`call ${i}`, i * 20 * MINUTE);
				n8n.state = text.slice(0, at) + put + (isCut ? '' : text.slice(at + 1));
				for (let i = 0; i < 3; i++) await pollAt(11 * HOUR + i * MINUTE);
				expect(n8n.given).toEqual([]);
			}),
			{ numRuns: 1000 },
		);
	}, 30_000);
});
