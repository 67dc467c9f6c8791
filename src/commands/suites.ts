import * as vscode from 'vscode';
import type { PromptDesk } from './promptDesk';
import type { PromptTarget, PromptTargets } from './promptTargets';
import type { Handlers } from './registry';
import type { Session } from './session';

export function suiteHandlers(session: Session, desk: PromptDesk, targets: PromptTargets): Handlers {
  return {
    'llp.openPrompt': async (target: PromptTarget) => {
      const playground = await session.playground();
      const node = targets.node(target);
      if (node && node.kind === 'category') return show(node.category.file, 0);
      if (node?.kind === 'group') {
        const first = node.category.prompts.find((prompt) => prompt.group === node.group);
        return show(node.category.file, Math.max(0, (first?.line ?? 0) - 2));
      }
      const prompt = await targets.prompt(target);
      const file = prompt && playground.suites.category(prompt.categoryId)?.file;
      return file === undefined ? undefined : show(file, prompt?.line ?? 0);
    },
    'llp.copySuites': async () => desk.copyBundled(await session.playground()),
  };
}

async function show(file: string, line: number): Promise<void> {
  const editor = await vscode.window.showTextDocument(vscode.Uri.file(file), {
    preview: true,
    selection: new vscode.Range(line, 0, line, 0),
  });
  editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.AtTop);
}
