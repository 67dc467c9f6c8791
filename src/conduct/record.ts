import type { Category } from '../model/prompt';
import type { RunRecord } from '../model/record';
import { version } from '../../package.json';

/** What is written down of a run, so that a stranger can run it again. */
export function recordOf(
  { nonce, stream }: { nonce?: string; stream?: boolean },
  suite: Category | null,
  sent: RunRecord['sent'],
): RunRecord {
  return {
    llp: version,
    sent,
    ...(nonce === undefined ? {} : { nonce }),
    ...(stream === false ? { stream } : {}),
    ...(suite ? { suiteVersion: suite.version } : {}),
  };
}
