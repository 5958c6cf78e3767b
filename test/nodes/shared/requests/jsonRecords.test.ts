import fc from 'fast-check';

import {
	CutOffError,
	NotAListError,
	splitJsonList,
} from '../../../../nodes/shared/requests/jsonRecords';

async function* pieces(bytes: Uint8Array, sizes: number[]): AsyncGenerator<Uint8Array> {
	let at = 0;
	for (let index = 0; at < bytes.length; index++) {
		const size = Math.max(1, sizes[index % sizes.length] ?? 1);
		yield await Promise.resolve(bytes.subarray(at, at + size));
		at += size;
	}
}

async function split(text: string, sizes: number[] = [7]): Promise<string[]> {
	const found: string[] = [];
	for await (const element of splitJsonList(pieces(Buffer.from(text), sizes))) {
		found.push(Buffer.concat(element).toString());
	}
	return found;
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
const lists = fc.array(fc.jsonValue(), { maxLength: 8 });

test('gives the elements of any list, cut anywhere, spaced anyhow', async () => {
	await fc.assert(
		fc.asyncProperty(
			lists,
			sizes,
			fc.constantFrom(undefined, 1, '\t'),
			async (list, cuts, indent) => {
				const text = JSON.stringify(list, null, indent);
				const found = await split(` \r\n${text}\n`, cuts);
				expect(found.map((element) => JSON.parse(element) as unknown)).toEqual(JSON.parse(text));
			},
		),
		{ numRuns: 300 },
	);
});

test('is not misled by what stands in texts', async () => {
	const texts = ['"', '\\', '\\\\"', '],[', '}{', '\\u005d', 'é日本😀', '"\\"', '\n'];
	const list = [...texts, ...texts.map((text) => ({ [text]: [text] }))];
	for (const size of [1, 2, 3, 5, 8, 1000]) {
		const found = await split(JSON.stringify(list), [size]);
		expect(found.map((element) => JSON.parse(element) as unknown)).toEqual(list);
	}
});

test.each([
	['[]', []],
	['[ ]', []],
	['\uFEFF[1]', ['1']],
	['[1,2]', ['1', '2']],
	['[[],{}]', ['[]', '{}']],
	['["a"] trailing', ['"a"']],
])('%j', async (text, expected) => {
	for (const size of [1, 2, 100]) expect(await split(text, [size])).toEqual(expected);
});

test('a list that is cut off anywhere gives what was whole, and then the error', async () => {
	await fc.assert(
		fc.asyncProperty(lists, sizes, fc.nat(), async (list, cuts, where) => {
			const text = JSON.stringify(list);
			const cut = text.slice(0, 1 + (where % (text.length - 1)));
			const found: unknown[] = [];
			const reading = (async () => {
				for await (const element of splitJsonList(pieces(Buffer.from(cut), cuts))) {
					found.push(JSON.parse(Buffer.concat(element).toString()));
				}
			})();
			await expect(reading).rejects.toBeInstanceOf(CutOffError);
			expect(found).toEqual((JSON.parse(text) as unknown[]).slice(0, found.length));
		}),
	);
});

test.each(['{"errcode":60001}', 'null', '<html>', ' "text"', 'a[1]'])(
	'%s is no list: the error has its text',
	async (text) => {
		const error = await split(text, [3]).catch((caught: unknown) => caught);

		expect(error).toBeInstanceOf(NotAListError);
		expect((error as NotAListError).text).toBe(text.trim());
	},
);

test('what is no list stays none, whatever follows, and blanks before it do not count', async () => {
	const elements = splitJsonList(pieces(Buffer.from('ab[1]'), [2]));
	await expect(elements.next()).rejects.toMatchObject({
		...{ name: 'NotAListError', message: 'The document is not a JSON list.', text: 'ab[1]' },
	});
	const blanks = 40 * 1024;
	await expect(split(`${' '.repeat(blanks)}ab`, [blanks + 1])).rejects.toMatchObject({
		text: 'ab',
	});
});

test('of something endless that is no list only the beginning is kept', async () => {
	let given = 0;
	const endless = async function* () {
		for (;;) {
			given += 1000;
			yield await Promise.resolve(Buffer.from('x'.repeat(1000)));
		}
	};

	const error = await splitJsonList(endless())
		.next()
		.catch((caught: unknown) => caught);

	expect(error).toBeInstanceOf(NotAListError);
	expect((error as NotAListError).text).toHaveLength(64 * 1024);
	expect(given).toBeLessThan(100_000);
});

test('an empty document was cut off', async () => {
	await expect(split('')).rejects.toMatchObject({
		...{ name: 'CutOffError', message: 'The list was cut off before its end.' },
	});
	await expect(split('  \n')).rejects.toBeInstanceOf(CutOffError);
});

test('a record that never ends is given up after 64 MB', async () => {
	const piece = Buffer.from('x'.repeat(1024 * 1024));
	let given = 0;
	const endless = async function* () {
		yield await Promise.resolve(Buffer.from('["'));
		for (; ; given++) yield piece;
	};

	await expect(splitJsonList(endless()).next()).rejects.toMatchObject({
		...{ name: 'CutOffError', message: 'A record in the list has no end.' },
	});
	expect(given).toBeLessThan(70);
});

test('records that end do not count to that, nor does what follows the list', async () => {
	const half = 33 * 1024 * 1024;
	const large = `["${'x'.repeat(half)}",2`;
	const lengths = (await split(`${large}]`, [large.length])).map(({ length }) => length);
	expect(lengths).toEqual([half + 2, 1]);

	const piece = Buffer.alloc(half, ' ');
	const trailing = async function* () {
		yield await Promise.resolve(Buffer.from('[1]'));
		yield piece;
		yield piece;
	};
	const found: string[] = [];
	for await (const element of splitJsonList(trailing()))
		found.push(Buffer.concat(element).toString());
	expect(found).toEqual(['1']);
});

test('asks for the next piece only when the elements so far were taken', async () => {
	let given = 0;
	const source = async function* () {
		for (const piece of ['[1,2,', '3,4,', '5]']) {
			given++;
			yield await Promise.resolve(Buffer.from(piece));
		}
	};
	const elements = splitJsonList(source());

	await elements.next();
	expect(given).toBe(1);
	await elements.next();
	expect(given).toBe(1);
	await elements.next();
	expect(given).toBe(2);
});

test('lets go of its source when nobody wants more', async () => {
	let closed = false;
	const source = async function* () {
		try {
			for (;;) yield await Promise.resolve(Buffer.from('[1,2,3'));
		} finally {
			closed = true;
		}
	};
	const elements = splitJsonList(source());
	await elements.next();
	await elements.return(undefined);

	expect(closed).toBe(true);
});
