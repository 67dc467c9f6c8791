import { randomBytes } from 'node:crypto';
import type { FailedCase } from '../model';
import type { Built } from '../runners/runner';
import type { Workplace } from '../runners/workplace';
import { caseInWords, inWords, requestLine, type ShelfCase } from './cases';
import { expectedOutput } from './oracle';

/** A driver that dies is started again behind the case it died of, so often. */
const mostStarts = 40;
/**
 * One that says nothing for so long, in ms, hangs. A case takes microseconds, so one that is known to hang is waited for
 * less long: each case is to be judged for itself, also where a dozen hang by the same mistake.
 */
const silenceMs = 10_000;
const shorterSilenceMs = 2_500;
const patientHangs = 1;
const mostHangs = 12;
/** What a shell and bubblewrap give back of a program that was killed: out of memory, or out of processor time. */
const killed = new Set([128 + 9, 128 + 24]);

export interface Judged {
  /** The driver came up and knows the API. */
  starts: boolean;
  messages: string;
  passed: Set<string>;
  failed: FailedCase[];
}

/**
 * Hands each case's input to the driver in the sandbox and compares what comes back here, where the code under test
 * never runs. A line counts only with the nonce of its case, which is drawn anew for every run.
 */
export async function judgeCases(
  place: Workplace,
  driver: NonNullable<Built['driver']>,
  cases: readonly ShelfCase[],
  onProgress?: (done: number, total: number) => void,
): Promise<Judged> {
  const judged: Judged = { starts: false, messages: '', passed: new Set(), failed: [] };
  const answers = new Map<string, string>();
  let left = [...cases];
  let hangs = 0;
  let patient = false;
  for (let start = 0; start < mostStarts && (left.length > 0 || start === 0); start++) {
    const hello = randomBytes(12).toString('hex');
    const nonces = new Map(left.map((one) => [randomBytes(12).toString('hex'), one]));
    const outcome = await place.run(driver.folder, {
      step: 'cases',
      argv: driver.argv,
      stdin: [`${hello} hello`, ...[...nonces].map(([nonce, one]) => requestLine(nonce, one))].join('\n') + '\n',
      silenceMs: patient || hangs < patientHangs ? silenceMs : shorterSilenceMs,
      ...(driver.environment ? { environment: driver.environment } : {}),
    });
    const lines = new Map<string, string>();
    for (const line of outcome.stdout.split('\n')) {
      const space = line.indexOf(' ');
      if (space > 0 && !lines.has(line.slice(0, space))) lines.set(line.slice(0, space), line.slice(space + 1));
    }
    if (lines.get(hello) === 'ready') judged.starts = true;
    else if (!judged.starts) {
      judged.messages = outcome.stderr || outcome.stdout.slice(0, 2000) || 'the program ended without a word';
      return judged;
    }
    // On a busy machine even starting may take longer than that; no case is to blame then.
    const wasPatient: boolean = patient;
    patient = !wasPatient && hangs >= patientHangs && outcome.stopped === 'silence' && lines.get(hello) !== 'ready';
    if (patient) continue;
    let reached = 0;
    for (const [nonce, one] of nonces) {
      const answer = lines.get(nonce);
      if (answer === undefined) break;
      answers.set(one.id, answer);
      reached++;
    }
    onProgress?.(answers.size, cases.length);
    if (reached === left.length) break;
    // Whatever had to be stopped takes long, and would again with the next case.
    if (outcome.stopped !== null || killed.has(outcome.exitCode ?? 0)) hangs++;
    if (hangs >= mostHangs) break;
    // The first without an answer is the one that it died of.
    left = left.slice(reached + 1);
  }
  for (const one of cases) {
    const expected = expectedOutput(one);
    const actual = answers.get(one.id) ?? null;
    if (actual === expected) judged.passed.add(one.id);
    else
      judged.failed.push({ id: one.id, input: caseInWords(one), expected: inWords(expected), actual: inWords(actual) });
  }
  return judged;
}
