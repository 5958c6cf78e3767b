import type { IPollFunctions } from 'n8n-workflow';

import { cytracomVendor } from '../../../../nodes/Cytracom/api/source';
import { canonical } from '../../../../nodes/shared/record/criteria';

const event = 'newTranscription';
const open = async (token: string, baseUrl = 'https://api.cytracom.net/v1.0') =>
	await cytracomVendor.open(
		{
			getCredentials: async () => await Promise.resolve({ token, baseUrl }),
		} as unknown as IPollFunctions,
		{},
		Infinity,
	);

test('the filters of the trigger are those of the engine', () => {
	expect(canonical({ event, ...cytracomVendor.criteriaOf({}) })).toEqual({ event });
	expect(
		cytracomVendor.criteriaOf({
			caller: ' 1 ',
			callee: 2,
			status: 'completed',
			sentiment: 'positive',
			minDurationSeconds: '30',
			extension: 3202,
			externalOnly: 'true',
			search: ' refund ',
		}),
	).toEqual({
		from: '1',
		to: '2',
		status: 'completed',
		sentiment: 'positive',
		minDurationSeconds: 30,
		extension: '3202',
		externalOnly: true,
		search: 'refund',
	});
});

test('history goes back 90 days', async () => {
	expect(cytracomVendor.maxInitialLookbackHours).toBe(90 * 24);
	expect((await open('a')).retentionMs).toBe(90 * 24 * 60 * 60_000);
});

test('an account is known by a short sign of its token, whatever stands around that', async () => {
	const { owner } = await open('secret');

	expect(owner).toMatch(/^cytracom https:\/\/api\.cytracom\.net [\da-f]{16}$/);
	expect((await open(' secret\n')).owner).toBe(owner);
	expect((await open('other')).owner).not.toBe(owner);
});

test('another token may be the same account’s, at the same address only', async () => {
	const { mayHaveBeen } = await open('new');

	expect(mayHaveBeen?.((await open('old')).owner)).toBe(true);
	expect(mayHaveBeen?.((await open('old', 'https://other.example')).owner)).toBe(false);
	expect(mayHaveBeen?.('yeastar 1234')).toBe(false);
});
