import fc from 'fast-check';
import { isHtml } from '../../../../nodes/shared/record/html/isHtml';
import { ACTIVE_ELEMENTS } from '../../../../nodes/shared/record/html/elements';
import { passiveHtml } from '../../../../nodes/shared/record/html/passiveHtml';
import { walkHtml } from '../../../../nodes/shared/record/html/walkHtml';
import { hasSummary, parseSummary } from '../../../../nodes/shared/record/summary';
import { anyHtml } from './html/arbitraries';

test('no text throws, and the keys are all null or all filled', () => {
	fc.assert(
		fc.property(anyHtml, (raw) => {
			const { summary, summaryMarkdown, summaryHtml, summarySections } = parseSummary(raw);
			expect(summary === null).toBe(summaryMarkdown === null);
			expect(summary).not.toBe('');
			expect(summaryMarkdown).not.toBe('');
			expect(summaryHtml !== null).toBe(summary !== null && isHtml(raw));
			if (summaryHtml === null) expect(summarySections).toEqual([]);
		}),
	);
});

test('whether there is one is told without reading it whole', () => {
	const part = fc.constantFrom(
		'<p>',
		'<li>',
		'</p>',
		'<!--',
		'-->',
		'<title>',
		'<B>',
		'&nbsp;',
		' ',
		'Hi',
	);
	const raw = fc.oneof(
		anyHtml,
		fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
	);
	fc.assert(
		fc.property(raw, (text) => hasSummary(text) === (parseSummary(text).summary !== null)),
		{ numRuns: 1000 },
	);
	expect(hasSummary(null)).toBe(false);
});

test('no tag of the document is left in the text', () => {
	const words = fc.constantFrom('one', ' two ', 'Grüße', '您好', '\n', '&amp;');
	const tag = fc.constantFrom(
		'p',
		'b',
		'ul',
		'li',
		'h2',
		'div',
		'svg',
		'script',
		'a',
		'x-y',
		'table',
		'td',
	);
	const piece = fc.oneof(
		words,
		tag.map((name) => `<${name} class="a">`),
		tag.map((name) => `</${name}>`),
	);
	fc.assert(
		fc.property(fc.array(piece), (parts) => {
			expect(parseSummary(`<p>${parts.join('')}`).summary ?? '').not.toMatch(/[<>]/);
		}),
	);
});

test('nothing active is left in the HTML, and what is left stays as it is', () => {
	fc.assert(
		fc.property(anyHtml, (raw) => {
			const html = passiveHtml(raw);
			expect(passiveHtml(html)).toBe(html);
			walkHtml(html, {
				open(name, attributes) {
					expect(ACTIVE_ELEMENTS.has(name)).toBe(false);
					for (const [key, value] of Object.entries(attributes)) {
						expect(key).not.toMatch(/^on/);
						if (key !== 'title') expect(value).not.toMatch(/^\s*(javascript|data):/i);
					}
				},
			});
		}),
		{ numRuns: 1000 },
	);
});

test('a summary in plain text is read as itself again', () => {
	const word = fc.constantFrom(
		'one',
		' ',
		'\n',
		'<',
		'AT&T',
		'*',
		'_',
		'# ',
		'- ',
		'<Bob>',
		'客户：',
	);
	fc.assert(
		fc.property(fc.array(word), (parts) => {
			const { summary } = parseSummary(parts.join(''));
			expect(parseSummary(summary).summary).toBe(summary);
		}),
	);
});
