import * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import { TournamentDesk } from './tournament';

/** Many prompts with many bots: the Tournament view, its commands, and going on after a restart. */
export function register(edge: Edge): vscode.Disposable {
  const desk = new TournamentDesk(edge.session, edge.documents);
  void edge.started.then(() => desk.offerToResume());
  return vscode.Disposable.from(desk, edge.commands(desk.handlers));
}
