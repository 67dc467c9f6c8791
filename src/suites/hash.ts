import { createHash } from 'node:crypto';
import type { Prompt, RubricItem } from '../model/prompt';

/** Hash of what a model is sent and a judge goes by: 16 hex digits. Title, group, order and checks do not enter it. */
export function promptHash(prompt: Pick<Prompt, 'text' | 'system' | 'points' | 'rubric'>): string {
  const rubric = prompt.rubric.map((item) => [
    item.id,
    item.points,
    item.title,
    item.full ?? '',
    item.half ?? '',
    item.none ?? '',
    item.mistakes ?? '',
  ]);
  const content = JSON.stringify([prompt.text, prompt.system, prompt.points, rubric]);
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

/** Raised when points come about by another rule than before: figures before and after are not to be compared. */
const scoringRule = 1;

/**
 * The name of a benchmark as it is now, e.g. `booting-3f2a91bc`: another one after each change of a prompt, of a check
 * or of the rule of scoring, so that old and new figures never stand side by side. Also its prompts with their hashes.
 */
export function benchmarkEdition(categoryId: string, prompts: readonly Prompt[]): { slug: string; prompts: string } {
  const hashes = prompts
    .map((prompt): [string, string, string] => [prompt.id, prompt.hash, checksHash(prompt.rubric)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const facts = JSON.stringify({ scoringRule, prompts: hashes });
  return { slug: `${categoryId}-${createHash('sha256').update(facts).digest('hex').slice(0, 8)}`, prompts: facts };
}

/** Hash of what programs check: another one means that stored answers are to be checked again. 16 hex digits. */
export function checksHash(rubric: readonly RubricItem[]): string {
  const checks = rubric.flatMap((item) => (item.checks ?? []).map((check) => [item.id, item.points, check.text]));
  return createHash('sha256').update(JSON.stringify(checks)).digest('hex').slice(0, 16);
}
