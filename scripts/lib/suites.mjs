// Runs one kind of tests and answers its real counts.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { basename, join } from 'node:path';
import { ensureHost } from './vscodeInstall.mjs';
import { resultsDir, root } from './paths.mjs';
import { run } from './process.mjs';

/** @typedef {import('./report.mjs').Outcome} Outcome */

/** A step that failed as a whole: one failure. @param {string} note @returns {Outcome} */
export const failedStep = (note) => ({ failed: 1, note });

/** A suite that ran no test has not shown anything. @param {Outcome} outcome @param {number} code exit code of its runner */
function judged(outcome, code) {
  const { passed = 0, failed = 0 } = outcome;
  if (code !== 0 && failed === 0) return { ...outcome, failed: 1, note: `its runner ended with exit code ${code}` };
  if (passed + failed === 0) return { ...outcome, failed: 1, note: 'it ran no test' };
  return outcome;
}

/** @param {{node: string, name: string, config?: string, filters: string[], windows?: number}} options */
async function runVitest({ node, name, config, filters, windows = 1 }) {
  const file = join(resultsDir, `${name}.json`);
  rmSync(file, { force: true });
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...filters];
  if (config) args.push('--config', config);
  const env = { ...process.env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true', LLP_WINDOWS: String(windows) };
  const code = await run(node, args, { cwd: root, env });
  return { code, result: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined };
}

/** What failed, a line each: the file, the test, the first line of why. @returns {string[]} */
function failures(result) {
  return result.testResults
    .filter((file) => file.status === 'failed')
    .flatMap((file) => {
      const tests = file.assertionResults.filter((test) => test.status === 'failed');
      const lines = tests.map((test) => `${test.fullName}: ${(test.failureMessages[0] ?? '').split('\n')[0]}`);
      return (lines.length > 0 ? lines : [(file.message ?? '').split('\n')[0]]).map(
        (line) => `${basename(file.name)}: ${line}`,
      );
    });
}

/** How much of all cores nobody uses, 0 to 1, over a second. */
async function idleShare() {
  const sum = () => {
    const times = cpus().map((cpu) => cpu.times);
    const idle = times.reduce((total, time) => total + time.idle, 0);
    return { idle, all: times.reduce((total, time) => total + Object.values(time).reduce((a, b) => a + b, 0), 0) };
  };
  const before = sum();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const after = sum();
  return (after.idle - before.idle) / Math.max(1, after.all - before.all);
}

/** A test waits half of its time for a window: two windows at once take little longer than one, where cores are free. */
const windowsAtOnce = async () => (availableParallelism() > 1 && (await idleShare()) > 0.7 ? 2 : 1);

/**
 * On a busy machine a click into a whole VS Code can come too early. An end-to-end file that failed is run once more, and
 * the closing table says which; what fails twice has failed.
 */
async function secondTry(options, first) {
  const failed = first.testResults.filter((each) => each.status === 'failed');
  if (failed.length === 0) return undefined;
  const names = failed.map((each) => basename(each.name));
  console.log(`\nOnce more, as not all passed: ${names.join(', ')}`);
  const { code, result } = await runVitest({ ...options, filters: names });
  if (!result) return { code: code || 1, result: first };
  const failedFirst = failures(first);
  const kept = first.testResults.filter((each) => each.status !== 'failed');
  const tests = kept.flatMap((each) => each.assertionResults);
  const passed = tests.filter((test) => test.status === 'passed').length;
  return {
    code,
    failedFirst,
    result: {
      ...result,
      testResults: [...kept, ...result.testResults],
      numPassedTests: passed + result.numPassedTests,
      numPendingTests: tests.length - passed + result.numPendingTests,
    },
  };
}

/**
 * @param {{node: string, name: 'unit' | 'e2e' | 'real', config?: string, filters: string[]}} options
 * @returns {Promise<Outcome>}
 */
export async function vitestSuite({ node, name, config, filters }) {
  if (name === 'e2e') await ensureHost();
  const windows = name === 'e2e' ? await windowsAtOnce() : 1;
  const first = await runVitest({ node, name, config, filters, windows });
  if (!first.result) return judged({}, first.code || 1);
  // A unit test that fails once is wrong, or what it tests is: nothing of either depends on how busy the machine is.
  const again = name === 'unit' ? undefined : await secondTry({ node, name, config }, first.result);
  const { code, result } = again ?? first;
  // A file that could not be loaded has no test to count; it is a failure all the same.
  const unloaded = result.testResults.filter((each) => each.status === 'failed' && each.assertionResults.length === 0);
  return judged(
    {
      passed: result.numPassedTests,
      failed: result.numFailedTests + unloaded.length,
      skipped: result.numPendingTests + result.numTodoTests,
      failures: failures(result),
      failedFirst: again?.failedFirst ?? [],
    },
    code,
  );
}

/** In-host tests, in a process of their own under Node 24. @param {{node: string, filters: string[]}} options */
export async function hostSuite({ node, filters }) {
  if (process.env.LLP_TEST_DESKTOP !== '1') await ensureHost();
  const file = join(resultsDir, 'host.json');
  const runner = [join(root, 'test', 'host', 'launch', 'main.mjs'), file, ...filters];
  let code = await run(node, runner, { cwd: root });
  if (code !== 0) {
    console.log('\nOnce more, as not all passed.');
    code = await run(node, runner, { cwd: root });
  }
  return judged(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}, code);
}
