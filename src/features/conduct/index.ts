import * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import { answerHandlers, previewScheme, SavePreviews } from './answers';
import { Conductor } from './conduct';
import { RunStatus } from './runStatus';

/** Running one prompt with one bot, and saving its answer. */
export function register(edge: Edge): vscode.Disposable {
  const { session, documents } = edge;
  const status = new RunStatus();
  return vscode.Disposable.from(
    status,
    vscode.workspace.registerTextDocumentContentProvider(previewScheme, new SavePreviews()),
    edge.commands({ ...new Conductor(session, documents, status).handlers, ...answerHandlers(session, documents) }),
  );
}
