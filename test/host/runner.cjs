// Runs inside VS Code's extension host: mocha over the compiled in-host tests.
// LLP_HOST_TESTS: JSON list of test files; without it, those of dist-test/host that want a folder open.
// LLP_HOST_RESULTS: file that gets one JSON line for each test as it ends; without it, the lines are only logged.
const { appendFileSync, readdirSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');

/** `import { describe } from 'mocha'` in a test must be the very mocha that runs it. */
function shareMocha(mocha) {
  const load = Module._load;
  Module._load = (request, ...rest) => (request === 'mocha' ? mocha : load(request, ...rest));
}

function testFiles() {
  if (process.env.LLP_HOST_TESTS) return JSON.parse(process.env.LLP_HOST_TESTS);
  const dir = join(__dirname, '..', '..', 'dist-test', 'host');
  const files = readdirSync(dir).filter((file) => file.endsWith('.test.js') && !/\.(restricted|empty)\./.test(file));
  return files.map((file) => join(dir, file));
}

function report(event) {
  const line = JSON.stringify(event);
  if (process.env.LLP_HOST_RESULTS) appendFileSync(process.env.LLP_HOST_RESULTS, `${line}\n`);
  console.log(`LLP-TEST ${line}`);
}

/** Called by VS Code; a rejection makes VS Code exit with 1. */
async function run() {
  const { default: Mocha } = await import('mocha');
  shareMocha(Mocha);
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: process.env.LLP_INSPECT ? 0 : 20_000,
    reporter: function Silent() {},
    grep: process.env.LLP_GREP,
  });
  for (const file of testFiles()) mocha.addFile(file);
  const failures = await new Promise((resolve, reject) => {
    try {
      const runner = mocha.run(resolve);
      const name = (test) => test.titlePath().join(' › ');
      runner.on('pass', (test) => report({ name: name(test), state: 'passed', ms: test.duration }));
      runner.on('pending', (test) => report({ name: name(test), state: 'skipped' }));
      runner.on('fail', (test, error) =>
        report({ name: name(test), state: 'failed', error: error?.stack ?? String(error) }),
      );
    } catch (error) {
      report({ name: 'loading the tests', state: 'failed', error: error.stack });
      report({ state: 'end' });
      reject(error);
    }
  });
  report({ state: 'end', failures });
  if (failures > 0) throw new Error(`${failures} in-host tests failed`);
}

module.exports = { run };
