import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import { cytracomPhone } from './cytracomPhone';
import type { PhoneSpec } from './phone';
import { yeastarPhone } from './yeastarPhone';

/** What was asked of a phone since the last time that this was told. */
export interface Load {
	requests: number;
	bytes: number;
	/** The most requests that were open at once. */
	mostOpen: number;
}

/**
 * Phone systems, each on an address of its own, with answers that are made before anybody asks, so that what is measured is
 * the client.
 */
export function phoneOperations() {
	const phones = new Map<string, { server: Server; load: Load }>();
	return {
		async start(spec: PhoneSpec): Promise<string> {
			const answer = spec.vendor === 'cytracom' ? cytracomPhone(spec) : await yeastarPhone(spec);
			const load = { requests: 0, bytes: 0, mostOpen: 0 };
			let open = 0;
			const server = createServer((request, response) => {
				open += 1;
				load.requests += 1;
				load.mostOpen = Math.max(load.mostOpen, open);
				const { socket } = response;
				const before = socket!.bytesWritten;
				const end = () => {
					response.off('finish', end).off('close', end);
					open -= 1;
					load.bytes += socket!.bytesWritten - before;
				};
				response.on('finish', end).on('close', end);
				void (async () => {
					for await (const part of request) void part;
					if (spec.latencyMs > 0) await wait(spec.latencyMs);
					await answer(new URL(request.url ?? '/', 'http://phone'), response, request);
				})();
			});
			await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
			const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
			phones.set(origin, { server, load });
			return origin;
		},

		takeLoad(origin: string): Load {
			const { load } = phones.get(origin)!;
			const taken = { ...load };
			Object.assign(load, { requests: 0, bytes: 0, mostOpen: 0 });
			return taken;
		},

		stop(origin: string): void {
			const { server } = phones.get(origin)!;
			server.close();
			server.closeAllConnections();
			phones.delete(origin);
		},
	};
}

export type PhoneOperations = ReturnType<typeof phoneOperations>;
