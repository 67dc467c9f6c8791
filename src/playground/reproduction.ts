import { dirname, join } from 'node:path';
import type { Store } from '../store';
import { curl, llpRun, readSent, type SentRequest } from '../trust/commands';
import { readLog } from './logFiles';
import { canQuote, commandLine, type Shell } from '../trust/quote';

/** How a run is repeated. `curl` is null where the raw log is gone, or the shell cannot be handed the request. */
export interface Reproduction {
  llp: string;
  curl: string | null;
}

/** The commands that send a run's request again. Throws a sentence where there is no such run. */
export async function reproductionOf(
  { store }: { readonly store: Store },
  runId: number,
  shell: Shell,
): Promise<Reproduction> {
  const run = store.runs.require(runId);
  const sent = await sentRequest(store, runId);
  const words = sent ? curl(sent, shell) : [];
  return {
    llp: commandLine(llpRun(run, store.prompts.version(run.categoryId, run.promptId, run.promptHash)), shell),
    curl: sent && words.every((word) => canQuote(word, shell)) ? commandLine(words, shell) : null,
  };
}

/** The request as it stands in the raw log; null where that is not there. */
export async function sentRequest(store: Store, runId: number): Promise<SentRequest | null> {
  const { rawLog, record } = store.runs.require(runId);
  if (rawLog === null || !record?.sent) return null;
  const log = await readLog(join(dirname(store.database.file), rawLog)).catch(() => null);
  if (!log) return null;
  const { offset, length } = record.sent;
  return readSent(log.subarray(offset, offset + length).toString('utf8'));
}
