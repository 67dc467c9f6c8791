// Benchmarks: node bench/run.mjs [names…] [options of theirs]; without names all of them.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNode24 } from '../scripts/lib/node24.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const node = await ensureNode24();
if (node !== process.execPath) {
  const { status } = spawnSync(node, process.argv.slice(1), { stdio: 'inherit' });
  process.exit(status ?? 1);
}

const all = readdirSync(here).filter((name) => existsSync(join(here, name, 'bench.mjs')));
const args = process.argv.slice(2);
const firstOption = args.findIndex((arg) => arg.startsWith('-'));
const names = firstOption === -1 ? args : args.slice(0, firstOption);
const options = firstOption === -1 ? [] : args.slice(firstOption);
const unknown = names.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are: ${all.join(', ')}.`);
  process.exit(2);
}

const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
console.log(
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, ${memory}, Node ${process.version}, ${process.platform}`,
);
for (const name of names.length > 0 ? names : all) {
  console.log(`\n== ${name} ${options.join(' ')}`);
  // A process each, so that no benchmark pays for the memory of the one before.
  const file = join(here, name, 'bench.mjs');
  const { status } = spawnSync(node, ['--max-old-space-size=8192', file, ...options], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
