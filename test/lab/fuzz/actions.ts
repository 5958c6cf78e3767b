import { byId, byNumber } from '../support/yeastar';
import { typeOf } from '../world';
import { anyObject, healths, records } from './recordShape';
import type { Action, Scene } from './scene';
import type { Check } from './recordShape';
import type { StartSystem } from './systems';
import { ranges, startCytracom, startYeastar } from './systems';
import { playPolls, playTestEvent } from './polls';

const SIGN_IN = 'get_token';
const ABOUT = 'system/information';
const FILE = ['aidownload', 'api/download/'];
const ROWS = ['insights/transcriptions'];

const eachRange = { startTime: '={{ $json.from }}', endTime: '={{ $json.to }}' };
const each = byId('={{ $json.id }}');

/** With *Simplify* the record, else the vendor's own object. */
const shape = ({ settings }: Scene, record: Check): Check =>
	settings.simplify ? record : anyObject;
const idsOf = ({ system }: Scene) => system.ids.map((id) => ({ id }));

const yeastarNode = typeOf('Yeastar');
const cytracomNode = typeOf('Cytracom');

const yeastarActions: Action[] = [
	{
		name: 'Yeastar: list',
		endpoints: FILE,
		async play(scene) {
			const { simplify } = scene.settings;
			const node = scene.node(yeastarNode, { ...eachRange, simplify });
			const check = shape(scene, records.yeastarCall);
			await scene.execute(node, ranges(scene.clock.now()), check);
		},
	},
	{
		name: 'Yeastar: get',
		endpoints: [...FILE, 'getaicontext'],
		async play(scene) {
			const { simplify } = scene.settings;
			const parameters = { operation: 'get', legId: each, simplify };
			const check = shape(scene, records.yeastarCall);
			await scene.execute(scene.node(yeastarNode, parameters), idsOf(scene), check);
		},
	},
	{
		name: 'Yeastar: getContext',
		endpoints: ['getaicontext'],
		async play(scene) {
			const { simplify } = scene.settings;
			const parameters = { operation: 'getContext', legId: each, simplify };
			const check = shape(scene, records.yeastarContext);
			await scene.execute(scene.node(yeastarNode, parameters), idsOf(scene), check);
		},
	},
	{
		name: 'Yeastar: getSummary',
		endpoints: ['getaisummary', 'extension/search'],
		async play(scene) {
			const { simplify } = scene.settings;
			const extension = simplify ? byNumber('={{ $json.extension }}') : byId('60');
			const party = 'callee';
			const parameters = { operation: 'getSummary', legId: each, party, extension, simplify };
			const check = shape(scene, records.yeastarSummary);
			const input = idsOf(scene).map((item, at) => ({ ...item, extension: 3200 + (at % 4) }));
			await scene.execute(scene.node(yeastarNode, parameters), input, check);
		},
	},
	{
		name: 'Yeastar: getSummary of any side',
		endpoints: ['getaisummary', 'extension/search', ...FILE],
		async play(scene) {
			const { simplify } = scene.settings;
			const parameters = { operation: 'getSummary', legId: each, simplify };
			const check = shape(scene, records.yeastarSummary);
			await scene.execute(scene.node(yeastarNode, parameters), idsOf(scene), check);
		},
	},
	{
		name: 'Yeastar: list of extensions',
		endpoints: ['extension/list', 'extension/search'],
		async play(scene) {
			const filters = { search: '={{ $json.search }}' };
			const parameters = { resource: 'extension', operation: 'list', filters };
			const input = ['', '3', '32', '320', 'a', 'e'].map((search) => ({ search }));
			await scene.execute(scene.node(yeastarNode, parameters), input, anyObject);
		},
	},
	{
		name: 'Yeastar: list, each time after a token has ended',
		endpoints: [SIGN_IN, ABOUT],
		async play(scene) {
			const { clock } = scene;
			for (let time = 0; time < 6; time++) {
				const node = scene.node(yeastarNode, eachRange);
				await scene.execute(node, ranges(clock.now()).slice(0, 1), records.yeastarCall);
				clock.advance(31 * 60_000);
			}
		},
	},
	{
		name: 'Yeastar: getHealth',
		endpoints: [...FILE, ABOUT],
		async play(scene) {
			const parameters = { resource: 'system', operation: 'getHealth' };
			for (let time = 0; time < 4; time++) {
				await scene.execute(scene.node(yeastarNode, parameters), [{}], healths.yeastar);
				// what the PBX says about itself is kept for ten minutes
				scene.clock.advance(11 * 60_000);
			}
		},
	},
	{
		name: 'Yeastar: picker of calls',
		endpoints: FILE,
		play: async (scene) => await scene.pick(yeastarNode, 'searchCalls'),
	},
	{
		name: 'Yeastar: picker of extensions',
		endpoints: ['extension/list'],
		play: async (scene) => await scene.pick(yeastarNode, 'searchExtensions'),
	},
	{
		name: 'Yeastar: Test',
		endpoints: [SIGN_IN, 'getaicontext'],
		async play(scene) {
			for (let time = 0; time < 8; time++) await scene.test();
		},
	},
	{
		name: 'Yeastar: polls',
		endpoints: [...FILE, ABOUT, 'getaicontext', SIGN_IN],
		play: async (scene) => await playPolls(scene, typeOf('YeastarTrigger'), records.yeastarCall),
	},
	{
		name: 'Yeastar: Fetch Test Event',
		endpoints: [...FILE, ABOUT, 'getaicontext'],
		play: async (scene) =>
			await playTestEvent(scene, typeOf('YeastarTrigger'), records.yeastarCall),
	},
];

const cytracomActions: Action[] = [
	{
		name: 'Cytracom: list',
		endpoints: ROWS,
		async play(scene) {
			const { simplify } = scene.settings;
			const node = scene.node(cytracomNode, { ...eachRange, simplify });
			const check = shape(scene, records.cytracomCall);
			await scene.execute(node, ranges(scene.clock.now()), check);
		},
	},
	...(['getContext', 'getSummary'] as const).map((operation) => ({
		name: `Cytracom: ${operation}`,
		endpoints: ROWS,
		async play(scene: Scene) {
			const { simplify } = scene.settings;
			const parameters = { operation, linkedId: each, simplify };
			const isContext = operation === 'getContext';
			const record = isContext ? records.cytracomContext : records.cytracomSummary;
			const node = scene.node(cytracomNode, parameters);
			await scene.execute(node, idsOf(scene), shape(scene, record));
		},
	})),
	{
		name: 'Cytracom: getHealth',
		endpoints: ROWS,
		async play(scene) {
			const parameters = { resource: 'system', operation: 'getHealth' };
			for (let time = 0; time < 4; time++) {
				await scene.execute(scene.node(cytracomNode, parameters), [{}], healths.cytracom);
			}
		},
	},
	{
		name: 'Cytracom: picker of calls',
		endpoints: ROWS,
		play: async (scene) => await scene.pick(cytracomNode, 'searchCalls'),
	},
	{
		name: 'Cytracom: Test',
		endpoints: ROWS,
		async play(scene) {
			for (let time = 0; time < 8; time++) await scene.test();
		},
	},
	{
		name: 'Cytracom: polls',
		endpoints: ROWS,
		play: async (scene) => await playPolls(scene, typeOf('CytracomTrigger'), records.cytracomCall),
	},
	{
		name: 'Cytracom: Fetch Test Event',
		endpoints: ROWS,
		play: async (scene) =>
			await playTestEvent(scene, typeOf('CytracomTrigger'), records.cytracomCall),
	},
];

/** Every operation, picker, Test and poll, with the phone system that it is played with. */
export const actions: (Action & { start: StartSystem })[] = [
	...yeastarActions.map((action) => ({ ...action, start: startYeastar })),
	...cytracomActions.map((action) => ({ ...action, start: startCytracom })),
];
