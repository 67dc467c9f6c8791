import { createInterface } from 'node:readline/promises';

/** Asks on a terminal whether what the sentence says may run; no where there is none. */
export async function agrees(sentence: string, question = 'Run it?'): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question(`${sentence}\n${question} [y/N] `);
  lines.close();
  return /^y(?:es)?$/i.test(answer.trim());
}
