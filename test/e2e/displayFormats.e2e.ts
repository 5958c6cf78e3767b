import { runNode } from './harness/runNode';
import type { Session } from './harness/Session';
import { YEASTAR_FILE_RECORD } from './shared/expectedRecords';
import { exampleYeastar, YEASTAR, yeastarCredential } from './shared/phoneSystems';
import { sharedSession } from './shared/sharedN8n';

let session: Session;

beforeAll(async () => {
	session = await sharedSession();
});

const at = (iso: string) => ({ now: () => Date.parse(iso) });

// The call of the vendor's page began on 9 May 2026, 13:49:21 UTC.
test.each([
	{
		what: 'as on the page',
		pbxTime: '2026/05/09 21:49:21',
		timeZone: 'Asia/Shanghai',
		dateFormat: 'YYYY/MM/DD',
		timeFormat: 'hh:mm:ss',
		clock: at('2026-05-14T02:47:31Z'),
	},
	{
		what: 'with AM and PM, asked for in winter about a call in summer',
		pbxTime: '05/09/2026 09:49:21 AM',
		timeZone: 'America/New_York',
		dateFormat: 'MM/DD/YYYY',
		timeFormat: 'hh:mm:ss AM',
		clock: at('2026-12-15T12:00:00Z'),
	},
	{
		what: 'the day first, with the zone in the credential, asked for in winter',
		pbxTime: '09-05-2026 15:49:21',
		timeZone: 'Europe/Berlin',
		dateFormat: 'DD-MM-YYYY',
		timeFormat: 'hh:mm:ss',
		clock: at('2026-12-15T12:00:00Z'),
		credentialZone: 'Europe/Berlin',
	},
])('$what: $pbxTime in $timeZone becomes the same record', async (setting) => {
	const { timeZone, dateFormat, timeFormat, clock, credentialZone } = setting;
	const pbx = await exampleYeastar({ timeZone, dateFormat, timeFormat, clock });
	const startedAt = Date.parse(YEASTAR_FILE_RECORD.startedAt);
	expect(pbx.display(startedAt)).toBe(setting.pbxTime);
	try {
		const credential = await yeastarCredential(
			session,
			pbx,
			credentialZone ? { timeZone: credentialZone } : {},
		);
		const list = (startTime: number, endTime: number) =>
			runNode(session, {
				type: YEASTAR,
				credential,
				parameters: {
					operation: 'list',
					startTime: new Date(startTime).toISOString(),
					endTime: new Date(endTime).toISOString(),
				},
			});

		const items = await list(startedAt, startedAt);
		expect(items.map(({ json }) => json)).toEqual([YEASTAR_FILE_RECORD]);
		expect(await list(startedAt - 3_600_000, startedAt - 1000)).toEqual([]);
		expect(await list(startedAt + 1000, startedAt + 3_600_000)).toEqual([]);
	} finally {
		await pbx.close();
	}
});
