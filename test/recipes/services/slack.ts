import type { Service, Written } from './service';

const TOKEN = 'xoxb-simulated';

/** Slack's chat.postMessage. */
export function slack(): Service {
	const messages: Written[] = [];
	return {
		hosts: ['slack.com'],
		credential: { name: 'Slack', type: 'slackApi', data: { accessToken: TOKEN } },
		nodes: ['n8n-nodes-base.slack'],
		answer({ method, path, body }) {
			if (method !== 'POST' || path !== '/api/chat.postMessage') return undefined;
			const { channel, blocks, text } = body as Message;
			if (!/^[#C]/.test(channel)) return { json: { ok: false, error: 'channel_not_found' } };
			// what Slack refuses: texts that are empty or longer than 3,000 characters, more than 50 blocks
			const texts = blocks.flatMap((block) => [block.text, ...(block.elements ?? [])]);
			if (blocks.length > 50 || texts.some((part) => part && !fits(part.text))) {
				return { json: { ok: false, error: 'invalid_blocks' } };
			}
			const whole = JSON.stringify({ channel, blocks, text });
			messages.push({ text: whole, customer: whole });
			return { json: { ok: true, channel, ts: `${messages.length}.0001`, message: { text } } };
		},
		written: () => messages,
	};
}

interface Message {
	channel: string;
	text: string;
	blocks: { type: string; text?: { text: string }; elements?: { text: string }[] }[];
}

const fits = (text: string) => text.length > 0 && text.length <= 3000;
