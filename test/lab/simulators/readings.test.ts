import type { CytracomReadings, YeastarReadings } from '.';
import {
	cytracomReadingValues,
	sampleCytracomCall,
	sampleYeastarCall,
	startCytracomSimulator,
	startYeastarSimulator,
	yeastarReadingValues,
} from '.';
import { TestClient } from './yeastar/testClient';
import { VirtualClock } from '../virtualTime';

const clock = new VirtualClock();

/** Every answer to every question, as a row for `test.each`. */
function answersOf(table: Readonly<Record<string, readonly unknown[]>>): [string, unknown][] {
	return Object.entries(table).flatMap(([question, answers]) =>
		answers.map((answer): [string, unknown] => [question, answer]),
	);
}

test.each(answersOf(yeastarReadingValues))('a PBX with %s %p works', async (question, answer) => {
	const readings = { [question]: answer } as Partial<YeastarReadings>;
	const pbx = await startYeastarSimulator({ clock, readings });
	expect(pbx.readings).toMatchObject(readings);
	pbx.addCall(sampleYeastarCall({ startedAt: clock.now() - 600_000 }));
	const client = await TestClient.signedIn(pbx);
	let { errcode } = await client.cdr('aidownload');
	for (let times = 0; errcode === 2 && times < 4; times++)
		({ errcode } = await client.cdr('aidownload'));
	expect(String(errcode)).toBe('0');
	await pbx.close();
});

test.each(answersOf(cytracomReadingValues))(
	'Cytracom with %s %p works',
	async (question, answer) => {
		const readings = { [question]: answer } as Partial<CytracomReadings>;
		const api = await startCytracomSimulator({ clock, readings });
		expect(api.readings).toMatchObject(readings);
		api.addCall(sampleCytracomCall({ startedAt: clock.now() - 600_000 }));
		const to = clock.now() / 1000;
		const query = `from_date=${to - 3600}&to_date=${to}`;
		const headers = { Authorization: `Basic ${btoa(`token:${api.options.token}`)}` };
		const response = await fetch(`${api.url}/insights/transcriptions?${query}`, { headers });
		const { data } = (await response.json()) as { data: { transcriptions: unknown[] } };
		expect(data.transcriptions).toHaveLength(1);
		await api.close();
	},
);

test('the first answer to each question is the default', async () => {
	const pbx = await startYeastarSimulator();
	const api = await startCytracomSimulator();
	expect(pbx.readings).toEqual(firstAnswers(yeastarReadingValues));
	expect(api.readings).toEqual(firstAnswers(cytracomReadingValues));
	await pbx.close();
	await api.close();
});

function firstAnswers(table: Readonly<Record<string, readonly unknown[]>>): object {
	return Object.fromEntries(Object.entries(table).map(([question, [first]]) => [question, first]));
}
