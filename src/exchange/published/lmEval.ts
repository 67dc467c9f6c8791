import { object, shortText, type Stated } from './tables';

/**
 * A results file of EleutherAI's lm-evaluation-harness (`results_….json`): `results` by task, with metrics named
 * `acc,none`, their standard errors beside them, shares of 1. Of a metric with several filters each is a column. Null
 * where it is none. Percentages (`exact_match` over 1) and figures such as perplexity, which are no shares, are left out.
 */
export function readLmEval(document: unknown): { stated: Stated; left: number } | null {
  const file = object(document);
  const results = object(file['results']);
  const config = object(file['config']);
  if (Object.keys(results).length === 0 || !('config' in file || 'configs' in file)) return null;
  const args = shortText(config['model_args']) ?? '';
  const named = /(?:^|,)(?:pretrained|model)=([^,]+)/.exec(args)?.[1];
  const model = shortText(file['model_name']) ?? shortText(named) ?? shortText(config['model']) ?? 'unknown model';
  const figures = new Map<string, number>();
  let left = 0;
  for (const [task, value] of Object.entries(results)) {
    const metrics = object(value);
    const alias = shortText(metrics['alias'])?.replace(/^[\s-]+/, '') ?? task;
    for (const [key, figure] of Object.entries(metrics)) {
      const [metric = '', filter = 'none'] = key.split(',');
      if (metric === 'alias' || metric.endsWith('_stderr')) continue;
      if (typeof figure !== 'number' || !Number.isFinite(figure) || figure < 0 || figure > 1) left++;
      else figures.set(`${alias.slice(0, 80)} ${metric}${filter === 'none' ? '' : ` (${filter})`}`, figure);
    }
  }
  return { stated: new Map([[model, figures]]), left };
}
