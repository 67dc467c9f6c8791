import type { Database } from '../../store/database';
import type { ExportCorrection, ExportThread } from '../export/document';

/** Numbers of a run's remarks in the database, by their places in the document. */
export type RemarkNumbers = number[][];

/**
 * Adds the threads and remarks that a run does not have; those that it has stay as they are, also where they were
 * edited since. Returns the numbers of all of them.
 */
export function importRemarks(db: Database, runId: number, threads: ExportThread[]): { numbers: RemarkNumbers } {
  const taken = new Set<string>();
  const numbers = threads.map((thread) => {
    const threadId = findThread(db, runId, thread, taken) ?? addThread(db, runId, thread);
    taken.add(`thread ${threadId}`);
    return thread.remarks.map((remark) => {
      const known = db
        .all<{ id: number }>(
          'SELECT id FROM remark WHERE thread_id = ? AND created_at = ? ORDER BY id',
          threadId,
          remark.createdAt,
        )
        .find(({ id }) => !taken.has(`remark ${id}`));
      const id =
        known?.id ??
        db.run(
          'INSERT INTO remark (thread_id, body, created_at, edited_at, deleted_at) VALUES (?, ?, ?, ?, ?)',
          threadId,
          remark.body,
          remark.createdAt,
          remark.editedAt,
          remark.deletedAt,
        ).id;
      taken.add(`remark ${id}`);
      return id;
    });
  });
  return { numbers };
}

/** The history of figures put right by hand, for a run that is new here: of one that is known, the figures stay. */
export function importCorrections(db: Database, runId: number, corrections: ExportCorrection[]): void {
  for (const { name, original, value, createdAt } of corrections)
    db.run(
      'INSERT INTO stat_correction (run_id, name, original, value, created_at) VALUES (?, ?, ?, ?, ?)',
      runId,
      name,
      JSON.stringify(original),
      JSON.stringify(value),
      createdAt,
    );
}

function findThread(db: Database, runId: number, thread: ExportThread, taken: Set<string>): number | undefined {
  return db
    .all<{ id: number }>(
      'SELECT id FROM remark_thread WHERE run_id = ? AND part = ? AND line = ? AND quote = ? AND created_at = ? ORDER BY id',
      runId,
      thread.part,
      thread.line,
      thread.quote,
      thread.createdAt,
    )
    .find(({ id }) => !taken.has(`thread ${id}`))?.id;
}

function addThread(db: Database, runId: number, thread: ExportThread): number {
  return db.run(
    `INSERT INTO remark_thread (run_id, part, line, lines, quote, before, after, resolved_at, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    runId,
    thread.part,
    thread.line,
    thread.lines,
    thread.quote,
    thread.before,
    thread.after,
    thread.resolvedAt,
    thread.createdAt,
  ).id;
}
