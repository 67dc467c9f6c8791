import { readFile } from 'node:fs/promises';
import { loadSharedPrompts, type LoadedSuites } from './load';
import { parseSuite } from './parse';

/**
 * Puts a task's text in another programming language in place of the one that the suites have: the same prompt by its
 * id, so one column of the board, as another version of it. `file` is a suite file of its own. A suite without that
 * prompt stays as it is.
 */
export async function putInLanguage(loaded: LoadedSuites, file: string): Promise<LoadedSuites> {
  const shared = await loadSharedPrompts(loaded.folder);
  const { category: own } = parseSuite(await readFile(file, 'utf8'), file, shared.prompts);
  const others = new Map((own?.prompts ?? []).map((prompt) => [`${prompt.categoryId}/${prompt.id}`, prompt]));
  const categories = loaded.categories.map((category) => {
    if (category.id !== own?.id) return category;
    const prompts = category.prompts.map((prompt) => {
      const other = others.get(`${category.id}/${prompt.id}`);
      // It is edited where it stands, in the suite.
      return other ? { ...other, line: prompt.line } : prompt;
    });
    return { ...category, prompts, points: prompts.reduce((sum, { points }) => sum + points, 0) };
  });
  return { ...loaded, categories };
}
