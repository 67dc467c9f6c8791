import type { Database } from '../../store/database';
import type { ExportCorrection, ExportScore, ExportThread, RemarkBefore } from './document';

export interface RunAnnotations {
  remarks: ExportThread[];
  corrections: ExportCorrection[];
  /** By number of the score. */
  sheets: Map<number, NonNullable<ExportScore['sheet']>>;
}

type ThreadRow = Record<'id' | 'line' | 'lines', number> &
  Record<'part' | 'quote' | 'before' | 'after' | 'created_at', string> & { resolved_at: string | null };
interface RemarkRow {
  id: number;
  body: string;
  created_at: string;
  edited_at: string | null;
  deleted_at: string | null;
}
type UndoRow = Pick<RemarkRow, 'id' | 'body' | 'edited_at' | 'deleted_at'>;

const none: RunAnnotations = { remarks: [], corrections: [], sheets: new Map() };

/** Reads what people have written beside answers. Most runs have nothing of it, so those that have are known first. */
export class Annotations {
  private readonly runs: Set<number>;

  constructor(private readonly db: Database) {
    const rows = db.all<{ run_id: number }>(
      'SELECT run_id FROM remark_thread UNION SELECT run_id FROM stat_correction UNION SELECT run_id FROM sheet_entry',
    );
    this.runs = new Set(rows.map((row) => row.run_id));
  }

  of(runId: number): RunAnnotations {
    if (!this.runs.has(runId)) return none;
    const places = new Map<number, { thread: number; remark: number }>();
    const threads = this.db.all<ThreadRow>('SELECT * FROM remark_thread WHERE run_id = ? ORDER BY id', runId);
    const remarks = threads.map((row, thread) => ({
      part: row.part,
      line: row.line,
      lines: row.lines,
      quote: row.quote,
      before: row.before,
      after: row.after,
      resolvedAt: row.resolved_at,
      createdAt: row.created_at,
      remarks: this.db
        .all<RemarkRow>('SELECT * FROM remark WHERE thread_id = ? ORDER BY id', row.id)
        .map(({ id, body, created_at: createdAt, edited_at: editedAt, deleted_at: deletedAt }, remark) => {
          places.set(id, { thread, remark });
          return { body, createdAt, editedAt, deletedAt };
        }),
    }));
    const sheets = this.db.all<{ score_id: number; base: string | null; undo: string }>(
      'SELECT score_id, base, undo FROM sheet_entry WHERE run_id = ?',
      runId,
    );
    return {
      remarks,
      corrections: this.corrections(runId),
      sheets: new Map(
        sheets.map(({ score_id: id, base, undo }) => [
          id,
          {
            base: base === null ? null : (JSON.parse(base) as object),
            undo: undoOf(JSON.parse(undo) as UndoRow[], places),
          },
        ]),
      ),
    };
  }

  private corrections(runId: number): ExportCorrection[] {
    return this.db
      .all<Record<'name' | 'original' | 'value' | 'created_at', string>>(
        'SELECT name, original, value, created_at FROM stat_correction WHERE run_id = ? ORDER BY id',
        runId,
      )
      .map((row) => ({
        name: row.name,
        original: JSON.parse(row.original) as unknown,
        value: JSON.parse(row.value) as unknown,
        createdAt: row.created_at,
      }));
  }
}

function undoOf(rows: UndoRow[], places: Map<number, { thread: number; remark: number }>): RemarkBefore[] {
  return rows.flatMap(({ id, body, edited_at: editedAt, deleted_at: deletedAt }) => {
    const place = places.get(id);
    return place ? [{ ...place, body, editedAt, deletedAt }] : [];
  });
}
