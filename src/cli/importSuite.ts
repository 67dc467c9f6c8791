import { counted } from './counted';
import { basename, join, relative } from 'node:path';
import { importFormatInfo, leftOutText, readImport, type ImportFormat } from '../exchange/suites/importSuite';
import { suiteText } from '../exchange/suites/suiteText';
import { copySuites } from '../suites/copySuites';
import { DiskFiles } from '../suites/edit/diskFiles';
import { SuiteEditor } from '../suites/edit/suiteEditor';
import { slugOf } from '../suites/heading';
import { loadSuites, suitesFolder } from '../suites/load';
import { bundledSuites, complain, print, printJson, workspaceOf, type CommonOptions } from './context';

export interface ImportSuiteOptions extends CommonOptions {
  name?: string;
  points?: number;
}

/** Adds a suite to the workspace's own `suites/`. Nothing is written unless everything could be read. */
export async function importSuite(format: ImportFormat, path: string, options: ImportSuiteOptions): Promise<void> {
  const imported = await readImport(format, path);
  const workspace = workspaceOf(options);
  const folder = join(workspace, 'suites');
  const from = await suitesFolder(workspace, bundledSuites);
  const suites = { ...(await loadSuites(from)), folder };
  const editor = new SuiteEditor(new DiskFiles(), () => suites);
  const title = options.name ?? imported.title;
  const id = editor.freeCategoryId(slugOf(title, 'category'));
  const taken = new Set(suites.categories.flatMap((category) => category.prompts.map((prompt) => prompt.id)));
  const origin = `${importFormatInfo[format].name}, ${basename(path)}`;
  const order = editor.nextOrder();
  const text = suiteText(imported, { id, title, order, points: options.points ?? 10, taken, origin });
  // A folder with the new suite alone would hide the suites that come with LLP.
  if (from !== folder) await copySuites(from, workspace);
  const file = relative(workspace, await editor.addSuite(`Import “${title}”`, id, text)).replaceAll('\\', '/');
  const leftOut = Object.fromEntries(imported.leftOut);
  if (options.json) printJson({ id, title, file, prompts: imported.prompts.length, leftOut });
  else print(`${file}: ${counted(imported.prompts.length, 'prompt')} from ${importFormatInfo[format].name}`);
  if (imported.leftOut.size > 0) complain(`Left out: ${leftOutText(imported)}.`);
  if (from !== folder) complain('The suites that come with LLP were copied into suites, beside the new one.');
}
