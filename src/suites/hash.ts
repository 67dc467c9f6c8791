import { createHash } from 'node:crypto';
import type { Prompt } from '../model/prompt';

/** Hash of what a model is sent and a judge goes by: 16 hex digits. Title, group and order do not enter it. */
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
