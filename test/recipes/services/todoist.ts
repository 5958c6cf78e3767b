import type { Service, Written } from './service';

/** Todoist's tasks. */
export function todoist(): Service {
	const tasks: Written[] = [];
	return {
		hosts: ['api.todoist.com'],
		credential: { name: 'Todoist', type: 'todoistApi', data: { apiKey: 'simulated' } },
		nodes: ['n8n-nodes-base.todoist'],
		answer({ method, path, body }) {
			if (method !== 'POST' || path !== '/api/v1/tasks') return undefined;
			const { content, description } = body as { content?: string; description: string };
			if (!content) return { status: 400, json: { error: 'Required argument is missing' } };
			tasks.push({ text: `${content}\n${description}`, customer: description });
			return { json: { id: String(tasks.length), content } };
		},
		written: () => tasks,
	};
}
