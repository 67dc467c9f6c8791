import type { Score } from '../model/score';
import type { Database } from './database';
import { RunStore } from './runs';
import { PromptStore } from './prompts';
import { recompute } from './standing';

interface ScoreRow {
  id: number;
  run_id: number;
  points: number;
  max: number;
  rubric: string;
  note: string;
  source: string;
  created_at: string;
  voided_at: string | null;
}

export interface NewScore {
  runId: number;
  points: number;
  rubric?: Record<string, number>;
  note?: string;
  source?: Score['source'];
}

/** The ledger of scores: entries are added and voided, never changed. */
export class ScoreStore {
  constructor(private readonly db: Database) {}

  /** Stores a score at once. Throws a sentence, and stores nothing, when the run or the points are not acceptable. */
  add(score: NewScore): Score {
    return this.db.transaction(() => {
      const run = new RunStore(this.db).require(score.runId);
      if (run.status !== 'complete') {
        throw new Error(`Run ${run.id} is ${run.status}, not complete, so it cannot be scored; run the prompt again.`);
      }
      const prompt = new PromptStore(this.db).version(run.categoryId, run.promptId, run.promptHash);
      if (!prompt)
        throw new Error(`The prompt of run ${run.id} is not known any more, so its points cannot be judged.`);
      checkPoints(score.points, prompt.points, null);
      for (const [id, points] of Object.entries(score.rubric ?? {})) {
        const item = prompt.rubric.find((other) => other.id === id);
        if (!item) throw new Error(`The rubric of “${prompt.title}” has no item “${id}”.`);
        checkPoints(points, item.points, id);
      }
      const { id } = this.db.run(
        'INSERT INTO score (run_id, points, max, rubric, note, source, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
        run.id,
        score.points,
        prompt.points,
        JSON.stringify(score.rubric ?? {}),
        score.note ?? '',
        score.source ?? 'hand',
        new Date().toISOString(),
      );
      recompute(this.db, run.botId, run.categoryId, run.promptId);
      return this.require(id);
    });
  }

  /** Takes a score back; the entry stays in the ledger, and the one before it counts again. */
  void(id: number): void {
    this.db.transaction(() => {
      const score = this.require(id);
      if (score.voidedAt !== null) return;
      this.db.run('UPDATE score SET voided_at = ? WHERE id = ?', new Date().toISOString(), id);
      const run = new RunStore(this.db).require(score.runId);
      recompute(this.db, run.botId, run.categoryId, run.promptId);
    });
  }

  /** The score that counts for a run, or null. */
  current(runId: number): Score | null {
    const row = this.db.get<ScoreRow>(
      'SELECT * FROM score WHERE run_id = ? AND voided_at IS NULL ORDER BY id DESC LIMIT 1',
      runId,
    );
    return row ? toScore(row) : null;
  }

  /** The score given last that still counts, or null. */
  latest(): Score | null {
    const row = this.db.get<ScoreRow>('SELECT * FROM score WHERE voided_at IS NULL ORDER BY id DESC LIMIT 1');
    return row ? toScore(row) : null;
  }

  /** The run's whole ledger, newest first. */
  history(runId: number): Score[] {
    return this.db.all<ScoreRow>('SELECT * FROM score WHERE run_id = ? ORDER BY id DESC', runId).map(toScore);
  }

  private require(id: number): Score {
    const row = this.db.get<ScoreRow>('SELECT * FROM score WHERE id = ?', id);
    if (!row) throw new Error(`There is no score with the number ${id}.`);
    return toScore(row);
  }
}

function checkPoints(points: number, max: number, item: string | null): void {
  if (!Number.isFinite(points) || points < 0 || points > max)
    throw new Error(
      item === null
        ? `Points must be a number from 0 to ${max}.`
        : `Points for “${item}” must be a number from 0 to ${max}.`,
    );
}

function toScore(row: ScoreRow): Score {
  return {
    id: row.id,
    runId: row.run_id,
    points: row.points,
    max: row.max,
    rubric: JSON.parse(row.rubric) as Record<string, number>,
    note: row.note,
    source: row.source as Score['source'],
    createdAt: row.created_at,
    voidedAt: row.voided_at,
  };
}
