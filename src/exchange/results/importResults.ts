import { said, SaidError, type Said } from '../../l10n/said';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Store } from '../../store';
import type { ExportRun } from '../export/document';
import { decoded } from '../encoding';
import { readContents, readRuns } from './contents';
import { Batches } from './batches';
import { keepsNumbers, numbersAreDone } from './numbers';
import { importBots } from './bots';
import { importPrompts } from './prompts';
import { RunImporter, type Source } from './runs';
import { ShapeError } from './shape';

export interface ImportReport {
  botsAdded: number;
  /** Bots whose name was taken here, with the name they got. */
  renamed: { from: string; to: string }[];
  runsAdded: number;
  /** Runs that were here already. */
  runsKnown: number;
  scoresAdded: number;
  scoresKnown: number;
  promptsAdded: number;
  /** Titles of categories with no suite here: their results are kept, and shown once the suite file is there. */
  withoutSuite: string[];
}

export interface ImportOptions {
  signal?: AbortSignal;
  /** Told of each run, with its number here and whether it is new. */
  onRun?: (run: ExportRun, id: number, added: boolean) => void;
  /** In runs. Called twice as often as there are runs: once while the file is checked, once while it is stored. */
  onProgress?: (progress: { done: number; total: number; phase: 'checking' | 'storing' }) => void;
}

/**
 * Imports an export. The whole file is checked first: of a bad one nothing is stored. It is then stored in batches, so
 * that a tournament can go on meanwhile; what was stored before a cancellation stays, and importing the file again adds
 * the rest. What is here already is never changed. Throws one sentence, with the path inside the file at fault.
 */
export async function importResults(store: Store, file: string, options: ImportOptions = {}): Promise<ImportReport> {
  const chunks = (): AsyncIterable<string> => decoded(createReadStream(file, { highWaterMark: 256 * 1024 }));
  try {
    const source = { name: basename(file).slice(0, 200), at: new Date().toISOString() };
    return await importFrom(store, chunks, source, options);
  } catch (error) {
    if (error instanceof ShapeError) throw refusal(error);
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw new SaidError(said`The file is not UTF-8 text, or is damaged. Nothing was imported.`, { cause: error });
    if (code === 'ENOENT') throw new SaidError(said`There is no file ${file}.`, { cause: error });
    if (code === 'EACCES' || code === 'EPERM')
      throw new SaidError(said`You may not read the file ${file}; change its permissions and try again.`, {
        cause: error,
      });
    if (code === 'EISDIR') throw new SaidError(said`${file} is a folder, not an export.`, { cause: error });
    throw error;
  }
}

async function importFrom(
  store: Store,
  open: () => AsyncIterable<string>,
  source: Source,
  options: ImportOptions,
): Promise<ImportReport> {
  const { signal, onProgress } = options;
  const contents = await readContents(abortable(open(), signal));
  const total = contents.runs.size;
  onProgress?.({ done: total, total, phase: 'checking' });
  const writing = new Batches(store.database);
  return writing.run(async (database) => {
    const keeps = keepsNumbers(database, contents.runs);
    const prompts = importPrompts(database, contents.categories);
    const bots = importBots(database, contents.bots);
    const runs = new RunImporter(database, bots, source, keeps);
    let done = 0;
    for await (const run of readRuns(abortable(open(), signal))) {
      const { id, added } = runs.take(run);
      options.onRun?.(run, id, added);
      done++;
      onProgress?.({ done, total, phase: 'storing' });
      if (!writing.isDue) continue;
      runs.settle();
      await writing.next();
    }
    if (done !== total) throw new SaidError(said`The file was changed while it was read; import it again.`);
    runs.settle();
    if (keeps) numbersAreDone(database);
    return {
      botsAdded: bots.added,
      renamed: bots.renamed,
      ...runs.counts,
      promptsAdded: prompts.added,
      withoutSuite: prompts.withoutSuite,
    };
  });
}

async function* abortable(chunks: AsyncIterable<string>, signal: AbortSignal | undefined): AsyncGenerator<string> {
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    yield chunk;
  }
}

function refusal(cause: ShapeError): Error {
  const { path, expected } = cause;
  const refused = (sentence: Said): Error => new SaidError(sentence, { cause });
  if (path === 'version') return refused(said`The file’s version ${expected}. Nothing was imported.`);
  if (path === '') return refused(said`The file is not an export of LLP: it ${expected}. Nothing was imported.`);
  if (path === 'format')
    return refused(said`The file is not an export of LLP: ${path} ${expected}. Nothing was imported.`);
  return refused(said`The file cannot be imported: ${path} ${expected}. Nothing was imported.`);
}
