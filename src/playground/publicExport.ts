import type { Playground } from '../playground';
import { apiFile } from '../exchange/public/api';
import { evaluationsOf } from '../exchange/public/evaluations';
import { everyEvalEver } from '../exchange/public/everyEvalEver';
import { inspectLog } from '../exchange/public/inspectLog';
import { junit } from '../exchange/public/junit';

export const publicFormats = ['api', 'eee', 'inspect', 'junit'] as const;
export type PublicFormat = (typeof publicFormats)[number];

export interface PublicFile {
  name: string;
  text: string;
  /** It belongs to the file before it. */
  beside?: boolean;
}

/** Files for other tools. Throws a sentence where nothing passes the trust gate that would be in them. */
export function publicFiles({ store }: Playground, format: PublicFormat, at: string): PublicFile[] {
  if (format === 'api')
    return [{ name: 'quality-benchmarks.json', text: `${JSON.stringify(apiFile(store, at), null, 2)}\n` }];
  if (format === 'junit') return [{ name: 'llp-junit.xml', text: junit(store) }];
  const evaluations = evaluationsOf(store);
  if (evaluations.length === 0)
    throw new Error(
      'No scored result passes the trust gate yet, so there is nothing to publish; the board says what each lacks.',
    );
  return evaluations.flatMap((evaluation): PublicFile[] => {
    if (format === 'inspect') return [{ name: `${evaluation.id}.json`, text: inspectLog(evaluation) }];
    const { path, record, samples } = everyEvalEver(evaluation, at);
    return [
      { name: `${path}.json`, text: record },
      { name: `${path}_samples.jsonl`, text: samples, beside: true },
    ];
  });
}
