import { followUpsOf } from '../../../../nodes/shared/record/followUps';
import { parseSummary } from '../../../../nodes/shared/record/summary';

const followUps = (html: string) => followUpsOf(parseSummary(html).summarySections);
const list = (title: string, ...items: string[]) =>
	`<p>${title}</p>\n<ul>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>\n`;

// The vendor's own example, from Yeastar's page "Get AI Call Summary", in English and on the Chinese page alike.
test('of the vendor’s example', () => {
	const html =
		'<p>Call Summary</p>\n<ul>\n<li>Kristin Hale was transferred to a human agent regarding a login issue.</li>\n<li>She reported that 60% of users cannot log in and keep seeing an error message.</li>\n<li>The human agent offered to check server logs and escalate to the engineering team.</li>\n</ul>\n<p>Key Points</p>\n<ul>\n<li>60% of users are affected by the login issue.</li>\n<li>The page refreshes after password entry with no error code.</li>\n<li>The human agent escalated the issue to the engineering team.</li>\n</ul>\n<p>Follow-Up Actions</p>\n<ul>\n<li>Check server logs for login failure records.</li>\n<li>Investigate the login loop issue.</li>\n<li>Provide Kristin Hale with an estimated resolution time.</li>\n</ul>\n';
	expect(followUps(html)).toEqual([
		'Check server logs for login failure records.',
		'Investigate the login loop issue.',
		'Provide Kristin Hale with an estimated resolution time.',
	]);
});

test.each([
	['通话总结', '关键点', '后续行动'],
	['通話摘要', '重點', '後續行動'],
	['Resumen de la llamada', 'Puntos clave', 'Acciones de seguimiento'],
	['Resumo da chamada', 'Pontos-chave', 'Ações de acompanhamento'],
	['Résumé de l’appel', 'Points clés', 'Actions de suivi'],
	['Zusammenfassung', 'Wichtige Punkte', 'Nächste Schritte'],
	['Riepilogo', 'Punti chiave', 'Azioni di follow-up'],
	['Samenvatting', 'Belangrijkste punten', 'Vervolgacties'],
	['Podsumowanie', 'Kluczowe punkty', 'Działania następcze'],
	['Краткое содержание', 'Ключевые моменты', 'Последующие действия'],
	['Çağrı Özeti', 'Önemli Noktalar', 'Takip Eylemleri'],
	['通話の要約', '要点', 'フォローアップアクション'],
	['통화 요약', '핵심 사항', '후속 조치'],
	['ملخص المكالمة', 'النقاط الرئيسية', 'إجراءات المتابعة'],
	['Tóm tắt cuộc gọi', 'Điểm chính', 'Hành động tiếp theo'],
])('%s, %s, %s: by its title, wherever it stands', (summary, points, title) => {
	expect(followUps(list(title, 'Do it') + list(points, 'b'))).toEqual(['Do it']);
	expect(followUps(list(`3. ${title.toUpperCase()}：`, 'Do it', '&nbsp;'))).toEqual(['Do it']);
	expect(followUps(list(summary, 'a') + list(points, 'b'))).toEqual([]);
	const form = list(summary, 'a') + list(points, 'b') + list(title, 'Do it', 'And that');
	expect(followUps(form)).toEqual(['Do it', 'And that']);
});

test('in a language that is not known, by its place: the last of three titled lists', () => {
	const form = list('Puhelun yhteenveto', 'a') + list('Avainkohdat', 'b');
	expect(followUps(form + list('Jatkotoimenpiteet', 'c', 'd'))).toEqual(['c', 'd']);
	expect(followUps(form + list('Jatkotoimenpiteet'))).toEqual([]);
	expect(followUps(form)).toEqual([]);
	expect(followUps(form + list('X', 'c') + list('Y', 'd'))).toEqual([]);
	expect(followUps(`<ul><li>a</li></ul>${form}`)).toEqual([]);
});

test('an empty section, in other letters, has none', () => {
	const form = list('Call Summary', 'a') + list('Key Points', 'b');
	expect(followUps(`${form}<p>Follow-up Actions</p>\n<ul>\n\n</ul>\n`)).toEqual([]);
});

test.each([
	'',
	'Follow-up actions: call Bob.',
	'<p>Follow-up actions: call Bob. They will.</p>',
	'<ul><li>Follow-up</li><li>Call Bob</li><li>Next steps</li></ul>',
])('running text has none: %s', (text) => expect(followUps(text)).toEqual([]));
