import fc from 'fast-check';
import { isHtml } from '../../../../../nodes/shared/record/html/isHtml';
import { MAX_DEPTH, walkHtml } from '../../../../../nodes/shared/record/html/walkHtml';
import { parseSummary } from '../../../../../nodes/shared/record/summary';
import { anyHtml } from './arbitraries';

/** What a walk tells: its sources put together, how often it told something, and how deep it went. */
function walked(html: string) {
	let source = '';
	let calls = 0;
	let depth = 0;
	let deepest = 0;
	const tell = (piece: string) => {
		source += piece;
		calls++;
	};
	walkHtml(html, {
		open(_name, _attributes, piece) {
			tell(piece);
			deepest = Math.max(deepest, ++depth);
		},
		close(_name, piece) {
			tell(piece);
			depth--;
		},
		text: (_text, piece) => tell(piece),
		markup: tell,
	});
	return { source, calls, depth, deepest };
}

test('the sources put together are the document, and every start has its end', () => {
	fc.assert(
		fc.property(anyHtml, (html) => {
			const { source, depth } = walked(html);
			expect(source).toBe(html);
			expect(depth).toBe(0);
		}),
	);
});

test.each([
	['', 0],
	['text', 1],
	['<p>text</p>', 3],
	['<p>text', 3],
	['text<!-- a -->text', 3],
	['<p>text</p> </i> ', 6],
	['<br', 1],
])('%j is told in %i calls, none of them of nothing', (html, calls) => {
	expect(walked(html)).toMatchObject({ calls, source: html });
});

test('an end tag that breaks off behind a space is the end of its element', () => {
	const ends: string[] = [];
	walkHtml('<p>text</p ', { close: (name, source) => ends.push(name, source) });
	expect(ends).toEqual(['p', '</p ']);
});

describe('an element that is too deep', () => {
	const tell = (html: string) => {
		const told: string[] = [];
		walkHtml(html, {
			open: (name) => told.push(name),
			close: (name) => told.push(`/${name}`),
		});
		return told;
	};
	const around = (depth: number) => '<b>'.repeat(depth - 1) + '<i>';

	test('is read as if all around it ended there, the innermost first', () => {
		const told = tell(`${around(MAX_DEPTH)}<u>`);
		expect(told.slice(MAX_DEPTH - 1, MAX_DEPTH + 3)).toEqual(['i', '/i', '/b', '/b']);
		expect(told.slice(-3)).toEqual(['/b', 'u', '/u']);
		expect(told).toHaveLength(2 * (MAX_DEPTH + 1));
	});

	test('leaves the document whole, however often that happens', () => {
		const html = around(5 * MAX_DEPTH) + 'text' + '</b>'.repeat(9);
		expect(walked(html)).toMatchObject({ source: html, depth: 0, deepest: MAX_DEPTH });
	});

	test('is so at the 256th level, and not one before it', () => {
		expect(tell(`${around(MAX_DEPTH - 1)}</i>`).slice(-2)).toEqual(['/b', '/b']);
		expect(walked(`${around(MAX_DEPTH - 1)}</i>x`).calls).toBe(2 * (MAX_DEPTH - 1) + 1);
	});

	test('is so for a reader that listens to nothing, too', () => {
		expect(() => walkHtml(`${around(MAX_DEPTH)}<u>a</u></x><!-- -->`, {})).not.toThrow();
	});
});

describe('100,000 elements in one another', () => {
	const many = 100_000;

	test.each([
		['divisions', '<div>'.repeat(many) + 'text' + '</div>'.repeat(many), 'text'],
		['end tags of others', '<b>'.repeat(many) + 'text' + '</i>'.repeat(many), 'text'],
		['lists', '<ul><li>'.repeat(many / 2) + 'text', '- text'],
		['pictures', '<svg>'.repeat(many) + '</svg>'.repeat(many) + '<p>text', 'text'],
		['end tags alone', '</p>'.repeat(many) + 'text', 'text'],
		['empty scripts', '<p>text</p>' + '<script/>'.repeat(many), 'text'],
	])('%s are read with a bounded stack and a bounded number of calls', (_name, html, summary) => {
		const { source, calls, deepest } = walked(html);
		expect(source.length).toBe(html.length);
		expect(deepest).toBeLessThanOrEqual(MAX_DEPTH + 1);
		expect(calls).toBeLessThanOrEqual(2 * many + 10);
		expect(parseSummary(html).summary).toBe(summary);
	});
});

test('script text is not read as tags at the deepest level either', () => {
	const deep = '<b>'.repeat(MAX_DEPTH - 1);
	expect(parseSummary(`${deep}a<script>"<p>x</p>"</script>b`).summary).toBe('ab');
});

describe('HTML or text', () => {
	test.each([
		'<p>a',
		'a<br>b',
		'a<br/>b',
		'a</p>',
		'<P>a</P>',
		'<b>a</b>',
		'<script>a',
		'<address>a</address>',
		'<title class="a">b',
		'<svg/onload=a()>',
		'<a href=x>y',
	])('%s is HTML', (text) => expect(isHtml(text)).toBe(true));

	test.each([
		'',
		'a',
		'a < b and c > d',
		'<Bob>',
		'<Bob></Bob>',
		'a <b and c> d',
		'enter the <address>, then the <title> of it',
		'mail <leo@x.org>',
		'<!-- p -->',
		'&lt;p&gt;',
		'<p',
	])('%s is text', (text) => expect(isHtml(text)).toBe(false));
});
