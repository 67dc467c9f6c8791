// How a whole test run is told at its end.

/**
 * Counts of tests. `failures` names those that failed, `failedFirst` those that failed before they were run once more.
 * @typedef {{passed?: number, failed?: number, skipped?: number, note?: string, failures?: string[], failedFirst?: string[]}} Outcome
 */

/**
 * One suite's outcome. A step without tests (lint, build) has no counts unless it failed, which counts as one failure.
 * @typedef {Outcome & {name: string, seconds: number}} SuiteResult
 */

/** One line a suite, in columns. @param {SuiteResult[]} results */
export function table(results) {
  const rows = results.map(({ name, seconds, passed, failed, skipped, note }) => {
    const tests = passed === undefined ? '' : `${passed} passed, ${failed ?? 0} failed, ${skipped ?? 0} skipped`;
    return [failed ? '✗' : '✓', name, tests || (failed ? '' : 'ok'), `${seconds.toFixed(1)} s`, note ?? ''];
  });
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What failed, by name, so that the end of a long log says it. @param {SuiteResult[]} results */
export function failureLines(results) {
  return results.flatMap(({ name, failures = [], failedFirst = [] }) => [
    ...failures.map((line) => `✗ ${name}: ${line}`),
    ...failedFirst.filter((line) => !failures.includes(line)).map((line) => `! ${name}, failed at first: ${line}`),
  ]);
}

/** The sum over all suites. @param {SuiteResult[]} results */
export function closingLine(results) {
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    results.reduce((total, result) => total + (result[key] ?? 0), 0);
  const skipped = sum('skipped');
  const line = `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return { line, ok: sum('failed') === 0 };
}
