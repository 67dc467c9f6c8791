import type { Database } from './database';

/** An answer that a verdict may rest on, with what counts of it and what judges propose. */
export interface StoredEvidence {
  runId: number;
  botId: number;
  categoryId: string;
  categoryTitle: string;
  promptId: string;
  title: string;
  max: number;
  /** JSON: the prompt's rubric. */
  rubric: string;
  points: number | null;
  settled: number | null;
  given: number | null;
  proven: number | null;
  accepted: number | null;
  /** JSON: points and source by rubric item, of what counts; null where nothing does. */
  items: string | null;
  drawId: number | null;
  chance: number | null;
}

/** What a judge proposes for an answer. */
export interface StoredProposal {
  runId: number;
  /** JSON: points by rubric item. */
  rubric: string;
  points: number;
  whole: number;
}

/** What the file of a bot's model and its server say of its size. */
export interface StoredSize {
  botId: number;
  /** JSON: a `ModelInfo`, as at the last complete run. */
  model: string | null;
  /** JSON: a `RunRecord`. */
  record: string | null;
}

/** What a verdict rests on, and the draws of answers to score. */
export class VerdictStore {
  constructor(private readonly db: Database) {}

  /** For each bot and current prompt the answer that counts, else the latest complete one. */
  evidence(practice: boolean): StoredEvidence[] {
    return this.db.all<StoredEvidence & Record<string, number | string | null>>(
      `SELECT run.id AS runId, s.bot_id AS botId, s.category_id AS categoryId, category.title AS categoryTitle,
         s.prompt_id AS promptId, p.title, p.points AS max, p.rubric, counted.points, counted.settled, counted.given,
         counted.proven, counted.accepted, counted.items, draw.id AS drawId, draw.chance
       FROM standing AS s
       JOIN bot ON bot.id = s.bot_id AND bot.practice = ? AND bot.deleted_at IS NULL
       JOIN prompt AS p ON p.category_id = s.category_id AND p.id = s.prompt_id AND p.current = 1
       JOIN category ON category.id = s.category_id AND category.current = 1
       JOIN run ON run.id = CASE WHEN s.scored_hash = p.hash THEN s.scored_run
         WHEN s.answered_hash = p.hash THEN s.answered_run END
       LEFT JOIN run_score AS counted ON counted.run_id = run.id
       LEFT JOIN verdict_draw AS draw ON draw.run_id = run.id
       ORDER BY s.bot_id, category.position, p.position`,
      Number(practice),
    );
  }

  /** What judges propose, of all answers. */
  proposals(): StoredProposal[] {
    return this.db.all<StoredProposal & Record<string, number | string>>(
      `SELECT run_id AS runId, rubric, points, whole FROM live_score WHERE source = 'proposed' ORDER BY id`,
    );
  }

  sizes(practice: boolean): StoredSize[] {
    return this.db.all<StoredSize & Record<string, number | string | null>>(
      `SELECT bot.id AS botId, run.model, run.record FROM bot JOIN run ON run.id = (
         SELECT MAX(id) FROM run WHERE run.bot_id = bot.id AND run.status = 'complete'
       ) WHERE bot.practice = ? AND bot.deleted_at IS NULL`,
      Number(practice),
    );
  }

  /** Keeps that an answer was drawn, with its chance; one that was drawn before keeps that. */
  draw(runId: number, chance: number): void {
    this.db.run(
      'INSERT OR IGNORE INTO verdict_draw (run_id, chance, created_at) VALUES (?, ?, ?)',
      runId,
      chance,
      new Date().toISOString(),
    );
  }

  /** Answers that were drawn, oldest first. */
  drawn(): number[] {
    return this.db.all<{ run_id: number }>('SELECT run_id FROM verdict_draw ORDER BY id').map(({ run_id }) => run_id);
  }
}
