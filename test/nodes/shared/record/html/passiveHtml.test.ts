import { passiveHtml } from '../../../../../nodes/shared/record/html/passiveHtml';

describe('nothing active: byte for byte', () => {
	test.each([
		'<p>Call Summary</p>\r\n<ul>\n<li>a &amp; b &uuml; < c</li>\n</ul>\n',
		'<P CLASS=a  id=\'b\' lang="ar" dir="rtl">a<BR/>b<hr />',
		'<a href="https://x.org/?a=1&b=2" target=_blank>x</a> <a href=mailto:a@b.c>y</a>',
		'<p title="a > b, data: x" style="color: red">x</p>',
		'<img src="https://x.org/a.png" alt="javascript: the basics">',
		'<!DOCTYPE html><!-- note --><html><body><p>x</body></html>',
		'<p>unclosed <b>bold <foo-bar>x</i></b ></p></div>\n</div>',
		'a</br>b',
		'<p data-icon="on" title="data: x">a</p>',
		`<p title='${'x'.repeat(10_000 - "<p title=''>".length)}'>a</p>`,
		'online on fire: javascript:alert(1) 1 < 2 <3',
		'',
	])('%s', (html) => {
		expect(passiveHtml(html)).toBe(html);
	});
});

describe('active elements go, words that are no code stay', () => {
	test.each([
		['<p>a</p><script>x("</p>")</script>', '<p>a</p>'],
		['<SCRIPT src=x></SCRIPT>b', 'b'],
		['<script>never closed', ''],
		['<p>a<style>p{}</style></p>', '<p>a</p>'],
		['<iframe src=x>a</iframe>b', 'b'],
		['<svg onload=alert(1)><text>a</text></svg>b', 'b'],
		['<math><mi>x</mi></math>b', 'b'],
		['<template><p>a</p></template>b', 'b'],
		['<title>a</title>b', 'b'],
		['<object data=x>a</object><embed src=x>b', 'ab'],
		['<form action=x><input name=a><button>Go</button></form>', 'Go'],
		['<meta http-equiv=refresh content=0><link rel=x href=y><base href=//x>a', 'a'],
		[
			'<noscript><p title="</noscript><img src=x onerror=a()>">b</noscript>',
			'<p title="&lt;/noscript&gt;&lt;img src=x onerror=a()&gt;">b</p>',
		],
		['<textarea><img src=x onerror=a()></textarea>', '&lt;img src=x onerror=a()&gt;'],
		['<video src=x onerror=a()>v</video>', 'v'],
		['<o:p>a</o:p>', 'a'],
	])('%s', (html, expected) => {
		expect(passiveHtml(html)).toBe(expected);
	});
});

describe('active attributes go', () => {
	test.each([
		['<p onclick="a()">x</p>', '<p>x</p>'],
		['<p ONMOUSEOVER=a() id=b>x</p>', '<p id="b">x</p>'],
		['<img/src=x/onerror=a()>', '<img src="x/onerror=a()">'],
		['<p id=a"b>x</p>', '<p id="a&quot;b">x</p>'],
		['<p style="background:url(x)">x</p>', '<p>x</p>'],
		['<p style="width:expression(a())">x</p>', '<p>x</p>'],
		['<p style="a:\\75rl(x)">x</p>', '<p>x</p>'],
		['<p style="a:u/**/rl(x)">x</p>', '<p>x</p>'],
		['<p style="-moz-binding:x">x</p>', '<p>x</p>'],
		['<p style="behavior:x">x</p>', '<p>x</p>'],
		['<p a<b=c>x</p>', '<p>x</p>'],
	])('%s', (html, expected) => {
		expect(passiveHtml(html)).toBe(expected);
	});

	test.each([
		'javascript:a()',
		'JaVaScRiPt:a()',
		' javascript:a()',
		'&#1;javascript:a()',
		'java&#115;cript:a()',
		'java&#x73;cript&colon;a()',
		'java&Tab;script:a()',
		'java\nscript:a()',
		'java&NewLine;script&#0000058a()',
		'vbscript:a',
		'data:text/html,a',
		'\u200bjavascript:a()',
	])('href=%j', (href) => {
		expect(passiveHtml(`<a href="${href}">x</a>`)).toBe('<a>x</a>');
		expect(passiveHtml(`<p cite='${href}'>x</p>`)).toBe('<p>x</p>');
	});
});

describe('what a browser might read as a tag, and our parser does not, is written anew', () => {
	test.each([
		['<<script></script>img src=x onerror=a()>', '&lt;img src=x onerror=a()&gt;'],
		['<!-- --!><img src=x onerror=a()> -->b', 'b'],
		['<!><img src=x onerror=a()>b', 'b'],
		['<!-><img src=x onerror=a()>b', 'b'],
		['<![CDATA[><img src=x onerror=a()>]]>b', 'b'],
		['<?x <img ?>b', 'b'],
		[
			'</p a="x>b<p title=" onfoo><img src=x onerror=a()>">c</p>',
			'<p></p>b<p title=" onfoo&gt;&lt;img src=x onerror=a()&gt;">c</p>',
		],
		['</div a="x>b', 'b'],
		['a<img src=x onerror=a()', 'a'],
		['<p>a</p', '<p>a</p>'],
		['a</>b', 'a&lt;/&gt;b'],
	])('%s', (html, expected) => {
		expect(passiveHtml(html)).toBe(expected);
	});

	test('a very long tag', () => {
		expect(passiveHtml(`<p${' a=b'.repeat(1_000_000)}>x</p>`)).toBe('<p a="b">x</p>');
		expect(passiveHtml(`<p title="${'x'.repeat(9_900)}">`)).toHaveLength(9_912);
	});

	test('implied end tags are written out, void elements stay without one', () => {
		expect(passiveHtml('<ul onclick=a()><li>a<li>b<br></ul><p>"&amp;"')).toBe(
			'<ul><li>a</li><li>b<br></li></ul><p>&quot;&amp;&quot;</p>',
		);
	});
});
