import { generateKeyPairSync, sign } from 'node:crypto';

/** A private key and a self-signed certificate for it, both PEM. */
export interface Certificate {
	key: string;
	cert: string;
}

let cached: Certificate | undefined;

/**
 * A certificate like the one a PBX in the LAN has: self-signed, for `localhost` and 127.0.0.1.
 * Made once per process, without network and without a library (X.509 as of RFC 5280, written as DER).
 */
export function selfSignedCertificate(): Certificate {
	cached ??= createCertificate();
	return cached;
}

function createCertificate(): Certificate {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
	const name = sequence(set(sequence(oid('550403'), utf8('Simulated phone system'))));
	const subjectAltName = sequence(
		tag(0x82, Buffer.from('localhost')),
		tag(0x87, Buffer.from([127, 0, 0, 1])),
	);
	const toBeSigned = sequence(
		tag(0xa0, integer([2])),
		integer([1]),
		ecdsaWithSha256,
		name,
		sequence(utcTime('200101000000Z'), utcTime('491231235959Z')),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		tag(0xa3, sequence(sequence(oid('551d11'), tag(0x04, subjectAltName)))),
	);
	const signature = sign('sha256', toBeSigned, privateKey);
	const der = sequence(toBeSigned, ecdsaWithSha256, tag(0x03, Buffer.from([0]), signature));
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: pem(der),
	};
}

function tag(type: number, ...contents: Buffer[]): Buffer {
	const content = Buffer.concat(contents);
	return Buffer.concat([Buffer.from([type, ...lengthBytes(content.length)]), content]);
}

function lengthBytes(length: number): number[] {
	if (length < 0x80) return [length];
	return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

const sequence = (...items: Buffer[]) => tag(0x30, ...items);
const set = (...items: Buffer[]) => tag(0x31, ...items);
const integer = (bytes: number[]) => tag(0x02, Buffer.from(bytes));
const oid = (hex: string) => tag(0x06, Buffer.from(hex, 'hex'));
const utf8 = (text: string) => tag(0x0c, Buffer.from(text));
const utcTime = (text: string) => tag(0x17, Buffer.from(text));

function pem(der: Buffer): string {
	const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
	return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
