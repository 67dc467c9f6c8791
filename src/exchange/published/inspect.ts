import { object, shortText, type Stated } from './tables';
import { said, SaidError } from '../../l10n/said';

/** Metrics that are shares of 1; others, such as standard errors, say nothing of how good a model is. */
const shares = new Set(['accuracy', 'mean', 'points_share', 'pass_at_1']);

/** A log of Inspect in JSON (`version` 2, `eval`, `results.scores`). Null where it is none. */
export function readInspect(document: unknown): { stated: Stated; left: number } | null {
  const log = object(document);
  const evaluation = object(log['eval']);
  const task = shortText(evaluation['task']);
  if (task === null || typeof log['version'] !== 'number') return null;
  if (log['status'] !== 'success')
    throw new SaidError(
      said`The log of Inspect did not come to its end, so its figures are no results; nothing was imported.`,
    );
  const figures = new Map<string, number>();
  let left = 0;
  const scores = object(log['results'])['scores'];
  for (const entry of (Array.isArray(scores) ? scores : []).map(object)) {
    const name = shortText(entry['name']) ?? 'score';
    for (const [key, metric] of Object.entries(object(entry['metrics']))) {
      const { value } = object(metric);
      if (!shares.has(key) || typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > 1) left++;
      else figures.set(`${task.slice(0, 80)} ${name} ${key}`, value);
    }
  }
  return { stated: new Map([[shortText(evaluation['model']) ?? 'unknown model', figures]]), left };
}
