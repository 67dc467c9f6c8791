import * as vscode from 'vscode';
import { answerScheme } from '../../edge/answers/answerDocuments';
import type { Edge } from '../../edge/edge';
import { AnswerLenses, answerSelector } from './answerLenses';
import type { BotPair } from './compareBots';
import type { DiffTarget } from './diffAnswers';
import { ReasoningFolds } from './reasoningFolds';
import { SavedFiles } from './savedFiles';

declare module '../../edge/commands' {
  interface Commands {
    /** The difference of two answers; asked for where they are not given. */
    'llp.diffAnswers': (target?: DiffTarget) => Promise<void>;
    /** All answers of two bots in one tab; asked for where they are not given. */
    'llp.compareBots': (target?: BotPair) => Promise<void>;
  }
}

/** Reading answers: their tabs, the actions above them, their reasoning folded away, two beside each other. */
export function register(edge: Edge): vscode.Disposable {
  const { session, documents, places } = edge;
  const lenses = new AnswerLenses(session, documents, places);
  return vscode.Disposable.from(
    lenses,
    new SavedFiles(session),
    vscode.workspace.registerFileSystemProvider(answerScheme, documents, { isReadonly: true, isCaseSensitive: true }),
    vscode.languages.registerCodeLensProvider(answerSelector, lenses),
    vscode.languages.registerFoldingRangeProvider(answerSelector, new ReasoningFolds()),
    edge.commands({
      'llp.diffAnswers': async (target = {}) => {
        const { diffAnswers } = await import('./diffAnswers');
        await diffAnswers(session, places, target);
      },
      'llp.compareBots': async (target = {}) => {
        const { compareBots } = await import('./compareBots');
        await compareBots(session, target);
      },
    }),
  );
}
