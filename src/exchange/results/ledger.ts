import type { ScoreRow } from '../../store/scores';
import type { Database } from '../../store/database';
import type { ExportScore } from '../export/document';
import type { RemarkNumbers } from './remarks';

interface LedgerRow extends Omit<ScoreRow, 'id' | 'run_id'> {
  /** JSON where remarks made the entry, with the numbers they have here. */
  base: string | null;
  undo: string | null;
}

/**
 * Adds the entries that a run's ledger does not have. An entry that it has stays as it is, also where only one of the
 * two was voided. The ledger is read by number, so entries that belong between others are put there by time.
 */
export function importLedger(
  db: Database,
  runId: number,
  scores: ExportScore[],
  remarks: RemarkNumbers,
): { added: number } {
  if (scores.length === 0) return { added: 0 };
  const here = db.all<LedgerRow>(
    `SELECT points, max, rubric, parts, whole, extra, note, source, given_by, evidence, created_at, voided_at, base, undo FROM score
     LEFT JOIN sheet_entry ON sheet_entry.score_id = score.id WHERE score.run_id = ? ORDER BY score.id`,
    runId,
  );
  const unmatched = here.map(identity);
  const missing = scores
    .map((score) => toRow(score, remarks))
    .filter((row) => {
      const place = unmatched.indexOf(identity(row));
      if (place === -1) return true;
      unmatched.splice(place, 1);
      return false;
    });
  if (missing.length === 0) return { added: 0 };
  const last = here.at(-1)?.created_at ?? '';
  if (missing.every((row) => row.created_at >= last)) {
    for (const row of missing) insert(db, runId, row);
  } else {
    db.run('DELETE FROM sheet_entry WHERE run_id = ?', runId);
    db.run('DELETE FROM score WHERE run_id = ?', runId);
    const all = [...here, ...missing].sort((a, b) =>
      a.created_at < b.created_at ? -1 : Number(a.created_at > b.created_at),
    );
    for (const row of all) insert(db, runId, row);
  }
  return { added: missing.length };
}

function insert(db: Database, runId: number, row: LedgerRow): void {
  const { id } = db.run(
    `INSERT INTO score (run_id, points, max, rubric, parts, whole, extra, note, source, given_by, evidence, created_at, voided_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    runId,
    row.points,
    row.max,
    row.rubric,
    row.parts,
    row.whole,
    row.extra,
    row.note,
    row.source,
    row.given_by,
    row.evidence,
    row.created_at,
    row.voided_at,
  );
  if (row.undo === null) return;
  db.run('INSERT INTO sheet_entry (score_id, run_id, base, undo) VALUES (?, ?, ?, ?)', id, runId, row.base, row.undo);
}

function toRow(score: ExportScore, remarks: RemarkNumbers): LedgerRow {
  const { sheet } = score;
  const undo = sheet?.undo.map(({ thread, remark, body, editedAt, deletedAt }) => ({
    id: remarks[thread]?.[remark],
    body,
    edited_at: editedAt,
    deleted_at: deletedAt,
  }));
  return {
    points: score.points,
    max: score.max,
    rubric: JSON.stringify(score.rubric),
    parts: JSON.stringify(score.parts),
    whole: Number(score.whole),
    extra: score.extra,
    note: score.note,
    source: score.source,
    given_by: score.by,
    evidence: JSON.stringify(score.evidence),
    created_at: score.createdAt,
    voided_at: score.voidedAt,
    base: sheet?.base ? JSON.stringify(sheet.base) : null,
    undo: undo ? JSON.stringify(undo) : null,
  };
}

function identity(row: LedgerRow): string {
  return JSON.stringify([row.points, row.max, row.rubric, row.note, row.source, row.created_at]);
}
