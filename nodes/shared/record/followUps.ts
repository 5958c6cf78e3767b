import type { SummarySection } from './callRecord';

/**
 * The title of the last section of the vendor's form, or how it begins. Titles are in the language of the call
 * (docs/phone-systems.md, "Yeastar summary").
 */
const TITLES: Readonly<Record<string, readonly string[]>> = {
	en: ['follow up', 'followup', 'next step', 'action item', 'to do', 'recommended follow up'],
	zh: ['后续', '跟进', '待办', '下一步', '後續', '跟進', '待辦'],
	es: ['acciones de seguimiento', 'seguimiento', 'acciones posteriores', 'próximos pasos'],
	pt: ['ações de acompanhamento', 'acompanhamento', 'ações de seguimento', 'próximos passos'],
	fr: ['actions de suivi', 'suivi', 'actions à suivre', 'prochaines étapes'],
	de: ['folgemaßnahmen', 'folgemassnahmen', 'folgeaktionen', 'nächste schritte', 'nachverfolgung'],
	it: ['azioni di follow up', 'azioni successive', 'azioni di seguito', 'prossimi passi'],
	nl: ['vervolgacties', 'vervolgstappen', 'opvolgacties', 'volgende stappen'],
	pl: ['działania następcze', 'dalsze działania', 'dalsze kroki', 'następne kroki'],
	ru: ['последующие действия', 'дальнейшие действия', 'следующие шаги', 'последующие шаги'],
	tr: ['takip', 'sonraki adımlar'],
	ja: ['フォローアップ', '今後の対応', '次のステップ', '対応事項'],
	ko: ['후속', '다음 단계'],
	ar: ['إجراءات المتابعة', 'المتابعة', 'الخطوات التالية'],
	vi: ['hành động tiếp theo', 'các bước tiếp theo', 'hành động theo dõi'],
};
const FOLLOW_UPS = Object.values(TITLES).flat().map(plain);

/** The vendor's form has three titled lists: call summary, key points, follow-up actions. */
const SECTIONS_OF_FORM = 3;

/**
 * What a summary says needs to be done: the points of its section of follow-up actions, recognized by its title or, in
 * other languages, as the last of three titled lists. Empty without such a section; running text has none.
 *
 * @param sections as `parseSummary` returns them
 */
export function followUpsOf(sections: readonly SummarySection[]): string[] {
	const titled = sections.filter(({ title }) => plain(title) !== '');
	const named = titled.filter(({ title }) => isFollowUps(plain(title)));
	const last = titled.length === SECTIONS_OF_FORM ? titled.slice(-1) : [];
	return (named.length > 0 ? named : last)
		.flatMap(({ items }) => items.map((item) => item.trim()))
		.filter((item) => item !== '');
}

function isFollowUps(title: string): boolean {
	return FOLLOW_UPS.some((name) => title.startsWith(name));
}

/** Lowercase letters without accents, with one space for anything else: `3. Follow-Up Actions:` is `follow up actions`. */
function plain(title: string): string {
	return title
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}]+/gu, ' ')
		.trim();
}
