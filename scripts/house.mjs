// Draws the house anew in docs/architecture.md: `node scripts/house.mjs`, after imports between rooms have changed.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawn } from './lib/house/document.mjs';
import { root } from './lib/paths.mjs';

const file = join(root, 'docs', 'architecture.md');
const before = readFileSync(file, 'utf8');
const after = await drawn(before);
writeFileSync(file, after);
console.log(before === after ? 'docs/architecture.md is up to date.' : 'docs/architecture.md was drawn anew.');
