import type * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import { generalHandlers } from './general';

/** Settings, the log, backups, and the keys that go to LLP's views. */
export function register(edge: Edge): vscode.Disposable {
  return edge.commands(generalHandlers(edge.session));
}
