import { said, inEnglish, type Said } from '../l10n/said';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Category, SuiteProblem } from '../model/prompt';
import { parseSuite, type ParsedSuite, type SharedPrompts } from './parse';
import { readSharedPrompts, type ReadSharedPrompts } from './sharedPrompts';
import type { Draw } from './variants/draw';

export const sharedPromptsFile = 'system-prompts.md';

export interface LoadedSuites {
  /** By `order`, then by name. */
  categories: Category[];
  problems: SuiteProblem[];
  /** The folder they came from. */
  folder: string;
}

/** The workspace's own `suites/` if it has one, else the bundled ones. */
export async function suitesFolder(workspace: string | null, bundled: string): Promise<string> {
  const own = workspace === null ? null : join(workspace, 'suites');
  return own !== null && (await isFolder(own)) ? own : bundled;
}

/** Reads every suite of a folder. A broken file is reported and does not hide the others. `draw`: see `parseSuite`. */
export async function loadSuites(folder: string, draw: Draw | null = null): Promise<LoadedSuites> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md') && !/^(readme|system-prompts)\.md$/i.test(name)).sort();
  const shared = await loadSharedPrompts(folder);
  const problems: SuiteProblem[] = [...shared.problems];
  const categories: Category[] = [];
  for (const name of names) {
    const file = join(folder, name);
    const parsed = parseOnce(await readFile(file, 'utf8'), file, shared.prompts, draw);
    problems.push(...parsed.problems);
    if (parsed.category) addCategory(parsed.category, categories, problems);
  }
  categories.sort((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || a.title.localeCompare(b.title));
  return { categories, problems, folder };
}

interface Parsed {
  source: string;
  shared: string;
  suite: ParsedSuite;
}

/** The latest reading of each file: most files are as they were when the suites are read again. */
const readings = new Map<string, Parsed>();

function parseOnce(source: string, file: string, prompts: SharedPrompts, draw: Draw | null): ParsedSuite {
  const shared = JSON.stringify([...prompts, draw]);
  const known = readings.get(file);
  const suite =
    known?.source === source && known.shared === shared ? known.suite : parseSuite(source, file, prompts, draw);
  readings.set(file, { source, shared, suite });
  // A copy, as prompts whose id another suite has are taken out of it.
  return { ...suite, category: suite.category && { ...suite.category } };
}

export async function loadSharedPrompts(folder: string): Promise<ReadSharedPrompts> {
  const file = join(folder, sharedPromptsFile);
  try {
    return readSharedPrompts(await readFile(file, 'utf8'), file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { prompts: new Map(), problems: [] };
    throw error;
  }
}

function addCategory(category: Category, categories: Category[], problems: SuiteProblem[]): void {
  const report = (line: number, said: Said): void => {
    const message = inEnglish(said);
    problems.push({
      ...{ file: category.file, line, column: 0, endColumn: 200, severity: 'error' },
      ...{ message, said, promptId: null },
    });
  };
  const twin = categories.find((other) => other.id === category.id);
  if (twin) {
    report(1, said`The category id “${category.id}” is already used by ${twin.file}; category ids must differ.`);
    return;
  }
  const others = new Map(categories.flatMap((other) => other.prompts.map((prompt) => [prompt.id, prompt] as const)));
  for (const prompt of category.prompts) {
    const same = others.get(prompt.id);
    if (same) report(prompt.line, said`The id “${prompt.id}” is already used in the category “${same.categoryId}”; prompt ids must differ over all suites.`);
  }
  category.prompts = category.prompts.filter((prompt) => !others.has(prompt.id));
  category.points = category.prompts.reduce((sum, prompt) => sum + prompt.points, 0);
  categories.push(category);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
