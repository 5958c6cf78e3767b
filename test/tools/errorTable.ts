// Writes the tables of errors into the docs: part of `npm run docs`.
import { writeFileSync } from 'node:fs';

import { pagesWithErrors, withErrorTable } from '../docs/errorTable';

for (const page of pagesWithErrors) writeFileSync(page, withErrorTable(page));
