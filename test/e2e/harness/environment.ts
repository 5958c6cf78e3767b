import { installation } from './installation';

/**
 * How n8n runs: `plain` is its default, a single process that keeps poll state in memory; `durable` saves poll state
 * and execution in one transaction; `queue` is `durable` with Redis and PostgreSQL, which the caller names in `env`.
 */
export type Mode = 'plain' | 'durable' | 'queue';

const DURABLE_CURSORS = {
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
};

const MODES: Record<Mode, Record<string, string>> = {
	plain: {},
	durable: DURABLE_CURSORS,
	queue: { ...DURABLE_CURSORS, EXECUTIONS_MODE: 'queue' },
};

/** n8n on its own: no calls home, no banners, no questions, reachable from this machine only. */
const SECLUDED = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_PYTHON_ENABLED: 'false',
	N8N_SECURE_COOKIE: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
};

export interface EnvironmentOptions {
	/** The user folder: n8n keeps its database, key and community packages in `.n8n` below it. */
	folder: string;
	mode?: Mode;
	/** Added last, so that it overrides everything else. */
	env?: Record<string, string>;
}

/** The environment of an n8n process; settings of a surrounding n8n or npm stay out of it. */
export function n8nEnvironment({
	folder,
	mode = 'plain',
	env,
}: EnvironmentOptions): NodeJS.ProcessEnv {
	const inherited = Object.fromEntries(
		Object.entries(process.env).filter(
			([name]) => !/^(N8N_|DB_|EXECUTIONS_|QUEUE_|npm_|NODE_ENV$|NODE_OPTIONS$|JEST_)/.test(name),
		),
	);
	return {
		...inherited,
		PATH: installation.path,
		N8N_USER_FOLDER: folder,
		...SECLUDED,
		...MODES[mode],
		...env,
	};
}
