// Follows the runner's results file while VS Code is running, printing each test as it ends.
import { existsSync, readFileSync } from 'node:fs';

/** @param {string} file one JSON line a test; see runner.cjs */
export function followResults(file) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  let read = 0;
  let ended = false;
  const look = () => {
    if (!existsSync(file)) return;
    const lines = readFileSync(file, 'utf8').split('\n');
    // The last piece is empty, or a line still being written.
    for (const line of lines.slice(read, -1)) show(JSON.parse(line));
    read = lines.length - 1;
  };
  /** @param {{name: string, state: string, ms?: number, error?: string}} event */
  const show = ({ name, state, ms, error }) => {
    if (state === 'end') ended = true;
    else counts[/** @type {keyof typeof counts} */ (state)] += 1;
    if (state === 'passed') console.log(`  ✓ ${name}${ms !== undefined && ms > 500 ? ` (${ms} ms)` : ''}`);
    if (state === 'skipped') console.log(`  - ${name}`);
    if (state === 'failed') console.log(`  ✗ ${name}\n      ${String(error).replaceAll('\n', '\n      ')}`);
  };
  const timer = setInterval(look, 300);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return { counts, ended };
    },
  };
}
