import { parseArgs } from 'node:util';
import type { CytracomSimulator, YeastarSimulator } from '.';
import { sampleCytracomCall, sampleYeastarCall } from '.';
import { startCytracomSimulator, startYeastarSimulator } from '.';

/*
 * Both phone systems to try against: `npm run lab -- simulator`.
 * Options after `--`: --yeastar-port, --cytracom-port, --https, --every <seconds between new calls>.
 */
const minute = 60_000;
const sampleCount = 12;

const { values } = parseArgs({
	options: {
		'yeastar-port': { type: 'string', default: '18088' },
		'cytracom-port': { type: 'string', default: '18089' },
		https: { type: 'boolean', default: false },
		every: { type: 'string', default: '120' },
	},
});

const everySeconds = Math.max(1, Number(values.every) || 120);

void run();

async function run(): Promise<void> {
	const log = (system: string) => (line: string) =>
		console.log(`${new Date().toTimeString().slice(0, 8)}  ${system.padEnd(9)}${line}`);
	const yeastar = await start('yeastar-port', (port) =>
		startYeastarSimulator({ port, https: values.https, log: log('yeastar') }),
	);
	const cytracom = await start('cytracom-port', (port) =>
		startCytracomSimulator({ port, https: values.https, log: log('cytracom') }),
	);
	if (!yeastar || !cytracom) {
		await Promise.all([yeastar?.close(), cytracom?.close()]);
		process.exitCode = 1;
		return;
	}
	for (let index = 0; index < sampleCount; index++) {
		addSamples(index, Date.now() - (sampleCount - index) * 40 * minute);
	}
	let index = sampleCount;
	const timer = setInterval(() => {
		addSamples(index++, Date.now() - minute);
		console.log('A new call on both systems; its transcript is there within a minute.');
	}, everySeconds * 1000);
	const stop = () => {
		clearInterval(timer);
		console.log('\nStopping.');
		void Promise.all([yeastar.close(), cytracom.close()]);
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	printTable(yeastar, cytracom);

	function addSamples(sample: number, startedAt: number): void {
		yeastar?.addCall(sampleYeastarCall({ startedAt, index: sample }));
		cytracom?.addCall(sampleCytracomCall({ startedAt, index: sample }));
	}
}

/** A port that is taken gets a sentence instead of a stack. */
async function start<T>(
	option: 'yeastar-port' | 'cytracom-port',
	startOn: (port: number) => Promise<T>,
): Promise<T | undefined> {
	const port = Number(values[option]);
	try {
		return await startOn(port);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		console.error(
			`Port ${port} is taken by another program. Choose another one: npm run lab -- simulator --${option} ${port + 100}`,
		);
		return undefined;
	}
}

function printTable(yeastar: YeastarSimulator, cytracom: CytracomSimulator): void {
	const rows = [
		['Yeastar PBX', ''],
		['  Base URL', yeastar.url],
		['  Client ID', yeastar.options.clientId],
		['  Client Secret', yeastar.options.clientSecret],
		['Cytracom', ''],
		['  Base URL', cytracom.url],
		['  Token', cytracom.options.token],
	];
	const lines = rows.map(([name = '', value = '']) => `${name.padEnd(18)}${value}`.trimEnd());
	console.log(['', ...lines, ''].join('\n'));
	console.log(`${sampleCount} sample calls each, and a new one every ${everySeconds} seconds.`);
	if (values.https) console.log('The certificates are self-signed.');
	console.log('Ctrl-C stops both.\n');
}
