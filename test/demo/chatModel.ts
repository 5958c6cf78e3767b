import { systemClock } from '../lab/simulators';
import { SimulatorServer } from '../lab/simulators/shared/server';
import { openAi } from '../recipes/services/openAi';

/** Answers every question with what is to be done for customers, from the calls that the agent's tool returned. */
export async function startChatModel(port: number): Promise<SimulatorServer> {
	const model = openAi(sayWhatToDo);
	const options = { clock: systemClock, port, https: false, keepAlive: true };
	const server = new SimulatorServer(options, ({ method, path, body }) => {
		const asked = { method, host: '', path, query: new URLSearchParams(), body };
		return { status: 200, json: {}, ...model.answer(asked) };
	});
	await server.listen();
	return server;
}

/** @param found the calls as JSON, however deep in it */
export function sayWhatToDo(found: string): string {
	const lines = callsIn(JSON.parse(found)).flatMap(({ startedAt, followUps }) =>
		followUps.map((what) => `- ${what} (${timeOf(startedAt)})`),
	);
	if (lines.length === 0) return 'The calls of the last day need no follow-up.';
	return `Follow-ups from the calls of the last day:\n\n${lines.join('\n')}`;
}

interface FoundCall {
	startedAt: string;
	followUps: string[];
}

function callsIn(value: unknown): FoundCall[] {
	if (typeof value !== 'object' || value === null) return [];
	if ('followUps' in value) return [value as FoundCall];
	return Object.values(value).flatMap(callsIn);
}

const timeOf = (startedAt: string) =>
	new Date(startedAt).toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });
