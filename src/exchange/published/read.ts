import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { NewBenchmarkImport } from '../../model/benchmark';
import { readInspect } from './inspect';
import { readLmEval } from './lmEval';
import { publishedTable, type PublishedFormat } from './tables';
import { said, SaidError } from '../../l10n/said';

const mostBytes = 256 * 2 ** 20;
const readers = { 'lm-eval': readLmEval, inspect: readInspect };
const names = { 'lm-eval': 'results of lm-evaluation-harness', inspect: 'a log of Inspect in JSON' };

/** Reads published figures. Throws a sentence where the file is something else. */
export async function readPublished(
  format: PublishedFormat,
  path: string,
): Promise<{ made: NewBenchmarkImport; left: number }> {
  const source = basename(path);
  const facts = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new SaidError(
      error.code === 'ENOENT'
        ? said`There is no file ${path}.`
        : said`${path} cannot be read (${error.code ?? 'unknown'}).`,
      { cause: error },
    );
  });
  if (facts.size > mostBytes) throw new SaidError(said`“${source}” is too large: 256 MB are the most.`);
  let document: unknown = null;
  try {
    document = JSON.parse((await readFile(path, 'utf8')).replace(/^\ufeff/, '')) as unknown;
  } catch {
    // Told below.
  }
  const read = readers[format](document);
  if (!read) throw new SaidError(said`“${source}” is not ${names[format]}; nothing was imported.`);
  return { made: publishedTable(format, source, read.stated), left: read.left };
}
