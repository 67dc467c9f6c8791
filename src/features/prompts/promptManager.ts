import * as vscode from 'vscode';
import { Disposables } from '../../edge/disposables';
import type { Handlers } from '../../edge/commands';
import { later } from '../../edge/later';
import { PromptsDragAndDrop } from './promptsDragAndDrop';
import { PromptsTree } from './promptsTree';
import type { DrawRequest } from './drawVariants';
import type { ImportRequest } from './importSuite';
import { outdatedHandlers } from './outdated';
import { PromptDesk } from './promptDesk';
import { promptCommands } from './promptCommands';
import { PromptTargets } from './promptTargets';
import { promptScheme, PromptVersionDocuments, versionHandlers } from './promptVersions';
import type { Session } from '../../edge/session';
import { suiteHandlers } from './suites';

declare module '../../edge/commands' {
  interface Commands {
    /** The file of the new suite. */
    'llp.importSuite': (request?: ImportRequest) => Promise<string | undefined>;
    /** The draw's number; 0 for the published figures. */
    'llp.drawVariants': (request?: DrawRequest) => Promise<number | undefined>;
  }
}

const redrawMs = 500;

/** The Prompts view with all that can be done in it. */
export class PromptManager extends Disposables {
  readonly handlers: Handlers;

  constructor(session: Session) {
    super();
    const desk = new PromptDesk(session);
    const targets = new PromptTargets(session);
    const tree = new PromptsTree(session);
    const view = tree.show({
      dragAndDropController: new PromptsDragAndDrop(session, desk),
      canSelectMany: true,
      showCollapseAll: true,
    });
    targets.selection = () => view.selection;
    targets.reveal = async (node) => {
      for (let tries = 2; tries > 0; tries--) {
        // The window redraws a changed tree with a delay, and says nothing when asked for a row it does not have yet.
        await new Promise((resolve) => setTimeout(resolve, redrawMs));
        try {
          return await view.reveal(node, { select: true, focus: false });
        } catch (error) {
          // It is just being drawn anew. What the row stands for is done, whether it is found or not.
          session.log.info(`The prompts view could not go to ${node.id}: ${String(error)}`);
        }
      }
    };
    const versions = new PromptVersionDocuments(session);
    this.own(tree, view, vscode.workspace.registerTextDocumentContentProvider(promptScheme, versions));
    this.handlers = {
      ...suiteHandlers(session, desk, targets),
      ...later(promptCommands, async () => (await import('./prompts')).promptHandlers(session, desk, targets)),
      ...versionHandlers(session, targets),
      ...outdatedHandlers(session),
      'llp.importSuite': async (request?: ImportRequest) =>
        (await import('./importSuite')).importSuite(desk, targets, request ?? {}),
      'llp.drawVariants': async (request?: DrawRequest) =>
        (await import('./drawVariants')).drawVariants(session, request ?? {}),
    };
  }
}
