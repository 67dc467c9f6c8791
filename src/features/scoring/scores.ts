import * as vscode from 'vscode';
import { runCommand, type Handlers } from '../../edge/commands';
import { runAtCursor } from '../../edge/answers/runAtCursor';
import type { Session } from '../../edge/session';
import type { BoardRow } from '../../model/board';
import type { Playground } from '../../playground';
import type { IngestTarget } from './protocol';

declare module '../../edge/commands' {
  interface Commands {
    /** The form for an answer or a bot; without one, for what is in front. Menus hand over what they stand on. */
    'llp.ingest': (target?: IngestTarget | { bot: { id: number } } | { kind: string }) => Promise<void>;
    'llp.copyPrompt': () => Promise<void>;
    'llp.undoScore': (target?: { runId: number }) => Promise<void>;
  }
}

/** The form, as these commands need it. */
interface Form {
  open: (target: IngestTarget) => void;
  /** Does nothing while the form is closed. */
  copyPrompt: () => Promise<void>;
  /** The bot selected on a leaderboard that has the keyboard, or null. */
  selectedRow: () => number | null;
}

export function scoreHandlers(session: Session, form: Form): Handlers {
  return {
    'llp.ingest': async (target?: unknown) => {
      const playground = await session.playground();
      const chosen =
        ingestTarget(target) ??
        fromCursor() ??
        fromRow(form.selectedRow() ?? session.selectedBot()?.id ?? null) ??
        fromRow(firstToScore(playground));
      if (chosen) form.open(chosen);
      else await offerAnswers();
    },
    'llp.copyPrompt': () => form.copyPrompt(),
    'llp.undoScore': async (target?: { runId: number }) => {
      const playground = await session.playground();
      const runId = target?.runId ?? runAtCursor();
      const score = runId === null ? playground.read.scores.latest() : playground.read.scores.current(runId);
      if (!score) throw new Error(vscode.l10n.t('There is no score to take back.'));
      playground.scoring.undo(score.id);
      void vscode.window.setStatusBarMessage(
        vscode.l10n.t('Took back {0} of {1} points.', score.points, score.max),
        5_000,
      );
    },
  };
}

/** The bot whose answers wait, real ones before practice; else any that has answered. */
function firstToScore(playground: Playground): number | null {
  const rows = [false, true].flatMap((practice) => playground.board(practice).rows);
  const sum = ({ categories }: BoardRow, name: 'answered' | 'scored'): number =>
    Object.values(categories).reduce((total, cell) => total + cell[name], 0);
  const row = rows.find((one) => sum(one, 'answered') > sum(one, 'scored')) ?? rows.find((one) => sum(one, 'answered'));
  return row?.botId ?? null;
}

/** Nothing has been answered yet. */
async function offerAnswers(): Promise<void> {
  const run = vscode.l10n.t('Run a prompt…');
  const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('There is no answer to score yet.'), run);
  if (chosen === run) await runCommand('llp.conduct');
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
