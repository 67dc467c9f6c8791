import { said, SaidError } from '../l10n/said';
import type { RubricItem } from '../model/prompt';
import { readRemark, type Anchor, type AnswerPart, type Remark, type RemarkThread } from '../model/remarks';
import {
  baseOf,
  givenBy,
  scoreSheet,
  withLent,
  withOthers,
  type Mark,
  type ScoreSheet,
  type SheetBase,
} from '../model/scoreSheet';
import { countingScore, type CountingScore, type Score } from '../model/score';
import type { Database } from './database';
import { RunStore } from './runs';
import { ScoreStore } from './scores';

interface ThreadRow {
  id: number;
  run_id: number;
  part: string;
  line: number;
  lines: number;
  quote: string;
  before: string;
  after: string;
  resolved_at: string | null;
}

interface RemarkRow {
  id: number;
  thread_id: number;
  body: string;
  created_at: string;
  edited_at: string | null;
  deleted_at: string | null;
}

/** A remark as it was before a change, to go back to. */
type Before = Pick<RemarkRow, 'id' | 'body' | 'edited_at' | 'deleted_at'>;

const columns = 'r.id, r.thread_id, r.body, r.created_at, r.edited_at, r.deleted_at';

/** Remarks on lines of answers. Their points are added up and stored in the ledger with every change. */
export class RemarkStore {
  constructor(private readonly db: Database) {}

  /** The threads of a run that have a remark, in the order in which they were begun. */
  threads(runId: number): RemarkThread[] {
    const remarks = Map.groupBy(this.rows(runId), (row) => row.thread_id);
    return this.db
      .all<ThreadRow>('SELECT * FROM remark_thread WHERE run_id = ? ORDER BY id', runId)
      .map((row) => toThread(row, (remarks.get(row.id) ?? []).map(toRemark)))
      .filter((thread) => thread.remarks.length > 0);
  }

  /** Begins a thread. Throws a sentence, and stores nothing, when the remark cannot be taken as it is. */
  begin(runId: number, anchor: Anchor, body: string): RemarkThread {
    const threadId = this.db.transaction(() => {
      const { id } = this.db.run(
        `INSERT INTO remark_thread (run_id, part, line, lines, quote, before, after, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        runId,
        anchor.part,
        anchor.line,
        anchor.lines,
        anchor.quote,
        anchor.before,
        anchor.after,
        new Date().toISOString(),
      );
      this.reply(id, body);
      return id;
    });
    return this.thread(threadId);
  }

  /** Adds a remark to a thread. Throws as `begin` does. */
  reply(threadId: number, body: string): Remark {
    return this.db.transaction(() => {
      const runId = this.runOf(threadId);
      this.check(runId, body);
      let id = 0;
      this.change(runId, [], () => {
        ({ id } = this.db.run(
          'INSERT INTO remark (thread_id, body, created_at) VALUES (?, ?, ?)',
          threadId,
          body,
          new Date().toISOString(),
        ));
        // Undoing takes it away again.
        return [{ id, body, edited_at: null, deleted_at: new Date().toISOString() }];
      });
      return toRemark(this.row(id));
    });
  }

  /** Replaces a remark's text. Throws as `begin` does. */
  edit(remarkId: number, body: string): Remark {
    return this.db.transaction(() => {
      const row = this.row(remarkId);
      const runId = this.runOf(row.thread_id);
      this.check(runId, body);
      if (row.body !== body) {
        this.change(runId, [row], () => {
          this.db.run(
            'UPDATE remark SET body = ?, edited_at = ? WHERE id = ?',
            body,
            new Date().toISOString(),
            remarkId,
          );
        });
      }
      return toRemark(this.row(remarkId));
    });
  }

  /** Takes remarks of one run away; `restore` brings them back. */
  delete(remarkIds: number[]): void {
    this.setDeleted(remarkIds, new Date().toISOString());
  }

  /** Brings deleted remarks of one run back. */
  restore(remarkIds: number[]): void {
    this.setDeleted(remarkIds, null);
  }

  /** A resolved thread is folded; its points still count. */
  resolve(threadId: number, resolved: boolean): void {
    const at = resolved ? new Date().toISOString() : null;
    this.db.run('UPDATE remark_thread SET resolved_at = ? WHERE id = ?', at, threadId);
  }

  /** The points of a run so far, from whatever gave them; null where its prompt is not known any more. */
  sheet(runId: number): ScoreSheet | null {
    const rubric = this.rubric(runId);
    if (!rubric) return null;
    const own = new ScoreStore(this.db).latestOf(runId, 'hand');
    const marks = own ? this.marks(runId) : [];
    const base = own && this.ownBase(own);
    if (own?.whole) return scoreSheet(rubric.items, rubric.points, marks, base);
    const given = scoreSheet(rubric.items, rubric.points, marks, withLent(base, {}, marks));
    return withOthers(given, this.others(runId));
  }

  /** The marks of one remark, by the rubric of its run. */
  marksOf(runId: number, body: string): Mark[] {
    const rubric = this.rubric(runId);
    return rubric ? readRemark(body, rubric.items, rubric.points).marks : [];
  }

  /** Gives remarks back as they were before the change that made this entry of the ledger, which is void by now. */
  undo(scoreId: number): void {
    this.db.transaction(() => {
      const entry = this.db.get<{ undo: string }>('SELECT undo FROM sheet_entry WHERE score_id = ?', scoreId);
      if (!entry) return;
      for (const before of JSON.parse(entry.undo) as Before[]) {
        this.db.run(
          'UPDATE remark SET body = ?, edited_at = ?, deleted_at = ? WHERE id = ?',
          before.body,
          before.edited_at,
          before.deleted_at,
          before.id,
        );
      }
      // Only once: what is written afterwards is not undone with it.
      this.db.run(`UPDATE sheet_entry SET undo = '[]' WHERE score_id = ?`, scoreId);
    });
  }

  private setDeleted(remarkIds: number[], at: string | null): void {
    this.db.transaction(() => {
      const rows = remarkIds.map((id) => this.row(id)).filter((row) => (row.deleted_at === null) !== (at === null));
      const [first] = rows;
      if (!first) return;
      this.change(this.runOf(first.thread_id), rows, () => {
        for (const { id } of rows) this.db.run('UPDATE remark SET deleted_at = ? WHERE id = ?', at, id);
      });
    });
  }

  /** Makes a change, and stores the new sum where it has changed the marks. */
  private change(runId: number, before: RemarkRow[], work: () => Before[] | void): void {
    const marksBefore = this.marks(runId);
    const base = this.base(runId);
    const undo: Before[] =
      work() ?? before.map(({ id, body, edited_at, deleted_at }) => ({ id, body, edited_at, deleted_at }));
    const marks = this.marks(runId);
    if (JSON.stringify(marks) === JSON.stringify(marksBefore)) return;
    const scores = new ScoreStore(this.db);
    if (marks.length === 0 && (base === null || base.lent)) {
      // Nothing gives points any more: the answer is unscored again, which is not the same as 0 points.
      for (const { score_id: id } of this.db.all<{ score_id: number }>(
        'SELECT score_id FROM sheet_entry WHERE run_id = ?',
        runId,
      ))
        scores.void(id);
      return;
    }
    const rubric = this.rubric(runId);
    if (!rubric)
      throw new SaidError(said`The prompt of this answer is not known any more, so its points cannot be judged.`);
    const sheet = scoreSheet(rubric.items, rubric.points, marks, base);
    const note = scores.latestOf(runId, 'hand')?.note ?? '';
    const { id } = scores.add({ runId, ...givenBy(sheet, marks, base), note, source: 'hand' });
    this.db.run(
      'INSERT INTO sheet_entry (score_id, run_id, base, undo) VALUES (?, ?, ?, ?)',
      id,
      runId,
      base && JSON.stringify(base),
      JSON.stringify(undo),
    );
  }

  /**
   * What the marks add to: nothing, what a person has given last in another way (the form, a code header), or else what
   * programs and accepted proposals have given. Marks that stood when it was given are in it already.
   */
  private base(runId: number): SheetBase | null {
    const own = new ScoreStore(this.db).latestOf(runId, 'hand');
    const base = own && this.ownBase(own);
    return own?.whole ? base : withLent(base, this.others(runId), own ? this.marks(runId) : []);
  }

  private ownBase(own: Score): SheetBase | null {
    const entry = this.db.get<{ base: string | null }>('SELECT base FROM sheet_entry WHERE score_id = ?', own.id);
    if (!entry) return baseOf(own, this.marks(own.runId));
    return entry.base === null ? null : (JSON.parse(entry.base) as SheetBase);
  }

  /** What programs and accepted proposals have given, item by item. */
  private others(runId: number): CountingScore['items'] {
    const entries = new ScoreStore(this.db).history(runId).filter(({ source }) => source !== 'hand');
    return countingScore(entries, this.rubric(runId)?.items ?? [])?.items ?? {};
  }

  private marks(runId: number): Mark[] {
    const rubric = this.rubric(runId);
    if (!rubric) return [];
    return this.rows(runId).flatMap(({ body }) => readRemark(body, rubric.items, rubric.points).marks);
  }

  private check(runId: number, body: string): void {
    const rubric = this.rubric(runId);
    const { marks, problem } = readRemark(body, rubric?.items ?? [], rubric?.points ?? 0);
    if (problem !== null) throw new SaidError(problem);
    const { status } = new RunStore(this.db).require(runId);
    if (marks.length > 0 && status !== 'complete')
      throw new SaidError(said`This answer is ${status}, so it gets no points; a remark without points can be left.`);
  }

  private rubric(runId: number): { items: RubricItem[]; points: number } | null {
    const row = this.db.get<{ rubric: string; points: number }>(
      `SELECT prompt.rubric, prompt.points FROM run JOIN prompt ON prompt.category_id = run.category_id
       AND prompt.id = run.prompt_id AND prompt.hash = run.prompt_hash WHERE run.id = ?`,
      runId,
    );
    return row ? { items: JSON.parse(row.rubric) as RubricItem[], points: row.points } : null;
  }

  private rows(runId: number): RemarkRow[] {
    return this.db.all<RemarkRow>(
      `SELECT ${columns} FROM remark AS r JOIN remark_thread AS t ON t.id = r.thread_id
       WHERE t.run_id = ? AND r.deleted_at IS NULL ORDER BY r.id`,
      runId,
    );
  }

  private row(remarkId: number): RemarkRow {
    const row = this.db.get<RemarkRow>(`SELECT ${columns} FROM remark AS r WHERE r.id = ?`, remarkId);
    if (!row) throw new SaidError(said`This remark is not in the database any more.`);
    return row;
  }

  private thread(threadId: number): RemarkThread {
    const found = this.threads(this.runOf(threadId)).find((thread) => thread.id === threadId);
    if (!found) throw new SaidError(said`This remark is not in the database any more.`);
    return found;
  }

  private runOf(threadId: number): number {
    const row = this.db.get<{ run_id: number }>('SELECT run_id FROM remark_thread WHERE id = ?', threadId);
    if (!row) throw new SaidError(said`This remark is not in the database any more.`);
    return row.run_id;
  }
}

function toThread(row: ThreadRow, remarks: Remark[]): RemarkThread {
  const { part, line, lines, quote, before, after } = row;
  const anchor = { part: part as AnswerPart, line, lines, quote, before, after };
  return { id: row.id, runId: row.run_id, anchor, resolved: row.resolved_at !== null, remarks };
}

function toRemark(row: RemarkRow): Remark {
  const { id, thread_id: threadId, body, created_at: createdAt, edited_at: editedAt } = row;
  return { id, threadId, body, createdAt, editedAt };
}
