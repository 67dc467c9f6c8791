import type { CheckSheet } from '../model/check';
import type { RubricItem } from '../model/prompt';
import type { Database } from './database';

/** An answer that is to be read with the checks of its prompt. */
export interface Unchecked {
  runId: number;
  text: string;
  points: number;
  rubric: RubricItem[];
  checksHash: string;
}

interface UncheckedRow {
  id: number;
  text: string;
  points: number;
  rubric: string;
  checks_hash: string;
}

const columns = 'SELECT run.id, answer.text, prompt.points, prompt.rubric, prompt.checks_hash FROM run';
const joins = `JOIN answer ON answer.run_id = run.id
  JOIN prompt ON prompt.category_id = run.category_id AND prompt.id = run.prompt_id AND prompt.hash = run.prompt_hash`;

/** Which answers have been read with which checks, and what was found. */
export class CheckStore {
  constructor(private readonly db: Database) {}

  /** Whole answers that have not been read with the checks of today, those never read first; at most `limit`. */
  unchecked(limit: number): Unchecked[] {
    const never = this.db.all<UncheckedRow>(
      `${columns} ${joins} WHERE run.status = 'complete' AND run.checked_hash IS NULL ORDER BY run.id LIMIT ?`,
      limit,
    );
    return never.map(toUnchecked);
  }

  /** Whole answers that were read with other checks than today's; looks at all runs. */
  outdated(limit: number): Unchecked[] {
    return this.db
      .all<UncheckedRow>(
        `${columns} ${joins} WHERE run.status = 'complete' AND run.checked_hash <> prompt.checks_hash
         ORDER BY run.id LIMIT ?`,
        limit,
      )
      .map(toUnchecked);
  }

  /** A run's whole answer with the checks of its prompt, read or not; null where there is none. */
  of(runId: number): Unchecked | null {
    const row = this.db.get<UncheckedRow>(`${columns} ${joins} WHERE run.status = 'complete' AND run.id = ?`, runId);
    return row ? toUnchecked(row) : null;
  }

  /** What the checks said of an answer; null where there are none, or it was not read. */
  sheet(runId: number): CheckSheet | null {
    const row = this.db.get<{ sheet: string }>('SELECT sheet FROM check_sheet WHERE run_id = ?', runId);
    return row ? (JSON.parse(row.sheet) as CheckSheet) : null;
  }

  /** What programs that checks run came to for an answer, as JSON by the key of what was run. */
  findings(runId: number): Record<string, string> {
    const rows = this.db.all<{ key: string; finding: string }>(
      'SELECT key, finding FROM program_finding WHERE run_id = ?',
      runId,
    );
    return Object.fromEntries(rows.map(({ key, finding }) => [key, finding]));
  }

  /** Keeps these in place of those before. */
  keepFindings(runId: number, findings: Readonly<Record<string, string>>): void {
    this.db.run('DELETE FROM program_finding WHERE run_id = ?', runId);
    for (const [key, finding] of Object.entries(findings))
      this.db.run('INSERT INTO program_finding (run_id, key, finding) VALUES (?, ?, ?)', runId, key, finding);
  }

  /** Whole answers whose checks run programs that nobody has run yet, oldest first. */
  waitingForPrograms(): number[] {
    const rows = this.db.all<{ run_id: number; sheet: string }>(
      `SELECT check_sheet.run_id, check_sheet.sheet FROM check_sheet JOIN run ON run.id = check_sheet.run_id
       WHERE run.status = 'complete' AND NOT EXISTS (SELECT 1 FROM program_finding WHERE program_finding.run_id = run.id)
       ORDER BY run.id`,
    );
    return rows
      .filter(({ sheet }) =>
        (JSON.parse(sheet) as CheckSheet).items.some(({ verdicts }) =>
          verdicts.some(({ check, verdict }) => verdict === 'unknown' && /^(?:[\d.]+\s+)?run\s/.test(check)),
        ),
      )
      .map(({ run_id }) => run_id);
  }

  /** Notes what was found; null where the prompt has no checks or they could not be carried out. */
  record(runId: number, checksHash: string, sheet: CheckSheet | null): void {
    this.db.run('UPDATE run SET checked_hash = ? WHERE id = ?', checksHash, runId);
    if (sheet === null) this.db.run('DELETE FROM check_sheet WHERE run_id = ?', runId);
    else
      this.db.run(
        'INSERT INTO check_sheet (run_id, sheet) VALUES (?, ?) ON CONFLICT (run_id) DO UPDATE SET sheet = excluded.sheet',
        runId,
        JSON.stringify(sheet),
      );
  }
}

function toUnchecked(row: UncheckedRow): Unchecked {
  return {
    runId: row.id,
    text: row.text,
    points: row.points,
    rubric: JSON.parse(row.rubric) as RubricItem[],
    checksHash: row.checks_hash,
  };
}
