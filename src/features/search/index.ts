import * as vscode from 'vscode';
import { runCommand } from '../../edge/commands';
import type { Edge } from '../../edge/edge';
import { SearchPlace } from './place';
import { HitOpener } from './searchHit';

declare module '../../edge/commands' {
  interface Commands {
    /** Shows the search with the keyboard in its query; a text replaces the query. */
    'llp.focusSearch': (target?: { text?: unknown }) => Promise<void>;
  }
}

/** The search in LLP's side bar. */
export function register(edge: Edge): vscode.Disposable {
  const hits = new HitOpener(edge.session, edge.documents, (target) => runCommand('llp.internal.revealBot', target));
  const search = new SearchPlace({ ...edge.panels, open: (hit, how) => hits.open(hit, how) });
  return vscode.Disposable.from(
    search,
    edge.commands({
      'llp.focusSearch': (target) => search.type(typeof target?.text === 'string' ? target.text : null),
    }),
  );
}
