import * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import { Practice } from './practice';

/** A stand-in for LM Studio, to try LLP without any model. */
export function register(edge: Edge): vscode.Disposable {
  const practice = new Practice(edge.session);
  return vscode.Disposable.from(practice, edge.commands(practice.handlers));
}
