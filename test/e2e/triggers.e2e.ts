import { setTimeout as wait } from 'node:timers/promises';
import { Handovers } from '../lab/kills/handovers';
import { explain, isGood } from '../lab/kills/report';
import { killSeries, type SeriesResult } from '../lab/kills/series';
import { Servers } from '../lab/kills/servers';
import { publishConsumers, type Consumer } from '../lab/kills/workflows';
import {
	sampleCytracomCall,
	sampleYeastarCall,
	startCytracomSimulator,
	startYeastarSimulator,
	type CytracomSimulator,
	type YeastarSimulator,
} from '../lab/simulators';
import { until } from './harness/until';
import { yeastarFields } from './shared/phoneSystems';
import { packedPackage } from './shared/sharedN8n';

jest.setTimeout(480_000);

/** They take minutes, most of it waiting: all at once. */
let plainKills: Promise<SeriesResult>;
let durableKills: Promise<SeriesResult>;
let servers: Servers;
let yeastar: YeastarSimulator;
let cytracom: CytracomSimulator;
let consumers: Consumer[];

beforeAll(async () => {
	const few = { seed: 1, tarball: packedPackage(), isShort: true };
	plainKills = killSeries({ ...few, mode: 'plain', kills: 3 });
	durableKills = killSeries({ ...few, mode: 'durable', kills: 1 });
	for (const series of [plainKills, durableKills]) series.catch(() => undefined);
	yeastar = await startYeastarSimulator();
	cytracom = await startCytracomSimulator();
	servers = new Servers('plain', packedPackage());
	await servers.start();
	const credentials = {
		yeastar: { name: 'Yeastar', type: 'yeastarApi', data: yeastarFields(yeastar) },
		cytracom: {
			name: 'Cytracom',
			type: 'cytracomApi',
			data: { baseUrl: cytracom.url, token: cytracom.options.token },
		},
	};
	consumers = await publishConsumers(await servers.session(), credentials, 1);
});

afterAll(async () => {
	await Promise.all([yeastar?.close(), cytracom?.close(), servers?.close()]);
	await Promise.allSettled([plainKills, durableKills]);
});

/** A call on both systems, already over; returns the IDs. */
function newCall(): string[] {
	const startedAt = Date.now();
	const first = { ...sampleYeastarCall({ startedAt }), visibleFrom: startedAt };
	const second = { ...sampleCytracomCall({ startedAt }), createdAt: startedAt };
	yeastar.addCall(first);
	cytracom.addCall(second);
	return [first.legId, second.linkedId];
}

/** Waits until every call is in an execution; gives all calls that are in executions. */
async function handedOver(ids: string[]): Promise<string[]> {
	const session = await servers.session();
	const read = new Handovers();
	return await until(
		async () => {
			const handovers = await read.read(session, consumers);
			const given = handovers.flatMap((handover) => handover.ids);
			return ids.every((id) => given.includes(id)) ? given : undefined;
		},
		{ what: `execution with ${ids.join(', ')}`, withinMs: 120_000, everyMs: 2000 },
	);
}

test('a new call starts the published workflow within two minutes', async () => {
	const ids = newCall();
	expect((await handedOver(ids)).sort()).toEqual([...ids].sort());
});

test('phone systems that are off while n8n starts and back later: the triggers go on', async () => {
	const systems = [yeastar, cytracom];
	const [yeastarPort, cytracomPort] = systems.map(({ origin }) => Number(new URL(origin).port));
	await servers.killMain();
	await Promise.all(systems.map((system) => system.close()));
	await servers.startMain();
	await servers.session();
	await wait(30_000);
	yeastar = await startYeastarSimulator({ port: yeastarPort });
	cytracom = await startCytracomSimulator({ port: cytracomPort });
	await handedOver(newCall());
});

test('n8n killed with SIGKILL: nothing but a batch in the very hand-over is lost or doubled', async () => {
	const result = await plainKills;
	expect({ isGood: isGood(result), details: explain(result) }).toMatchObject({ isGood: true });
});

test('n8n with durable cursors killed with SIGKILL: nothing is lost or doubled', async () => {
	const result = await durableKills;
	expect({ isGood: isGood(result), details: explain(result) }).toMatchObject({ isGood: true });
});
