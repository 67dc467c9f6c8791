import { said } from '../../l10n/said';
import type { ExportBot, ExportCategory, ExportRun } from '../export/document';
import { botShape, categoryShape, checkHead } from './documentShape';
import { readDocument } from './readDocument';
import { checkedRun } from './runShape';
import { checked, ShapeError } from './shape';

/** What of a document fits in memory, checked; the runs stay in the file. */
export interface DocumentContents {
  categories: ExportCategory[];
  bots: ExportBot[];
  /** When each of the runs began, by its number. */
  runs: Map<number, string>;
}

const lists = ['categories', 'bots', 'runs'];
const plain = ['$schema', 'format', 'version', 'exportedAt', 'generator', 'scope', 'table'];

/** Reads and checks a whole document. Throws `ShapeError` with the path of the first thing that is wrong. */
export async function readContents(chunks: AsyncIterable<string>): Promise<DocumentContents> {
  const contents: DocumentContents = { categories: [], bots: [], runs: new Map() };
  const head = new Map<string, unknown>();
  const seen = { prompts: new Set<string>() };
  const botsOfRuns = new Map<number, { path: string; practice: boolean }>();
  for await (const { key, index, value } of readDocument(chunks)) {
    if (index === null) {
      head.set(key, value);
      // Said first, whatever else is in the file.
      if (key === 'version' && head.has('format')) checkHead(head);
      if (lists.includes(key)) throw new ShapeError(key, said`must be a list`);
      if (!plain.includes(key) && !head.has('format')) throw new ShapeError('format', said`is missing`);
      if (!plain.includes(key)) throw new ShapeError(key, said`is not known to this version of LLP`);
      continue;
    }
    const path = `${key}[${index}]`;
    if (key === 'categories')
      contents.categories.push(
        checkCategory(checked(categoryShape, value, path), path, contents.categories, seen.prompts),
      );
    else if (key === 'bots') contents.bots.push(checkBot(checked(botShape, value, path), path, contents.bots));
    else if (key === 'runs') {
      const run = checkedRun(value, path);
      if (contents.runs.has(run.id)) throw new ShapeError(`${path}.id`, said`is ${run.id}, like an earlier run’s`);
      contents.runs.set(run.id, run.startedAt);
      if (!botsOfRuns.has(run.botId)) botsOfRuns.set(run.botId, { path, practice: run.practice });
      else if (botsOfRuns.get(run.botId)?.practice !== run.practice)
        throw new ShapeError(`${path}.practice`, said`must be the same for all runs of a bot`);
    } else throw new ShapeError(key, said`must not be a list`);
  }
  checkHead(head);
  const bots = new Map(contents.bots.map((bot) => [bot.id, bot]));
  for (const [id, { path, practice }] of botsOfRuns) {
    const bot = bots.get(id);
    if (!bot) throw new ShapeError(`${path}.botId`, said`is ${id}, but no bot in the file has that id`);
    if (bot.practice !== practice) throw new ShapeError(`${path}.practice`, said`must be the same as its bot’s`);
  }
  return contents;
}

/** The runs of a document, in its order. */
export async function* readRuns(chunks: AsyncIterable<string>): AsyncGenerator<ExportRun> {
  for await (const { key, index, value } of readDocument(chunks))
    if (key === 'runs' && index !== null) yield checkedRun(value, `runs[${index}]`);
}

function checkCategory(
  category: ExportCategory,
  path: string,
  earlier: ExportCategory[],
  prompts: Set<string>,
): ExportCategory {
  if (earlier.some((other) => other.id === category.id)) throw new ShapeError(`${path}.id`, said`is there twice`);
  for (const [index, prompt] of category.versions.entries()) {
    const key = JSON.stringify([category.id, prompt.id, prompt.hash]);
    if (prompts.has(key)) throw new ShapeError(`${path}.versions[${index}]`, said`is there twice`);
    prompts.add(key);
  }
  return category;
}

function checkBot(bot: ExportBot, path: string, earlier: ExportBot[]): ExportBot {
  if (earlier.some((other) => other.id === bot.id)) throw new ShapeError(`${path}.id`, said`is there twice`);
  return bot;
}
