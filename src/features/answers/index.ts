import * as vscode from 'vscode';
import { answerScheme } from '../../edge/answers/answerDocuments';
import type { Edge } from '../../edge/edge';
import { AnswerLenses, answerSelector } from './answerLenses';
import { diffHandlers } from './diffAnswers';
import { ReasoningFolds } from './reasoningFolds';

/** Reading answers: their tabs, the actions above them, their reasoning folded away, two beside each other. */
export function register(edge: Edge): vscode.Disposable {
  const { session, documents, places } = edge;
  const lenses = new AnswerLenses(session, documents, places);
  return vscode.Disposable.from(
    lenses,
    vscode.workspace.registerFileSystemProvider(answerScheme, documents, { isReadonly: true, isCaseSensitive: true }),
    vscode.languages.registerCodeLensProvider(answerSelector, lenses),
    vscode.languages.registerFoldingRangeProvider(answerSelector, new ReasoningFolds()),
    edge.commands(diffHandlers(session, places)),
  );
}
