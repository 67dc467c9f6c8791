import { said, SaidError } from '../../l10n/said';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { BenchmarkOrigin, LiveBenchTable, NewBenchmarkImport } from '../../model/benchmark';
import { oneLine } from '../../model/serverText';
import { LeftOut } from './leftOut';
import { liveBenchReleases, newestRelease, notInRelease } from './releases';
import { readLiveBenchCsv, websiteGroups } from './tableCsv';
import { tableFromText } from './tableText';
import { findTree, readTree, type TreeFiles } from './tree';

export interface ReadLiveBench {
  made: NewBenchmarkImport;
  /** Models, as they are named there. */
  models: string[];
  /** Judgments, or figures of a table, that were taken. */
  taken: number;
  left: LeftOut;
  /** What LiveBench's own script would have done, where that differs. */
  script: string[];
}

export interface ReadOptions {
  /** Which release to judge by; for a tree the newest where nobody says. */
  release?: string;
  /** The tree's answers were made on this machine. */
  madeHere?: boolean;
  signal?: AbortSignal;
}

const mostBytes = 512 * 1024 * 1024;

/** Reads a data tree, a table or a text with one. Throws a sentence where the path holds nothing of LiveBench. */
export async function readLiveBench(path: string, options: ReadOptions = {}): Promise<ReadLiveBench> {
  const kind = await stat(path).catch(() => {
    throw new SaidError(said`There is no file or folder ${path}.`);
  });
  if (kind.isDirectory()) return readFolder(path, options);
  if (kind.size > mostBytes)
    throw new SaidError(said`${basename(path)} is larger than 512 MB, which no table of LiveBench is.`);
  if (basename(path).endsWith('.jsonl')) {
    const files: TreeFiles = { questions: [], judgments: [path], answers: [] };
    return ofTree(dirname(path), files, options);
  }
  const text = await readFile(path, 'utf8');
  if (extname(path).toLowerCase() === '.csv') return ofCsv(path, text, options);
  return ofText(basename(path), text, options);
}

/** Reads a table that was pasted. */
export function ofText(source: string, text: string, options: ReadOptions = {}): ReadLiveBench {
  const left = new LeftOut();
  const table = tableFromText(text, (line) => left.add('row', `it cannot be read: ${oneLine(line, 60)}`));
  if (!table)
    throw new SaidError(
      said`${source} holds no table of LiveBench: its first line begins with “category”, its second with “model”.`,
    );
  return ofTable(source, table, 'groups', 'shown', options.release ?? null, left);
}

async function readFolder(path: string, options: ReadOptions): Promise<ReadLiveBench> {
  const files = await findTree(path);
  if (files.judgments.length + files.questions.length > 0) return ofTree(path, files, options);
  const tables = (await readdir(path)).filter((name) => /^table_\d{4}_\d{2}_\d{2}\.csv$/.test(name)).sort();
  const wanted = options.release ? `table_${options.release.replaceAll('-', '_')}.csv` : tables.at(-1);
  if (wanted && tables.includes(wanted)) return readLiveBench(join(path, wanted), options);
  throw new SaidError(
    said`${basename(path)} holds no results of LiveBench: neither model_judgment/ground_truth_judgment.jsonl nor table_….csv.`,
  );
}

async function ofTree(path: string, files: TreeFiles, options: ReadOptions): Promise<ReadLiveBench> {
  const tree = await readTree(path, files, options.signal);
  const release = options.release ?? newestRelease;
  if (!(liveBenchReleases as readonly string[]).includes(release))
    throw new SaidError(said`${release} is no release of LiveBench; choose one of ${liveBenchReleases.join(', ')}.`);
  const { left, judgments } = tree;
  // Without question files, as when single judgment files were kept, all that was judged counts.
  const questions =
    tree.questions.length > 0
      ? tree.questions
      : judgments.map(({ questionId, task, category }) => ({
          ...{ id: questionId, task, category },
          ...{ releaseDate: null, removalDate: null },
        }));
  for (const question of questions)
    left.add('question', notInRelease(question, release) ?? '', Number(notInRelease(question, release) !== null));
  const ids = new Set(questions.map(({ id }) => id));
  const unknown = judgments.filter(({ questionId }) => !ids.has(questionId));
  left.add('judgment', 'its question stands in no question.jsonl', unknown.length);
  left.add('judgment', 'its score is -1: it was not judged', judgments.filter(({ score }) => score === -1).length);
  left.add('figure', 'its judgment has no score (null or NaN)', judgments.filter(({ score }) => score === null).length);
  for (const { model, errors } of tree.answers) left.add('answer', `${model}: $ERROR$, judged as it stands`, errors);
  const kept = judgments.filter(({ questionId, score }) => ids.has(questionId) && score !== -1);
  if (kept.length === 0) throw new SaidError(said`${basename(path)} has no judgment that can be used.`);
  return {
    made: {
      ...{ benchmark: 'livebench', release, form: 'judgments', rule: 'script', source: basename(path), table: null },
      origin: options.madeHere ? 'measured' : 'imported',
      questions,
      judgments: kept,
    },
    models: [...new Set(kept.map(({ model }) => model))].sort(),
    taken: kept.length,
    left,
    script: tree.script,
  };
}

async function ofCsv(path: string, text: string, options: ReadOptions): Promise<ReadLiveBench> {
  const name = basename(path);
  const content = readLiveBenchCsv(text);
  const named = /^table_(\d{4})_(\d{2})_(\d{2})\.csv$/.exec(name);
  const release = options.release ?? (named ? named.slice(1).join('-') : null);
  if (content.kind === 'raw') return ofRaw(name, content.raw, options);
  if (content.kind === 'groups') return ofTable(name, content.table, 'groups', 'shown', release, content.left);
  const categories = named
    ? await readCategories(join(dirname(path), name.replace('table_', 'categories_').replace('.csv', '.json')))
    : null;
  if (!categories) return ofTable(name, content.table, 'tasks', 'shown', release, content.left);
  const known = new Set(Object.values(categories).flat());
  for (const task of content.table.columns.filter((column) => !known.has(column)))
    content.left.add(
      'task',
      `${task} is in no category of ${name.replace('table_', 'categories_').replace('.csv', '.json')}`,
    );
  return ofTable(name, websiteGroups(content.table, categories), 'groups', 'website', release, content.left);
}

function ofRaw(
  name: string,
  raw: { judgments: NewBenchmarkImport['judgments']; left: LeftOut },
  options: ReadOptions,
): ReadLiveBench {
  const questions = raw.judgments.map(({ questionId, task, category }) => ({
    ...{ id: questionId, task, category },
    ...{ releaseDate: null, removalDate: null },
  }));
  if (raw.judgments.length === 0) throw new SaidError(said`${name} has no judgment that can be used.`);
  const origin: BenchmarkOrigin = options.madeHere ? 'measured' : 'imported';
  return {
    made: {
      ...{ benchmark: 'livebench', release: options.release ?? null, form: 'judgments', rule: 'script', source: name },
      ...{ table: null, origin, questions, judgments: raw.judgments },
    },
    models: [...new Set(raw.judgments.map(({ model }) => model))].sort(),
    taken: raw.judgments.length,
    left: raw.left,
    script: [],
  };
}

function ofTable(
  source: string,
  table: LiveBenchTable,
  form: 'groups' | 'tasks',
  rule: 'shown' | 'website',
  release: string | null,
  left: LeftOut,
): ReadLiveBench {
  if (table.rows.length === 0) throw new SaidError(said`${source} has no row that can be used.`);
  return {
    made: {
      benchmark: 'livebench',
      release,
      form,
      rule,
      origin: 'published',
      source,
      table,
      questions: [],
      judgments: [],
    },
    models: table.rows.map(({ model }) => model),
    taken: table.rows.reduce((total, { values }) => total + values.filter((value) => value !== null).length, 0),
    left,
    script: [],
  };
}

async function readCategories(path: string): Promise<Record<string, string[]> | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  const value = JSON.parse(text) as unknown;
  if (value === null || typeof value !== 'object') return null;
  const lists = Object.entries(value).filter(
    (entry): entry is [string, string[]] =>
      Array.isArray(entry[1]) && entry[1].every((task) => typeof task === 'string'),
  );
  return Object.fromEntries(lists);
}
