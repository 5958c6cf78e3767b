import type { SimulatedCytracomCall, SimulatedYeastarCall } from '../lab/simulators';
import { addEarlierCalls, addNewCall, conversations } from './calls';
import { sayWhatToDo } from './chatModel';

const NOW = Date.UTC(2026, 5, 4, 12, 34, 56);

/** What both phone systems get. */
function callsOf(add: (systems: Parameters<typeof addNewCall>[0]) => void) {
	const yeastar: SimulatedYeastarCall[] = [];
	const cytracom: SimulatedCytracomCall[] = [];
	add({
		yeastar: { addCall: (call) => yeastar.push(call) },
		cytracom: { addCall: (call) => cytracom.push(call) },
		timeZone: 'America/Chicago',
	});
	return { yeastar, cytracom };
}

test('the earlier calls of a second start are those of the first, and both phone systems have some', () => {
	const first = callsOf((systems) => addEarlierCalls(systems, NOW));
	expect(callsOf((systems) => addEarlierCalls(systems, NOW + 1000))).toEqual(first);
	expect(Math.min(first.yeastar.length, first.cytracom.length)).toBeGreaterThan(2);
});

test('every conversation comes in on both phone systems, and can be read at once', () => {
	const { yeastar, cytracom } = callsOf((systems) => {
		for (let index = 0; index < 2 * conversations.length; index++) addNewCall(systems, index, NOW);
	});
	expect(new Set(yeastar.map(({ summary }) => summary)).size).toBe(conversations.length);
	expect(new Set(cytracom.map(({ summary }) => summary)).size).toBe(conversations.length);
	yeastar.forEach(({ startedAt, visibleFrom }) =>
		expect(visibleFrom! - startedAt).toBeLessThan(75_000),
	);
	cytracom.forEach(({ startedAt, createdAt }) =>
		expect(createdAt - startedAt).toBeLessThan(75_000),
	);
});

test('the chat model finds what is to be done, however the tool packs the calls', () => {
	const call = {
		customerName: 'Tessa',
		startedAt: '2026-06-04T12:00:00Z',
		followUps: ['Call back.'],
	};
	const found = JSON.stringify([{ response: [{ ...call, followUps: [] }, call] }]);
	expect(sayWhatToDo(found)).toMatch(/\n- Call back\. \(.+\)$/);
	expect(sayWhatToDo('[]')).toMatch(/no follow-up/);
});
