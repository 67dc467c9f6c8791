import * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import { PromptManager } from './promptManager';

/** The Prompts view, and what is done with prompts and categories. */
export function register(edge: Edge): vscode.Disposable {
  const prompts = new PromptManager(edge.session);
  return vscode.Disposable.from(prompts, edge.commands(prompts.handlers));
}
