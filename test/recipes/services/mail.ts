import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Service, Written } from './service';

/** A mail server that takes everything. */
export async function mail(): Promise<Service> {
	const mails: Written[] = [];
	const server = createServer((socket) => converse(socket, mails)).listen(0, '127.0.0.1');
	await once(server, 'listening');
	server.unref();
	const { port } = server.address() as AddressInfo;
	return {
		hosts: [],
		credential: {
			name: 'SMTP',
			type: 'smtp',
			data: {
				user: '',
				password: '',
				host: '127.0.0.1',
				port,
				secure: false,
				disableStartTls: true,
			},
		},
		nodes: ['n8n-nodes-base.emailSend'],
		answer: () => undefined,
		written: () => mails,
	};
}

function converse(socket: Socket, mails: Written[]): void {
	let text = '';
	let isLetter = false;
	const say = (line: string) => socket.write(`${line}\r\n`);
	say('220 simulated');
	socket.on('data', (chunk: Buffer) => {
		text += chunk.toString();
		if (isLetter && text.endsWith('\r\n.\r\n')) {
			const letter = decoded(text);
			mails.push({ text: letter, customer: letter });
			[text, isLetter] = ['', false];
			say('250 taken');
			return;
		}
		while (!isLetter && text.includes('\r\n')) {
			const [line = ''] = text.split('\r\n');
			text = text.slice(line.length + 2);
			isLetter = line.toUpperCase() === 'DATA';
			say(isLetter ? '354 go on' : line.toUpperCase() === 'QUIT' ? '221 bye' : '250 fine');
		}
	});
	socket.on('error', () => undefined);
}

/** The letter without quoted-printable. */
const decoded = (text: string) =>
	Buffer.from(
		text
			.replace(/=\r\n/g, '')
			.replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
		'latin1',
	).toString();
