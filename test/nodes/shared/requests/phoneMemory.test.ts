import { forgetPhones, phoneMemoryOf } from '../../../../nodes/shared/requests/phoneMemory';

interface Facts {
	zone: string;
}

beforeEach(forgetPhones);

test('of one key is one record, of another key another', () => {
	const memory = phoneMemoryOf<Facts>('a');
	memory.facts.zone = 'UTC';

	expect(phoneMemoryOf<Facts>('a')).toBe(memory);
	const other = phoneMemoryOf<Facts>('b');
	expect(other.facts).toEqual({});
	expect(other.limiter).not.toBe(memory.limiter);
	expect(other.fileTurn).not.toBe(memory.fileTurn);
});

test('files are written one at a time', async () => {
	const { fileTurn } = phoneMemoryOf('a');
	let turns = 0;
	for (let asked = 0; asked < 3; asked++) void fileTurn.enter().then(() => turns++);
	await new Promise(setImmediate);

	expect(turns).toBe(1);
});

test('beyond 2,000 the one not used for longest is forgotten', () => {
	const [oldest, second] = [phoneMemoryOf('0'), phoneMemoryOf('1')];
	for (let key = 2; key < 2_000; key++) phoneMemoryOf(String(key));
	// used again
	expect(phoneMemoryOf('0')).toBe(oldest);

	phoneMemoryOf('one more');

	expect(phoneMemoryOf('0')).toBe(oldest);
	expect(phoneMemoryOf('1')).not.toBe(second);
});

test('forgetPhones forgets them all', () => {
	const memory = phoneMemoryOf('a');
	forgetPhones();

	expect(phoneMemoryOf('a')).not.toBe(memory);
});
