/** What people spell out in a call, as in a form. None of it is a name. */
const FIELDS = words(`
	street address city town state zip zipcode postcode postal code country county province region suite apartment unit
	name surname firstname lastname phone telephone mobile cell fax email e-mail mail website url username login password
	date time day birth birthday dob age gender number no id order account invoice policy reference ref ticket case
	amount total price quantity model serial sku product item company subject topic title reason note notes comment
	comments department location extension
	straße strasse hausnummer plz postleitzahl ort stadt land vorname nachname adresse telefon handy datum uhrzeit
	betreff nummer kundennummer bestellnummer firma betrag
	calle ciudad nombre apellido apellidos dirección teléfono correo fecha hora número código país
	rue ville nom prénom téléphone courriel numéro heure pays
	via città nome cognome indirizzo telefono data ora numero codice
	rua cidade endereço telefone bairro cep
	straat huisnummer postcode plaats naam achternaam telefoonnummer
	улица город имя фамилия адрес телефон дата номер почта
	地址 姓名 名字 电话 電話 手机 邮箱 邮编 日期 时间 公司 住所 氏名 名前 電話番号 郵便番号
`);

/**
 * Whether the text before a colon looks like the name of a form field (`Street`, `Order Number`) rather than a
 * speaker.
 *
 * @param isRepeated whether it appears again: then `John Street` is a name, and `Customer Name` may be one
 */
export function isFormField(label: string, isRepeated: boolean): boolean {
	const parts = label.toLowerCase().split(/[ _/]+/);
	if (parts.every((part) => FIELDS.has(part))) return true;
	return !isRepeated && (FIELDS.has(parts[0]!) || FIELDS.has(parts.at(-1)!));
}

function words(text: string): Set<string> {
	return new Set(text.trim().split(/\s+/));
}
