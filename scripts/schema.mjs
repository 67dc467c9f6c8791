// Writes the JSON schema of exports anew: `node scripts/schema.mjs`, after src/exchange/results/*Shape.ts have changed.
import { readFileSync, writeFileSync } from 'node:fs';
import { exportSchema, schemaFile } from './lib/exportSchema.mjs';

const before = readFileSync(schemaFile, 'utf8');
const after = await exportSchema();
writeFileSync(schemaFile, after);
console.log(before === after ? 'The schema is up to date.' : 'The schema was written anew.');
