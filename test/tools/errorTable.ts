// Writes the tables of errors into README.md: part of `npm run docs`.
import { readFileSync, writeFileSync } from 'node:fs';

import { withErrorTables } from '../docs/errorTable';

writeFileSync('README.md', withErrorTables(readFileSync('README.md', 'utf8')));
