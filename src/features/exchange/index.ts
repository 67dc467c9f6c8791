import type * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import { exportHandlers } from './export';

/** Exporting results, and taking in what another LLP exported. */
export function register(edge: Edge): vscode.Disposable {
  return edge.commands(exportHandlers(edge.session, () => edge.board.seen));
}
