import type { Service, Written } from './service';

const DAY_MS = 86_400_000;

/**
 * A chat model that looks into the calls of the last day with the tool it is given, and says what it found.
 *
 * @param say makes an answer of what the tool returned
 */
export function openAi(say = (found: string) => `I found: ${found}`): Service {
	let answers: Written[] = [];
	return {
		hosts: ['api.openai.com'],
		credential: { name: 'OpenAI', type: 'openAiApi', data: { apiKey: 'simulated' } },
		nodes: ['@n8n/n8n-nodes-langchain.lmChatOpenAi'],
		answer({ method, path, body }) {
			if (method !== 'POST' || path !== '/v1/chat/completions') return undefined;
			const { messages, tools } = body as Question;
			const last = messages.at(-1)!;
			if (last.role !== 'tool') return said({ tool_calls: [listing(tools[0]!.function.name)] });
			answers = [{ text: String(last.content), customer: String(last.content) }];
			return said({ content: say(String(last.content)) });
		},
		written: () => answers,
	};
}

interface Question {
	messages: { role: string; content: unknown }[];
	tools: { function: { name: string } }[];
}

const listing = (name: string) => ({
	id: 'call_1',
	type: 'function',
	function: {
		name,
		arguments: JSON.stringify({
			startTime: new Date(Date.now() - DAY_MS).toISOString(),
			endTime: new Date().toISOString(),
		}),
	},
});

const said = (message: { content?: string; tool_calls?: object[] }) => ({
	json: {
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 0,
		model: 'gpt-4.1-mini',
		choices: [
			{
				index: 0,
				message: { role: 'assistant', content: null, ...message },
				finish_reason: message.tool_calls ? 'tool_calls' : 'stop',
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	},
});
