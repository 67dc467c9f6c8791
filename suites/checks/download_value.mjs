// Reads `download` and asks whether that name passes the check of the prompt and still leads out of the folder.
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';

const text = readFileSync(new URL('./answer.txt', import.meta.url), 'utf8');
const value = (/^\W*download\s*[=:]\s*(.+)$/im.exec(text)?.[1] ?? '').trim().replace(/^[`"']|[`"']$/g, '');
const name = decodeURIComponent(value.replace(/^(?:\/download)?\?|^name=/, '').replace(/^name=/, ''));
const file = posix.join('/srv/files', name);
console.log(`${name} leads to ${file}`);
if (name === '' || !file.startsWith('/srv/files') || file === '/srv/files' || file.startsWith('/srv/files/')) process.exit(1);
