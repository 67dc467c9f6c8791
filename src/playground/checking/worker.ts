import { saidOf } from '../../l10n/said';
import { parentPort } from 'node:worker_threads';
import { checkAnswer } from '../../evaluate/checks';
import { knownRuns } from '../../evaluate/programs/answer';
import { checkFileReader } from '../../suites/checkFiles';
import type { CheckJob, CheckResult } from './protocol';

/** The thread that reads answers with checks. */
parentPort?.on('message', ({ number, prompt, text, folder, findings }: CheckJob) => {
  let result: CheckResult;
  try {
    const readFile = checkFileReader(folder);
    result = { number, sheet: checkAnswer(prompt, text, { readFile, run: knownRuns(findings, readFile) }) };
  } catch (error) {
    result = { number, error: saidOf(error) };
  }
  parentPort?.postMessage(result);
});
