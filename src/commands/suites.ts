import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Prompt } from '../model/prompt';
import type { PromptNode } from '../views/promptsTree';
import type { Handlers } from './registry';
import type { Session } from './session';

export function suiteHandlers(session: Session): Handlers {
  return {
    'llp.openPrompt': async (target: { prompt?: Prompt } | PromptNode | undefined) => {
      const playground = await session.playground();
      const prompt = target && 'prompt' in target ? target.prompt : undefined;
      const file = prompt
        ? playground.suites.category(prompt.categoryId)?.file
        : target && 'category' in target
          ? target.category.file
          : undefined;
      if (file === undefined) return;
      const line = prompt?.line ?? 0;
      await vscode.window.showTextDocument(vscode.Uri.file(file), {
        preview: true,
        selection: new vscode.Range(line, 0, line, 0),
      });
    },
    'llp.copySuites': async () => {
      const playground = await session.playground();
      if (session.workspace === null)
        throw new Error(vscode.l10n.t('Open a folder first: the suites are copied into its suites folder.'));
      if (!playground.suites.areBundled)
        throw new Error(vscode.l10n.t('This workspace already has its own suites folder.'));
      await cp(playground.suites.current.folder, join(session.workspace, 'suites'), {
        recursive: true,
        errorOnExist: true,
        force: false,
      });
      await playground.reloadSuites();
    },
  };
}
