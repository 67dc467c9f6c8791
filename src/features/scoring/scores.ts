import * as vscode from 'vscode';
import { runAtCursor } from '../conduct/answers';
import type { Handlers } from '../../edge/registry';
import type { Session } from '../../edge/session';

/** What the ingest form is opened for. */
export type IngestTarget = { runId: number } | { botId: number; categoryId?: string; promptId?: string };

export function scoreHandlers(
  session: Session,
  openIngest: (target: IngestTarget) => void,
  selectedRow: () => number | null,
): Handlers {
  return {
    'llp.ingest': async (target?: unknown) => {
      await session.playground();
      const chosen = ingestTarget(target) ?? fromCursor() ?? fromRow(selectedRow() ?? session.selectedBotId);
      if (!chosen) throw new Error(vscode.l10n.t('Open an answer first, or select a bot on the leaderboard.'));
      openIngest(chosen);
    },
    'llp.undoScore': async (target?: { runId: number }) => {
      const playground = await session.playground();
      const runId = target?.runId ?? runAtCursor();
      const score = runId === null ? playground.store.scores.latest() : playground.store.scores.current(runId);
      if (!score) throw new Error(vscode.l10n.t('There is no score to take back.'));
      playground.undoScore(score.id);
      void vscode.window.setStatusBarMessage(
        vscode.l10n.t('Took back {0} of {1} points.', score.points, score.max),
        5_000,
      );
    },
  };
}

function ingestTarget(target: unknown): IngestTarget | null {
  if (typeof target !== 'object' || target === null) return null;
  if ('runId' in target && typeof target.runId === 'number') return { runId: target.runId };
  if ('botId' in target && typeof target.botId === 'number') return target as IngestTarget;
  if ('bot' in target && typeof target.bot === 'object' && target.bot !== null && 'id' in target.bot)
    return { botId: target.bot.id as number };
  return null;
}

function fromCursor(): IngestTarget | null {
  const runId = runAtCursor();
  return runId === null ? null : { runId };
}

function fromRow(botId: number | null): IngestTarget | null {
  return botId === null ? null : { botId };
}
