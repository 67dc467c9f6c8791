import { checkAnswer, parseCheck, type CheckPorts } from '../../../src/evaluate/checks';
import type { CheckVerdict } from '../../../src/model/check';

/** What one check line says of an answer. */
export function verdictOn(line: string, answer: string, ports: CheckPorts = {}, others: string[] = []): CheckVerdict {
  const checks = [line, ...others].map((text) => parseCheck(text));
  const sheet = checkAnswer({ points: 100, rubric: [{ id: 'item', points: 100, checks }] }, answer, ports);
  const [verdict] = sheet.items[0]?.verdicts ?? [];
  if (!verdict) throw new Error(`No verdict on ${line}`);
  return verdict;
}
