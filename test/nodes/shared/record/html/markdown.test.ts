import { escapeMarkdown } from '../../../../../nodes/shared/record/markdown';
import { parseSummary } from '../../../../../nodes/shared/record/summary';

const markdown = (html: string) => parseSummary(html).summaryMarkdown;

describe('plain text', () => {
	test.each([
		['*bold* and **bold**', '\\*bold\\* and \\*\\*bold\\*\\*'],
		['_it_ a_b', '\\_it\\_ a_b'],
		['a _ b * c', 'a _ b * c'],
		['_ a _', '_ a _'],
		['a*b', 'a\\*b'],
		['`code`', '\\`code\\`'],
		['~~gone~~ 5~10', '\\~\\~gone\\~\\~ 5~10'],
		['[a](javascript:b) [c][d] [e]: f [g]', '[a\\](javascript:b) [c\\][d] [e\\]: f [g]'],
		['![a](b)', '![a\\](b)'],
		['[(a) [[b', '[(a) [[b'],
		['<b> </b> <!-- <? < 3 <3', '\\<b> \\</b> \\<!-- \\<? < 3 <3'],
		['&amp; &#65; &#x41; & &; AT&T', '\\&amp; \\&#65; \\&#x41; & &; AT&T'],
		['a\\*b c\\d \\', 'a\\\\\\*b c\\d \\\\'],
		['# a\n####### b\n#c\n#', '\\# a\n####### b\n#c\n\\#'],
		['## a\n###### b', '\\## a\n\\###### b'],
		['> a', '\\> a'],
		['1.\n12)\n+', '1\\.\n12\\)\n\\+'],
		['a\n---\n===\n-\n|-|', 'a\n\\---\n\\===\n\\-\n\\|-|'],
		['- a\n* b\n+ c\n1. d\n2) e\n-f', '- a\n* b\n+ c\n1. d\n2) e\n-f'],
		['10. a\n123456789) b', '10. a\n123456789) b'],
		['- # a\n- 1. b\n- - c', '- \\# a\n- 1\\. b\n- \\- c'],
		['-      a', '- a'],
		['      a\n\tb\n  - c', '   a\n b\n  - c'],
		['a\n\n    b', 'a\n\n   b'],
	])('%j', (text, expected) => {
		expect(escapeMarkdown(text)).toBe(expected);
	});
});

describe('HTML', () => {
	test.each([
		['<p>a<br>b</p>', 'a  \nb'],
		['<p>a <b>b</b> <strong>c</strong>d <em>e</em> <i>f</i></p>', 'a **b c**d *e f*'],
		['<p>a<b> b </b>c <b>d<i>e</i></b></p>', 'a **b** c **de**'],
		['<p><b>客户：</b>您好 x<i>(y)</i>z</p>', '**客户**：您好 x(*y*)z'],
		['<p><b>Owner:</b> Leo</p>', '**Owner:** Leo'],
		['<p>a <b>!</b> b</p>', 'a ! b'],
		['<p>x <b>a<br>b</b></p>', 'x **a**  \n**b**'],
		['<p>x <b>*a</b>* <i>b*</i></p>', 'x **\\*a**\\* *b\\**'],
		['<p>x <b>* a</b></p>', 'x **\\* a**'],
		['<p><b>* a</b> b</p>', '**\\* a** b'],
		['<p>b <b>a *</b></p>', 'b **a \\***'],
		['<p>x <b>a * b</b></p>', 'x **a * b**'],
		['<p>a_<b>b</b>_c</p>', 'a\\_**b**\\_c'],
		['<p>_ a _</p>', '_ a _'],
		['<p>x<b>a</b>.</p>', 'x**a**.'],
		['<p>.<b>a</b>x</p>', '.**a**x'],
		['<p>a\\<br>b</p>', 'a\\\\  \nb'],
		['<p>&nbsp;a&nbsp;</p>', 'a'],
		['<p>## a</p><p>12. b</p><p>12.</p><p>+</p>', '\\## a\n\n12\\. b\n\n12\\.\n\n\\+'],
		['<ul><li># a</li><li>1. b</li><li>- c</li></ul>', '- \\# a\n- 1\\. b\n- \\- c'],
		['<p>- a</p><p>&gt; b</p><p>1) c</p>', '\\- a\n\n\\> b\n\n1\\) c'],
		['<p>---</p><p>a</p>', '\\---\n\na'],
		['<h1>a <b>*b*</b></h1>', '## a \\*b\\*'],
		['<h1>C #</h1><h2>#</h2><h3>C#</h3>', '## C \\#\n\n## \\#\n\n## C#'],
		['<h1>C ##</h1><h2>a # b</h2>', '## C \\##\n\n## a # b'],
		['<h1>a<br>b</h1>', '## a b'],
		['<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>', '\\<script>alert(1)\\</script>'],
		['<p>&amp;lt;</p>', '\\&lt;'],
	])('%s', (html, expected) => {
		expect(markdown(html)).toBe(expected);
	});

	test.each([
		['<a href="https://x.org">page</a>', '[page](https://x.org)'],
		['<a href="HTTP://x.org"> page </a>', '[page](HTTP://x.org)'],
		['<a href="mailto:a@b.c?subject=x y">mail</a>', '[mail](mailto:a@b.c?subject=x%20y)'],
		['<a href="tel:+1">call</a>', '[call](tel:+1)'],
		['<a href="https://x.org">a <b>b</b> [c]</a>', '[a **b** \\[c\\]](https://x.org)'],
		['<a href="https://x.org/)(<\\>">a</a>', '[a](https://x.org/%29%28%3C%5C%3E)'],
		['<a href="https://x.org/?a&amp;amp;b&amp;c">a</a>', '[a](https://x.org/?a\\&amp;b&c)'],
		['Wow!<a href="https://x.org">a</a>', 'Wow\\![a](https://x.org)'],
		['a<a href="https://x.org"> b </a>c', 'a [b](https://x.org) c'],
		['a<a href="https://x.org">&nbsp;</a>c', 'a\u00a0c'],
		['<a href="https://a.b">x</a><a href="https://a.b">y</a>', '[x](https://a.b)[y](https://a.b)'],
		['<a href="javascript:alert(1)">a</a>', 'a'],
		['<a href="java&#10;script:alert(1)">a</a>', 'a'],
		['<a href="data:text/html,x">a</a>', 'a'],
		[
			'<a href="https://x.org" title=x>a</a> [b](javascript:x)',
			'[a](https://x.org) [b\\](javascript:x)',
		],
	])('link: %s', (html, expected) => {
		expect(markdown(`<p>. ${html}</p>`)).toBe(`. ${expected}`);
	});
});
