// Writes every value in a SQLite database, each whole: in the file a value may be spread over several places.
// `node dumpDatabase.mjs <file>`, with n8n's Node.js, which knows SQLite.
import { DatabaseSync } from 'node:sqlite';

const database = new DatabaseSync(process.argv[2], { readOnly: true });
const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
for (const { name } of tables) {
	for (const row of database.prepare(`SELECT * FROM "${name}"`).iterate()) {
		for (const value of Object.values(row)) process.stdout.write(`${String(value)}\n`);
	}
}
