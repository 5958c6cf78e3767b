import { digitsOf } from './service';

/** Whom an application knows: one customer of the calls is there already, the others are not. */
export class Contacts {
	private readonly numbers = new Map<string, string>([['1', '(512) 555-0143']]);

	add(number: string): string {
		const id = String(this.numbers.size + 1);
		this.numbers.set(id, number);
		return id;
	}

	numberOf(id: unknown): string {
		return this.numbers.get(String(id)) ?? '';
	}

	/** The ID of the first one whose number ends in these digits. */
	find(number: string): string | undefined {
		const digits = digitsOf(number);
		if (digits.length < 8) return undefined;
		return [...this.numbers].find(([, known]) => digitsOf(known).endsWith(digits))?.[0];
	}
}

/** Notes that hang on somebody. */
export class Notes {
	readonly all: { text: string; customer: string }[] = [];

	add(note: unknown, customer: string): string {
		this.all.push({ text: JSON.stringify(note), customer });
		return String(this.all.length);
	}
}

/** Tickets with their notes. The known customer has an open one already. */
export class Tickets {
	private readonly owners: string[] = ['1'];
	readonly notes = new Notes();

	constructor(private readonly contacts: Contacts) {}

	add(owner: number | undefined, title: string): number {
		this.owners.push(owner === undefined ? title : String(owner));
		return this.owners.length;
	}

	openOf(contact: string | null | undefined): number | undefined {
		const place = this.owners.indexOf(contact ?? '');
		return place < 0 ? undefined : place + 1;
	}

	/** False where there is no such ticket. */
	addNote(ticket: unknown, note: unknown): boolean {
		const owner = this.owners[Number(ticket) - 1];
		if (owner === undefined) return false;
		this.notes.add(note, this.contacts.numberOf(owner) || owner);
		return true;
	}
}
