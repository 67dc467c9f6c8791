import { said, SaidError } from '../l10n/said';
import type { RubricItem } from '../model/prompt';
import type { CountingScore, Score, ScoreSource } from '../model/score';
import type { Database } from './database';
import { RunStore } from './runs';
import { PromptStore } from './prompts';
import { recompute } from './standing';

export interface ScoreRow {
  id: number;
  run_id: number;
  points: number;
  max: number;
  rubric: string;
  parts: string;
  whole: number;
  extra: number;
  note: string;
  source: string;
  given_by: string;
  evidence: string;
  created_at: string;
  voided_at: string | null;
}

export interface NewScore {
  runId: number;
  points: number;
  rubric?: Record<string, number>;
  /** See `Score.parts`. */
  parts?: Record<string, number>;
  /** False for an entry that gives only the items in `rubric`; an entry is about the whole prompt where this is not said. */
  whole?: boolean;
  /** Points for the answer as a whole on top of the items, of an entry that is not `whole`. */
  extra?: number;
  note?: string;
  /** `hand` where it is not said. */
  source?: ScoreSource;
  by?: string;
  evidence?: Record<string, unknown>;
}

/** The ledger of scores: entries are added and voided, never changed. */
export class ScoreStore {
  constructor(private readonly db: Database) {}

  /** Stores a score at once. Throws a sentence, and stores nothing, when the run or the points are not acceptable. */
  add(score: NewScore): Score {
    return this.db.transaction(() => {
      const run = new RunStore(this.db).require(score.runId);
      if (run.status !== 'complete') {
        throw new SaidError(
          said`Run ${run.id} is ${run.status}, not complete, so it cannot be scored; run the prompt again.`,
        );
      }
      const prompt = this.prompt(score.runId);
      checkPoints(score.points, prompt.points, null);
      for (const [id, points] of Object.entries(score.rubric ?? {})) {
        const item = prompt.rubric.find((other) => other.id === id);
        if (!item) throw new SaidError(said`The rubric of “${prompt.title}” has no item “${id}”.`);
        checkPoints(points, score.parts?.[id] ?? item.points, id);
      }
      const { id } = this.db.run(
        `INSERT INTO score (run_id, points, max, rubric, parts, whole, extra, note, source, given_by, evidence, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        run.id,
        score.points,
        prompt.points,
        JSON.stringify(score.rubric ?? {}),
        JSON.stringify(score.parts ?? {}),
        Number(score.whole ?? true),
        score.extra ?? 0,
        score.note ?? '',
        score.source ?? 'hand',
        score.by ?? '',
        JSON.stringify(score.evidence ?? {}),
        new Date().toISOString(),
      );
      recompute(this.db, run.botId, run.categoryId, run.promptId);
      return this.require(id);
    });
  }

  /** Takes a score back; the entry stays in the ledger, and the one of its kind before it counts again. */
  void(id: number): void {
    this.db.transaction(() => {
      const score = this.require(id);
      if (score.voidedAt !== null) return;
      this.db.run('UPDATE score SET voided_at = ? WHERE id = ?', new Date().toISOString(), id);
      const run = new RunStore(this.db).require(score.runId);
      recompute(this.db, run.botId, run.categoryId, run.promptId);
    });
  }

  /** The points of a run that count, from whoever gave them; null where nobody has given any. */
  counting(runId: number): CountingScore | null {
    const row = this.db.get<CountingColumns>(
      `SELECT score_id, source, points, max, settled, given, proven, accepted, items FROM run_score WHERE run_id = ?`,
      runId,
    );
    return row ? toCounting(row) : null;
  }

  /**
   * The strongest entry of a run with the points that count, item by item, in place of its own; null where nobody has
   * given any.
   */
  current(runId: number): Score | null {
    const counting = this.counting(runId);
    if (!counting) return null;
    const { points, items } = counting;
    const rubric = Object.fromEntries(Object.entries(items).map(([id, item]) => [id, item.points]));
    return { ...this.require(counting.scoreId), points, rubric };
  }

  /** The latest entry of a kind that was not taken back, or null. */
  latestOf(runId: number, source: ScoreSource): Score | null {
    const row = this.db.get<ScoreRow>(
      'SELECT * FROM live_score WHERE run_id = ? AND source = ? ORDER BY id DESC LIMIT 1',
      runId,
      source,
    );
    return row ? toScore(row) : null;
  }

  /** What a person has given or accepted last and not taken back, or null. */
  latest(): Score | null {
    const row = this.db.get<ScoreRow>(
      `SELECT * FROM live_score WHERE source IN ('hand', 'accepted') ORDER BY id DESC LIMIT 1`,
    );
    return row ? toScore(row) : null;
  }

  /** What judges have proposed for a run and was not taken back, oldest first. */
  proposals(runId: number): Score[] {
    return this.db
      .all<ScoreRow>(`SELECT * FROM live_score WHERE run_id = ? AND source = 'proposed' ORDER BY id`, runId)
      .map(toScore);
  }

  /** The run's whole ledger, newest first. */
  history(runId: number): Score[] {
    return this.db.all<ScoreRow>('SELECT * FROM score WHERE run_id = ? ORDER BY id DESC', runId).map(toScore);
  }

  require(id: number): Score {
    const row = this.db.get<ScoreRow>('SELECT * FROM score WHERE id = ?', id);
    if (!row) throw new SaidError(said`There is no score with the number ${id}.`);
    return toScore(row);
  }

  /** The version of the prompt that a run answers. Throws a sentence where it is not known. */
  prompt(runId: number): { title: string; points: number; rubric: RubricItem[] } {
    const run = new RunStore(this.db).require(runId);
    const prompt = new PromptStore(this.db).version(run.categoryId, run.promptId, run.promptHash);
    if (!prompt)
      throw new SaidError(said`The prompt of run ${run.id} is not known any more, so its points cannot be judged.`);
    return prompt;
  }
}

function checkPoints(points: number, max: number, item: string | null): void {
  if (!Number.isFinite(points) || points < 0 || points > max)
    throw new SaidError(
      item === null
        ? said`Points must be a number from 0 to ${max}.`
        : said`Points for “${item}” must be a number from 0 to ${max}.`,
    );
}

export function toScore(row: ScoreRow): Score {
  return {
    id: row.id,
    runId: row.run_id,
    points: row.points,
    max: row.max,
    rubric: JSON.parse(row.rubric) as Record<string, number>,
    parts: JSON.parse(row.parts) as Record<string, number>,
    whole: row.whole === 1,
    extra: row.extra,
    note: row.note,
    source: row.source as ScoreSource,
    by: row.given_by,
    evidence: JSON.parse(row.evidence) as Record<string, unknown>,
    createdAt: row.created_at,
    voidedAt: row.voided_at,
  };
}

export interface CountingColumns {
  score_id: number;
  source: string;
  points: number;
  max: number;
  settled: number;
  given: number;
  proven: number;
  accepted: number;
  items: string;
}

export function toCounting({ score_id: scoreId, source, items, ...figures }: CountingColumns): CountingScore {
  return { ...figures, scoreId, source: source as CountingScore['source'], items: toItems(items) };
}

/** JSON of `run_score.items`: points and source by rubric item, and what could be had where only a part is settled. */
export function toItems(items: string): CountingScore['items'] {
  const read = JSON.parse(items) as Record<string, [number, ScoreSource, number?]>;
  return Object.fromEntries(
    Object.entries(read).map(([id, [points, source, settled]]) => [
      id,
      { points, source, ...(settled === undefined ? {} : { settled }) },
    ]),
  );
}
