import type { Said } from '../../../l10n/said';
import * as vscode from 'vscode';
import { runCommand, type Handlers } from '../../../edge/commands';
import { problemWith, type Target } from './giving';
import type { inlineScoringCommands } from './commandIds';
import type { InlineScoring } from './inlineScoring';
import type { RemarkComment } from './remarkComment';
import { signed } from './text';
import type { Mark, ScoreSheet, SheetItem } from '../../../model/scoreSheet';
import { saidText } from '../../../edge/coreText';
import type { Session } from '../../../edge/session';

declare module '../../../edge/commands' {
  interface Commands {
    'llp.addRemark': (reply: vscode.CommentReply) => unknown;
    'llp.saveRemark': (comment: RemarkComment) => unknown;
    'llp.cancelRemark': (comment: RemarkComment) => unknown;
    'llp.editRemark': (comment: RemarkComment) => unknown;
    'llp.deleteRemark': (comment: RemarkComment) => unknown;
    'llp.deleteRemarks': (thread: vscode.CommentThread) => unknown;
    'llp.resolveRemarks': (thread: vscode.CommentThread) => unknown;
    'llp.reopenRemarks': (thread: vscode.CommentThread) => unknown;
    'llp.showRemarks': (at?: LensPlace) => unknown;
    'llp.writeRemark': () => unknown;
    'llp.undoPoints': () => unknown;
    'llp.addPoints': (change?: { by: number }) => unknown;
    /** By its number in the rubric, from 1; asked for without one. */
    'llp.chooseItem': (item?: { number?: number }) => Promise<void>;
    /** On the line of a lens; without one, on that of the cursor. */
    'llp.givePoints': (at?: LensPlace) => Promise<void>;
  }
}

type InlineScoringCommand = (typeof inlineScoringCommands)[number];

/** The line that a lens stands on, and the answer below it. */
interface LensPlace {
  runId: number;
  line: number;
}

export function inlineScoringHandlers(
  session: Session,
  scoring: InlineScoring,
): Required<Pick<Handlers, InlineScoringCommand>> {
  const { threads, giver } = scoring;
  return {
    'llp.addRemark': (reply: vscode.CommentReply) => threads.reply(reply),
    'llp.saveRemark': (comment: RemarkComment) => threads.save(comment),
    'llp.cancelRemark': (comment: RemarkComment) => threads.cancel(comment),
    'llp.editRemark': (comment: RemarkComment) => threads.edit(comment),
    'llp.deleteRemark': (comment: RemarkComment) => threads.delete(comment),
    'llp.deleteRemarks': (thread: vscode.CommentThread) => threads.delete(thread),
    'llp.resolveRemarks': (thread: vscode.CommentThread) => threads.resolve(thread, true),
    'llp.reopenRemarks': (thread: vscode.CommentThread) => threads.resolve(thread, false),
    'llp.showRemarks': () => runCommand('workbench.action.focusCommentsPanel'),
    'llp.writeRemark': () => {
      giver.target();
      return runCommand('workbench.action.addComment');
    },
    'llp.undoPoints': () => runCommand('llp.undoScore', { runId: giver.target().place.run.id }),
    'llp.addPoints': ({ by }: { by: number } = { by: 1 }) => giver.step(by),
    'llp.chooseItem': async ({ number }: { number?: number } = {}) => {
      const { place } = giver.target();
      const playground = await session.playground();
      const sheet = playground.read.remarks.sheet(place.run.id);
      if (!sheet || place.run.status !== 'complete') return;
      const picked = number === undefined ? await pickItem(sheet, giver.itemOf(place, sheet)) : sheet.items[number - 1];
      if (picked === undefined) {
        if (number !== undefined)
          throw new Error(vscode.l10n.t('The rubric of this prompt has {0} items.', sheet.items.length));
        return;
      }
      giver.choose(place, picked?.id ?? null);
      scoring.refresh();
    },
    'llp.givePoints': async (at?: LensPlace) => givePoints(session, scoring, at),
  };
}

/** Rubric item, then amount; the points stand as a remark on the line of the cursor. */
async function givePoints(session: Session, scoring: InlineScoring, at?: LensPlace): Promise<void> {
  const { giver } = scoring;
  const target = at === undefined ? giver.target() : lensTarget(scoring, at);
  const { place } = target;
  const playground = await session.playground();
  const sheet = playground.read.remarks.sheet(place.run.id);
  if (!sheet) throw new Error(vscode.l10n.t('The prompt of this answer is no longer known.'));
  if (place.run.status !== 'complete')
    throw new Error(vscode.l10n.t('This answer is incomplete, so it gets no points; run the prompt again.'));
  const item = sheet.items.length === 0 ? null : await pickItem(sheet, giver.itemOf(place, sheet));
  if (item === undefined) return;
  giver.choose(place, item?.id ?? null);
  const mark = await pickAmount(scoring, item, sheet);
  if (mark && mark.points !== 0) await giver.give(target, mark);
  scoring.refresh();
}

/** A lens stands above the answer: its points go to the cursor's line when that is in the answer, else to the first. */
function lensTarget({ giver, places }: InlineScoring, at: LensPlace): Target {
  const editors = vscode.window.visibleTextEditors.filter(({ document }) =>
    places.in(document).some(({ run }) => run.id === at.runId),
  );
  const editor = editors.find((other) => other === vscode.window.activeTextEditor) ?? editors[0];
  const cursor = places.atCursor(editor);
  if (editor && cursor?.place.run.id === at.runId)
    return { place: cursor.place, document: editor.document, line: cursor.line };
  const place = editor && places.in(editor.document).find(({ run }) => run.id === at.runId);
  const line = place?.layout.blocks.findLast(({ part }) => part === 'answer')?.start;
  return editor && place && line !== undefined ? { place, document: editor.document, line } : giver.target();
}

interface ItemEntry extends vscode.QuickPickItem {
  item: SheetItem | null;
}

/** A rubric item, null for the answer as a whole, undefined when the person leaves the list. */
async function pickItem(sheet: ScoreSheet, current: string | null): Promise<SheetItem | null | undefined> {
  const items = sheet.items.map((item, index): ItemEntry => ({
    label: `${index + 1}  ${item.id}`,
    description: vscode.l10n.t('{0} of {1}', item.points, item.max),
    detail: item.title,
    item,
  }));
  const whole: ItemEntry = {
    label: vscode.l10n.t('The whole answer'),
    description: vscode.l10n.t('outside the rubric: {0}', signed(sheet.unassigned)),
    detail: '',
    item: null,
  };
  const all = [...items, whole];
  const picker = vscode.window.createQuickPick<ItemEntry>();
  picker.title = vscode.l10n.t('Points: {0} of {1} so far', sheet.points, sheet.max);
  picker.placeholder = vscode.l10n.t('For which rubric item?');
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = all;
  picker.activeItems = all.filter(({ item }) => (item?.id ?? null) === current);
  try {
    return await new Promise((resolve) => {
      picker.onDidAccept(() => resolve(picker.selectedItems[0]?.item));
      picker.onDidHide(() => resolve(undefined));
      picker.show();
    });
  } finally {
    picker.dispose();
  }
}

interface AmountItem extends vscode.QuickPickItem {
  mark: Mark;
}

/** An amount from the list, or as it is typed; undefined when the person leaves the list. */
async function pickAmount(
  { giver }: InlineScoring,
  item: SheetItem | null,
  sheet: ScoreSheet,
): Promise<Mark | undefined> {
  const [now, max] = item ? [item.points, item.max] : [sheet.points, sheet.max];
  const sum = item ? item.sum : sheet.points;
  const after = (points: number): number => Math.round(Math.max(0, Math.min(max, sum + points)) * 100) / 100;
  const changes = (points: number): boolean => after(points) !== now;
  const entry = (label: string, points: number, note = ''): AmountItem => ({
    label,
    description: vscode.l10n.t('{0} → {1} of {2}', signed(points), after(points), max),
    mark: { points, item: item?.id ?? null, note },
    alwaysShow: true,
  });
  const fixed = [
    entry(vscode.l10n.t('Full'), max - sum),
    entry(vscode.l10n.t('Half'), Math.round((max / 2 - sum) * 100) / 100),
    entry(vscode.l10n.t('None'), -sum),
    ...[1, 5, -1, -5].map((points) => entry(signed(points), points)),
  ].filter(({ mark }) => changes(mark.points) && problemWith(mark, sheet) === null);
  const picker = vscode.window.createQuickPick<AmountItem>();
  picker.title = vscode.l10n.t('{0}: {1} of {2} so far', item?.id ?? vscode.l10n.t('The whole answer'), now, max);
  picker.placeholder = vscode.l10n.t('+5, -2, or 15 for the sum; a note may follow: +5: well argued');
  picker.items = fixed;
  try {
    return await new Promise((resolve) => {
      picker.onDidChangeValue((text) => {
        const typed = giver.amount(text, item, sheet);
        if (text.trim() === '') picker.items = fixed;
        else if (!typed)
          picker.items = fixed.filter(({ label }) => label.toLowerCase().startsWith(text.trim().toLowerCase()));
        else {
          const problem = problemWith(typed, sheet);
          const label = typed.note === '' ? signed(typed.points) : `${signed(typed.points)}: ${typed.note}`;
          picker.items = problem === null ? [entry(label, typed.points, typed.note)] : [refusal(problem, typed)];
        }
      });
      picker.onDidAccept(() => {
        // What is typed counts, also where Enter came before the list had followed.
        const chosen = giver.amount(picker.value, item, sheet) ?? picker.selectedItems[0]?.mark;
        if (chosen && problemWith(chosen, sheet) === null) resolve(chosen);
      });
      picker.onDidHide(() => resolve(undefined));
      picker.show();
    });
  } finally {
    picker.dispose();
  }
}

/** Says why what is typed cannot be given; choosing it does nothing. */
function refusal(problem: Said, mark: Mark): AmountItem {
  return { label: `$(warning) ${saidText(problem)}`, mark, alwaysShow: true };
}
