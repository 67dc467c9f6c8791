import { object, shortText, type Stated } from './tables';

/** Numbers beside the metrics that are none. */
const notFigures = new Set(['sample_len', 'sample_count']);

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
  const named = namedIn(config['model_args']);
  const model = shortText(file['model_name']) ?? shortText(named) ?? shortText(config['model']) ?? 'unknown model';
  const figures = new Map<string, number>();
  let left = 0;
  for (const [task, value] of Object.entries(results)) {
    const metrics = object(value);
    const alias = shortText(metrics['alias'])?.replace(/^[\s-]+/, '') ?? task;
    for (const [key, figure] of Object.entries(metrics)) {
      const [metric = '', filter = 'none'] = key.split(',');
      if (typeof figure !== 'number' || notFigures.has(metric) || metric.endsWith('_stderr')) continue;
      if (!Number.isFinite(figure) || figure < 0 || figure > 1) left++;
      else figures.set(`${alias.slice(0, 80)} ${metric}${filter === 'none' ? '' : ` (${filter})`}`, figure);
    }
  }
  return { stated: new Map([[model, figures]]), left };
}

/** The model among the arguments: `pretrained=NAME,dtype=…` of older versions, an object of newer ones. */
function namedIn(args: unknown): string | undefined {
  if (typeof args === 'string') return /(?:^|,)(?:pretrained|model)=([^,]+)/.exec(args)?.[1];
  const { pretrained, model } = object(args);
  return shortText(pretrained) ?? shortText(model) ?? undefined;
}
