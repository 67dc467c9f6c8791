import { said, SaidError } from '../l10n/said';
import type { Playground } from '../playground';
import { apiFile } from '../exchange/public/api';
import { evaluationsOf } from '../exchange/public/evaluations';
import { everyEvalEver } from '../exchange/public/everyEvalEver';
import { inspectLog, inspectName } from '../exchange/public/inspectLog';
import { junit } from '../exchange/public/junit';
import { liveBenchTree } from '../exchange/livebench/write';

export const publicFormats = ['api', 'eee', 'inspect', 'junit', 'livebench'] as const;
export type PublicFormat = (typeof publicFormats)[number];

export interface PublicFile {
  name: string;
  text: string;
  /** It belongs to the file before it. */
  beside?: boolean;
}

/** Files for other tools. Throws a sentence where nothing passes the trust gate that would be in them; LiveBench’s own
 * files are all there is, as they are not published by themselves. */
export function publicFiles(
  { store }: Playground,
  format: PublicFormat,
  at: string,
  practice = !store.board.has(false) && store.board.has(true),
): PublicFile[] {
  if (format === 'livebench') return [...liveBenchTree(store, practice)];
  if (format === 'api')
    return [{ name: 'quality-benchmarks.json', text: `${JSON.stringify(apiFile(store, at), null, 2)}\n` }];
  if (format === 'junit') return [{ name: 'llp-junit.xml', text: junit(store) }];
  const evaluations = evaluationsOf(store);
  if (evaluations.length === 0)
    throw new SaidError(
      said`No scored result passes the trust gate yet, so there is nothing to publish; the board says what each lacks.`,
    );
  return evaluations.flatMap((evaluation): PublicFile[] => {
    if (format === 'inspect') return [{ name: inspectName(evaluation), text: inspectLog(evaluation) }];
    const { path, record, samples } = everyEvalEver(evaluation, at);
    return [
      { name: `${path}.json`, text: record },
      { name: `${path}_samples.jsonl`, text: samples, beside: true },
    ];
  });
}
