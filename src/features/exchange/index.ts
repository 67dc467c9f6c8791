import type * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import { later } from '../../edge/later';

/** Exporting results, and taking in what another LLP exported. */
export function register(edge: Edge): vscode.Disposable {
  const read = async () => (await import('./export')).exportHandlers(edge.session, () => edge.board.seen);
  return edge.commands(later(['llp.export', 'llp.importExport'], read));
}
