// npm test: installs what is missing, runs every suite, ends with one line of counts.
//   npm test                          everything
//   npm test -- --only unit           one suite (lint, unit, host, e2e); repeatable
//   npm test -- --only real           against a real llama-server with a small model; not part of plain npm test
//   npm test -- --only e2e board      only the test files whose path contains "board"
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureNode24 } from './lib/node24.mjs';
import { resultsDir, root } from './lib/paths.mjs';
import { npm, run } from './lib/process.mjs';
import { ensureRealServer } from './lib/realServer.mjs';
import { closingLine, failureLines, table } from './lib/report.mjs';
import { ensureSystem } from './lib/system.mjs';
import { failedStep, hostSuite, vitestSuite } from './lib/suites.mjs';

const SUITES = ['lint', 'unit', 'host', 'e2e'];
/** Run only when they are named. */
const EXTRA = ['real'];

const { values, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', multiple: true } },
});
const only = values.only ?? SUITES;
const unknown = only.find((suite) => ![...SUITES, ...EXTRA].includes(suite));
if (unknown) {
  console.error(`There is no suite "${unknown}": choose from ${[...SUITES, ...EXTRA].join(', ')}.`);
  process.exit(2);
}

process.chdir(root);
if (!existsSync(join(root, 'node_modules'))) await npm(['ci', '--no-audit', '--no-fund'], { cwd: root });
const node = await ensureNode24();
rmSync(resultsDir, { recursive: true, force: true });
mkdirSync(resultsDir, { recursive: true });

/** @type {import('./lib/report.mjs').SuiteResult[]} */
const results = [];

const title = (name) => console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`);

/** Runs one suite, times it and keeps what came of it; whatever it throws is one failure with a sentence. */
async function suite(name, work) {
  title(name);
  const start = performance.now();
  const result = await work().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    return failedStep('could not run');
  });
  results.push({ name, seconds: (performance.now() - start) / 1000, ...result });
  return result.failed === 0;
}

/** A suite without tests of its own: it passes or it is one failure. */
const step = (name, command, args) =>
  suite(name, async () => ((await command(args)) === 0 ? {} : failedStep('failed')));

async function lint() {
  const start = performance.now();
  let said = '';
  const code = await npm(['run', '--silent', 'lint'], { cwd: root, told: (text) => (said += text) });
  title('lint');
  process.stdout.write(said);
  results.push({
    name: 'lint',
    seconds: (performance.now() - start) / 1000,
    ...(code === 0 ? {} : failedStep('failed')),
  });
}

// Lint keeps one core busy and needs nothing that the others make: it goes on beside the unit tests, and says at their end
// what it has found.
const linting = only.includes('lint') ? lint() : undefined;
await step('build', (args) => run(node, args, { cwd: root }), ['esbuild.mjs']);
const built = results.find(({ name }) => name === 'build')?.failed === undefined;

// Without it the tests of generated code fall back to plain namespaces, and skip where there is no isolation at all.
if (only.includes('unit') || only.includes('e2e'))
  await ensureSystem(['sandbox', 'commands']).catch((error) => console.log(error.message));
if (only.includes('unit')) await suite('unit', () => vitestSuite({ node, name: 'unit', filters }));
await linting;
if (only.includes('host'))
  await suite('host', async () => (built ? hostSuite({ node, filters }) : failedStep('not built')));
if (only.includes('e2e')) {
  const config = 'vitest.e2e.config.mts';
  await suite('e2e', async () =>
    built ? vitestSuite({ node, name: 'e2e', config, filters }) : failedStep('not built'),
  );
}
if (only.includes('real'))
  await suite('real', async () => {
    const { server, model } = await ensureRealServer();
    Object.assign(process.env, { LLP_REAL_SERVER: server, LLP_REAL_MODEL: model });
    return vitestSuite({ node, name: 'real', config: 'vitest.real.config.mts', filters });
  });

console.log(`\n${[table(results), ...failureLines(results)].join('\n')}\n`);
const { line, ok } = closingLine(results);
console.log(line);
process.exit(ok ? 0 : 1);
