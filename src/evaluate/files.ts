import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { languageFiles, languageOfName } from './extract/languages';

/** The answers of a folder, one a bot: code where it was saved as such, else Markdown. Sorted by name. */
export async function answersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const byBot = new Map<string, string>();
  for (const name of entries
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort()) {
    const language = languageOfName(name);
    if (language === null && !name.endsWith('.md')) continue;
    if (language !== null && name.endsWith(`_test${languageFiles[language].extension}`)) continue;
    const bot = name.replace(/\.[^.]*$/, '');
    const known = byBot.get(bot);
    // Code in two languages are two answers.
    if (known === undefined || (known.endsWith('.md') && language !== null)) byBot.set(bot, name);
    else if (language !== null) byBot.set(name, name);
  }
  return [...byBot.values()].sort().map((name) => join(folder, name));
}
