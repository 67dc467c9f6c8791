import * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import { later } from '../../edge/later';
import { answerCommands, conductCommands, previewScheme } from './commandIds';
import { RunStatus } from './runStatus';

/** Running one prompt with one bot, and saving its answer. */
export function register(edge: Edge): vscode.Disposable {
  const { session, documents } = edge;
  const status = new RunStatus();
  const previews: vscode.TextDocumentContentProvider = {
    provideTextDocumentContent: async (uri) =>
      new (await import('./answers')).SavePreviews().provideTextDocumentContent(uri),
  };
  return vscode.Disposable.from(
    status,
    vscode.workspace.registerTextDocumentContentProvider(previewScheme, previews),
    edge.commands({
      ...later(
        conductCommands,
        async () => new (await import('./conduct')).Conductor(session, documents, status).handlers,
      ),
      ...later(answerCommands, async () => (await import('./answers')).answerHandlers(session, documents)),
    }),
  );
}
