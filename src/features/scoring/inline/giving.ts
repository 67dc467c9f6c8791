import type { Said } from '../../../l10n/said';
import * as vscode from 'vscode';
import type { Session } from '../../../edge/session';
import { formatMark, readRemark, type Anchor, type RemarkThread } from '../../../model/remarks';
import type { Mark, ScoreSheet } from '../../../model/scoreSheet';
import type { Playground } from '../../../playground';
import { anchorIn, lineOf } from '../../../edge/answers/layout';
import { linesOf, type AnswerPlace, type AnswerPlaces } from '../../../edge/answers/places';

export interface Target {
  place: AnswerPlace;
  document: vscode.TextDocument;
  /** A line of the answer. */
  line: number;
}

/** Points given from the keyboard: which rubric item they go to, and the remark on the line that carries them. */
export class PointGiver {
  /** By `category/prompt`: the item chosen last; null is the answer as a whole. */
  private readonly chosen = new Map<string, string | null>();

  constructor(
    private readonly session: Session,
    private readonly places: AnswerPlaces,
  ) {}

  /** The answer at the cursor. Throws a sentence where there is none. */
  target(): Target {
    const at = this.places.atCursor();
    if (!at)
      throw new Error(
        vscode.l10n.t('Put the cursor into an answer first: in its own tab, or in a file of llm_outputs.'),
      );
    return { place: at.place, document: at.editor.document, line: at.line };
  }

  /** The rubric item that points go to now. */
  itemOf({ run }: AnswerPlace, sheet: ScoreSheet): string | null {
    const chosen = this.chosen.get(`${run.categoryId}/${run.promptId}`);
    if (chosen === null || sheet.items.some((item) => item.id === chosen)) return chosen ?? null;
    return sheet.items[0]?.id ?? null;
  }

  choose({ run }: AnswerPlace, item: string | null): void {
    this.chosen.set(`${run.categoryId}/${run.promptId}`, item);
  }

  /** Gives points on a line: to the same item on the same line they add up in one remark. Throws a sentence. */
  async give(target: Target, mark: Mark): Promise<void> {
    this.apply(await this.session.playground(), target, mark);
  }

  /** One key press: `by` points to the chosen item, as far as it goes. */
  async step(by: number): Promise<void> {
    const target = this.target();
    const playground = await this.session.playground();
    const sheet = playground.read.remarks.sheet(target.place.run.id);
    if (!sheet) throw new Error(vscode.l10n.t('The prompt of this answer is no longer known.'));
    const id = this.itemOf(target.place, sheet);
    const item = sheet.items.find((other) => other.id === id);
    const [points, max] = item ? [item.points, item.max] : [sheet.points, sheet.max];
    const room = by > 0 ? max - points : points;
    const name = item?.id ?? vscode.l10n.t('the whole answer');
    if (room <= 0) {
      const message =
        by > 0
          ? vscode.l10n.t('“{0}” has all of its {1} points already.', name, max)
          : vscode.l10n.t('“{0}” has no points that could be taken.', name);
      void vscode.window.setStatusBarMessage(`$(info) ${message}`, 5_000);
      return;
    }
    const step = Math.sign(by) * Math.min(Math.abs(by), room);
    this.apply(playground, target, { points: step, item: id, note: '' });
  }

  /** Reads what is typed as an amount: `+5`, `-2`, or `15`, which is to be the sum; a note may follow a colon. */
  amount(text: string, item: ScoreSheet['items'][number] | null, sheet: ScoreSheet): Mark | null {
    const match = /^(?:([+\-−])\s*)?(\d+(?:[.,]\d+)?)\s*(?::(.*))?$/.exec(text.trim());
    if (!match) return null;
    const [, sign = '', figure = '', note = ''] = match;
    const value = Number(figure.replace(',', '.'));
    const sum = item ? item.sum : sheet.points;
    const points = sign === '' ? value - sum : sign === '+' ? value : -value;
    return { points: Math.round(points * 100) / 100, item: item?.id ?? null, note: note.trim() };
  }

  /** In one go: of two quick key presses the second must see what the first has given. */
  private apply(playground: Playground, { place, document, line }: Target, mark: Mark): void {
    const { run } = place;
    const here = this.threadAt(playground.read.remarks.threads(run.id), place, document, line);
    const anchor = (): Anchor => {
      const found = anchorIn(place.layout, linesOf(document), run, line);
      if (!found) throw new Error(vscode.l10n.t('This line no longer belongs to an answer.'));
      return found;
    };
    playground.remarks.give(run.id, mark, { threadId: here?.id ?? null, anchor });
  }

  private threadAt(
    threads: RemarkThread[],
    { run, layout }: AnswerPlace,
    document: vscode.TextDocument,
    line: number,
  ): RemarkThread | undefined {
    const lines = linesOf(document);
    return threads.findLast((thread) => lineOf(layout, lines, run, thread.anchor)?.line === line);
  }
}

/** Whether a mark can be stored as it is; the reason where not. */
export function problemWith(mark: Mark, sheet: ScoreSheet): Said | null {
  const rubric = sheet.items.map(({ id, max, title }) => ({ id, points: max, title }));
  return readRemark(formatMark(mark), rubric, sheet.max).problem;
}
