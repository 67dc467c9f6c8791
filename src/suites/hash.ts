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

/** Hash of what programs check: another one means that stored answers are to be checked again. 16 hex digits. */
export function checksHash(rubric: readonly RubricItem[]): string {
  const checks = rubric.flatMap((item) => (item.checks ?? []).map((check) => [item.id, item.points, check.text]));
  return createHash('sha256').update(JSON.stringify(checks)).digest('hex').slice(0, 16);
}
