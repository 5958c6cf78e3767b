/** Who somebody is in a call, in the languages that transcripts come in. */
const ROLES = words(`
	agent agents rep representative operator receptionist attendant assistant advisor adviser consultant dispatcher
	technician supervisor employee bot ivr robot voicemail speaker caller callee customer client user guest patient
	prospect interviewer interviewee interlocutor
	agente representante operador operadora asesor asesora recepcionista llamante cliente usuario hablante
	atendente usuário falante
	appelant appelante opérateur opératrice conseiller conseillère interlocuteur locuteur cliente utilisateur
	agentin kunde kundin anrufer anruferin mitarbeiter mitarbeiterin berater beraterin sprecher sprecherin benutzer
	operatore operatrice chiamante utente
	klant beller medewerker spreker gebruiker
	klient klientka konsultant konsultantka rozmówca
	агент клиент оператор абонент звонящий сотрудник спикер собеседник
	müşteri temsilci arayan konuşmacı operatör
	客服 客户 客戶 顾客 顧客 坐席 座席 来电者 來電者 主叫 被叫 用户 用戶 说话人 說話人
	お客様 オペレーター オペレータ エージェント 担当者 発信者 話者 고객 상담원 상담사 발신자 화자
	العميل الوكيل المتصل الموظف
`);

/** Roles only with a number or a letter after them: `Person 1`, `Channel A`. */
const NUMBERED_ROLES = words('person participant party channel voice sprecher persona teilnehmer');

/** What a role's name may begin with: `Customer Service Rep`, `Virtual Assistant`. */
const QUALIFIERS = words(
	'customer client service support sales tech technical help desk call center centre human virtual ai automated unknown',
);

const NUMBER = /^(.*?)[\s_#-]*(?:\d{1,3}|(?<=[\s_#-])[a-z])$/u;

/** Whether a label names a role rather than a person: `Agent`, `speaker 2`, `Agent (Leo)`, `customer service rep`, `客服`. */
export function isRole(label: string): boolean {
	const plain = label.toLowerCase().replace(/ *\([^()]*\)$/, '');
	const numbered = NUMBER.exec(plain)?.[1];
	const parts = (numbered ?? plain).split(/[ _/-]+/);
	const role = parts.pop() ?? '';
	if (!ROLES.has(role) && !(numbered !== undefined && NUMBERED_ROLES.has(role))) return false;
	return parts.every((part) => QUALIFIERS.has(part) || ROLES.has(part));
}

function words(text: string): Set<string> {
	return new Set(text.trim().split(/\s+/));
}
