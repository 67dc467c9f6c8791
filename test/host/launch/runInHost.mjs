// Starts a VS Code, has it run in-host tests, and answers what came of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInBrowser } from './browser.mjs';
import { runOnDesktop } from './desktop.mjs';
import { followResults } from './results.mjs';
import { freshWorkspace } from './workspace.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/** @typedef {{passed: number, failed: number, skipped: number}} Counts */

/**
 * @param {object} options
 * @param {string} options.name shown before the results
 * @param {string[]} options.tests compiled test files, absolute paths
 * @param {string} [options.workspace] folder whose copy is opened; none opens an empty window
 * @param {boolean} [options.trust] false opens the folder in Restricted Mode; default true
 * @param {string} [options.extension] folder of the extension; default is the checkout
 * @param {Record<string, unknown>} [options.settings] user settings
 * @param {number} [options.timeoutMs] for the whole run; default five minutes
 * @returns {Promise<Counts>} a host that hangs, crashes or ends without finishing its tests counts as one failure
 */
export async function runInHost(options) {
  const { name, tests, trust = true, timeoutMs = process.env.LLP_INSPECT ? 3_600_000 : 300_000 } = options;
  const scratch = mkdtempSync(join(tmpdir(), 'llp-host-'));
  const results = join(scratch, 'results.jsonl');
  const plan = {
    workspace: options.workspace && freshWorkspace(options.workspace, scratch),
    extension: options.extension ?? join(here, '..', '..', '..'),
    runner: join(here, '..', 'runner.cjs'),
    trust,
    settings: options.settings ?? {},
    timeoutMs,
    env: { LLP_HOST_TESTS: JSON.stringify(tests), LLP_HOST_RESULTS: results },
  };
  console.log(`\n${name}`);
  const follow = followResults(results);
  try {
    const outcome = await (process.env.LLP_TEST_DESKTOP === '1' ? runOnDesktop(plan) : runInBrowser(plan));
    const { counts, ended } = follow.stop();
    const broken = !ended || (outcome.code !== 0 && counts.failed === 0);
    if (broken) console.log(`  ✗ ${outcome.problem ?? `VS Code ended with ${outcome.code} before its tests did`}`);
    if (broken || counts.failed > 0) console.log(indent(outcome.log));
    return broken ? { ...counts, failed: counts.failed + 1 } : counts;
  } finally {
    follow.stop();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

// What any VS Code says while it starts and looks for a marketplace.
const NOISE =
  /LLP-TEST|open-vsx|workbench\.js:|^\[info\] (Resolv|Creating a socket|Updating additional|\[(reconnection|AgentHost|AccountPolicy|remote-conn))|Service Worker/;

/** The last lines of the extension host's own log, as printed after a failure. @param {string[]} log */
function indent(log) {
  const lines = log.flatMap((entry) => entry.split('\n')).filter((line) => !NOISE.test(line));
  return lines.length > 0 ? ['  VS Code said last:', ...lines.slice(-40).map((line) => `    ${line}`)].join('\n') : '';
}
