import { basename } from 'node:path';
import * as vscode from 'vscode';
import {
  importFormatInfo,
  importFormats,
  leftOutText,
  readImport,
  type ImportFormat,
} from '../../exchange/suites/importSuite';
import { suiteText } from '../../exchange/suites/suiteText';
import type { Imported } from '../../exchange/suites/imported';
import { slugOf } from '../../suites/heading';
import { categoryNode } from './promptsTree';
import { coreText } from '../../edge/coreText';
import { fuzzyPick } from '../../edge/pick';
import type { PromptDesk } from './promptDesk';
import type { PromptTargets } from './promptTargets';

/** `path` and `title` are for tests and other extensions; a person is asked. */
export interface ImportRequest {
  format?: ImportFormat;
  path?: string;
  title?: string;
  points?: number;
}

/** Reads first and writes last: a file that is not what it should be leaves nothing behind. */
export async function importSuite(
  desk: PromptDesk,
  targets: PromptTargets,
  request: ImportRequest,
): Promise<string | undefined> {
  const format = request.format ?? (await pickFormat());
  const path = format && (request.path ?? (await pickPath(format)));
  if (!format || path === undefined) return undefined;
  const imported = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading {0}', basename(path)) },
    () => readImport(format, path),
  );
  const title = request.title ?? (await askTitle(imported));
  const points = title === undefined ? undefined : (request.points ?? (await askPoints(imported)));
  if (title === undefined || points === undefined) return undefined;
  const file = await desk.edit((editor, { suites }) => {
    const id = editor.freeCategoryId(slugOf(title, 'category'));
    const taken = new Set(suites.categories.flatMap((category) => category.prompts.map((prompt) => prompt.id)));
    const origin = `${importFormatInfo[format].name}, ${basename(path)}`;
    const text = suiteText(imported, { id, title, order: editor.nextOrder(), points, taken, origin });
    return editor.addSuite(vscode.l10n.t('Import “{0}”', title), id, text);
  });
  if (file === undefined) return undefined;
  await vscode.window.showTextDocument(vscode.Uri.file(file));
  await desk.edit(async (_editor, { suites }) => {
    const category = suites.categories.find((other) => other.file === file);
    if (category) await targets.reveal(categoryNode(category));
  });
  desk.offerUndo(summary(imported, title));
  return file;
}

function summary(imported: Imported, title: string): string {
  const leftOut = leftOutText(imported, '', coreText);
  const count = imported.prompts.length;
  if (leftOut === '')
    return count === 1
      ? vscode.l10n.t('Imported one prompt as “{0}”.', title)
      : vscode.l10n.t('Imported {0} prompts as “{1}”.', count, title);
  return count === 1
    ? vscode.l10n.t('Imported one prompt as “{0}”. Left out: {1}.', title, leftOut)
    : vscode.l10n.t('Imported {0} prompts as “{1}”. Left out: {2}.', count, title, leftOut);
}

async function pickFormat(): Promise<ImportFormat | undefined> {
  const items = importFormats.map((format) => ({
    id: format,
    label: importFormatInfo[format].name,
    description: importFormatInfo[format].what,
    value: format,
  }));
  return (
    await fuzzyPick(items, { title: vscode.l10n.t('Import suite'), placeholder: vscode.l10n.t('From which format?') })
  )?.value;
}

async function pickPath(format: ImportFormat): Promise<string | undefined> {
  const { name, extensions, folder } = importFormatInfo[format];
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import {0}', name),
    openLabel: vscode.l10n.t('Import'),
    canSelectFiles: true,
    // Only some systems let a person choose either; the folder matters more where a format has one.
    canSelectFolders: folder,
    canSelectMany: false,
    ...(vscode.workspace.workspaceFolders?.[0] ? { defaultUri: vscode.workspace.workspaceFolders[0].uri } : {}),
    filters: { [name]: extensions },
  });
  return picked?.[0]?.fsPath;
}

function askTitle(imported: Imported): Thenable<string | undefined> {
  return vscode.window
    .showInputBox({
      title:
        imported.prompts.length === 1
          ? vscode.l10n.t('Import one prompt')
          : vscode.l10n.t('Import {0} prompts', imported.prompts.length),
      value: imported.title,
      prompt: vscode.l10n.t('Name of the new category'),
      validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A title needs at least one character.') : null),
    })
    .then((text) => text?.trim());
}

async function askPoints(imported: Imported): Promise<number | undefined> {
  if (imported.prompts.every((prompt) => prompt.points !== null)) return 10;
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Points'),
    value: '10',
    prompt: vscode.l10n.t('What each prompt is worth that brings no points of its own'),
    validateInput: (value) =>
      /^[1-9]\d{0,5}$/.test(value.trim()) ? null : vscode.l10n.t('Points must be a whole number from 1.'),
  });
  return text === undefined ? undefined : Number(text);
}
