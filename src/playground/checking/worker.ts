import { parentPort } from 'node:worker_threads';
import { checkAnswer } from '../../evaluate/checks';
import { checkFileReader } from '../../suites/checkFiles';
import type { CheckJob, CheckResult } from './protocol';

/** The thread that reads answers with checks. */
parentPort?.on('message', ({ number, prompt, text, folder }: CheckJob) => {
  let result: CheckResult;
  try {
    result = { number, sheet: checkAnswer(prompt, text, { readFile: checkFileReader(folder) }) };
  } catch (error) {
    result = { number, error: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(result);
});
