import * as vscode from 'vscode';
import type { Handlers } from '../../edge/commands';
import type { PromptDesk } from './promptDesk';
import type { PromptTarget, PromptTargets } from './promptTargets';
import type { Session } from '../../edge/session';
import { suiteUri } from '../../edge/suiteUri';

declare module '../../edge/commands' {
  interface Commands {
    /** Called by a menu, VS Code hands the selection over in second place. */
    'llp.openPrompt': (target?: PromptTarget, options?: { preserveFocus?: boolean } | unknown[]) => Promise<void>;
    'llp.copySuites': () => Promise<unknown>;
  }
}

export function suiteHandlers(session: Session, desk: PromptDesk, targets: PromptTargets): Handlers {
  return {
    'llp.openPrompt': async (target: PromptTarget, options?: { preserveFocus?: boolean } | unknown[]) => {
      const keepsFocus = options !== undefined && 'preserveFocus' in options && options.preserveFocus === true;
      const playground = await session.playground();
      const node = target && 'promptKey' in target ? undefined : targets.node(target);
      if (node && node.kind === 'category') return show(session, node.category.file, 0, false);
      if (node?.kind === 'group') {
        const first = node.category.prompts.find((prompt) => prompt.group === node.group);
        return show(session, node.category.file, Math.max(0, (first?.line ?? 0) - 2), false);
      }
      const prompt = await targets.prompt(target);
      const file = prompt && playground.suites.category(prompt.categoryId)?.file;
      return file === undefined ? undefined : show(session, file, prompt?.line ?? 0, keepsFocus);
    },
    'llp.copySuites': async () => desk.copyBundled(await session.playground()),
  };
}

async function show(session: Session, file: string, line: number, preserveFocus: boolean): Promise<void> {
  const editor = await vscode.window.showTextDocument(suiteUri(session, file), {
    preview: true,
    preserveFocus,
    selection: new vscode.Range(line, 0, line, 0),
  });
  editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.AtTop);
}
