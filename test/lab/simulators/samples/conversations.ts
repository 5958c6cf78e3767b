/** An invented conversation, for people to look at. */
export interface Conversation {
	direction: 'Internal' | 'Inbound' | 'Outbound';
	/** Extension number of ours. */
	extension: string;
	other: { number: string; name: string };
	/** Who says what; ours is the agent. Seconds from the first word. */
	lines: readonly (readonly [speaker: 'agent' | 'other', second: number, text: string])[];
	sentiment: string;
	queue: string;
	summary: { overview: string; points: readonly string[]; followUps: readonly string[] };
	/** What Yeastar titles the three parts of the summary in. Default `en`. */
	language?: 'en' | 'es';
}

export const conversations: readonly Conversation[] = [
	{
		direction: 'Inbound',
		extension: '3202',
		other: { number: '+15125550143', name: 'Tessa Lindqvist' },
		lines: [
			['agent', 0, 'Harbour Cycles, this is Leo. How can I help?'],
			['other', 4, 'Hi Leo. I ordered a wheel set on Monday and the tracking page is still empty.'],
			['agent', 11, 'Let me look. Could you give me the order number?'],
			['other', 15, 'It is four four one nine two.'],
			[
				'agent',
				22,
				'Thank you. It left our warehouse this morning; you get the link by e-mail today.',
			],
			['other', 30, 'Great, that is all I needed. Bye!'],
		],
		sentiment: 'positive',
		queue: 'orders',
		summary: {
			overview:
				'Tessa Lindqvist asked where her wheel set is; order 44192 left the warehouse today.',
			points: ['Order 44192 shipped this morning.', 'The tracking page was still empty.'],
			followUps: ['Send the tracking link by e-mail today.'],
		},
	},
	{
		direction: 'Outbound',
		extension: '3201',
		other: { number: '+442079460112', name: 'Dr. Amara Bello' },
		lines: [
			['other', 0, 'Bello speaking.'],
			[
				'agent',
				2,
				'Good morning, Ada Okafor from Harbour Cycles. You asked for a quote for twelve bikes.',
			],
			['other', 9, 'Yes, for the clinic. Does the price hold until the end of the month?'],
			['agent', 15, 'It does, and delivery takes two weeks.'],
			['other', 20, 'Then please send it over in writing.'],
		],
		sentiment: 'neutral',
		queue: 'sales',
		summary: {
			overview: 'Ada Okafor called Dr. Amara Bello about a quote for twelve bikes for a clinic.',
			points: ['The price holds until the end of the month.', 'Delivery takes two weeks.'],
			followUps: ['Send the quote in writing.'],
		},
	},
	{
		direction: 'Internal',
		extension: '3200',
		other: { number: '3204', name: 'Yuki Tanaka' },
		lines: [
			['agent', 0, 'Yuki, do we still have the blue frames in size M?'],
			['other', 5, 'Two left.\nOne of them is reserved, though.'],
			['agent', 11, 'Then put the other one aside for me, please.'],
			['other', 15, 'Done.'],
		],
		sentiment: 'neutral',
		queue: 'warehouse',
		summary: {
			overview: 'Kristin Hale reserved the last free blue frame in size M.',
			points: ['Two blue frames in size M are left, one of them reserved.'],
			followUps: [],
		},
	},
	{
		direction: 'Inbound',
		extension: '3203',
		other: { number: '+34910555017', name: 'Óscar Peña' },
		lines: [
			['agent', 0, 'Harbour Cycles service, Mateo here.'],
			['other', 3, 'My brakes squeal again, a week after the repair. I am not happy about this.'],
			['agent', 10, 'I am sorry to hear that. Can you bring the bike in tomorrow at ten?'],
			['other', 17, 'Ten is fine, but I do not want to pay a second time.'],
			['agent', 22, 'Of course not: it is under warranty.'],
		],
		sentiment: 'negative',
		queue: 'service',
		summary: {
			overview: 'Óscar Peña complained that his brakes squeal a week after the repair.',
			points: ['The repair is under warranty.', 'The customer is annoyed.'],
			followUps: ['Bring the bike in tomorrow at 10:00.', 'Do not charge for the second repair.'],
		},
	},
];
