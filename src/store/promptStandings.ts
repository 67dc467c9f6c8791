import type { Database } from './database';

/** What counts for one bot at one prompt, and which version of the prompt it was given for. */
export interface PromptStanding {
  botId: number;
  bot: string;
  practice: boolean;
  categoryId: string;
  promptId: string;
  /** The latest complete answer. */
  answeredRun: number;
  answeredHash: string;
  scoredRun: number | null;
  scoredHash: string | null;
  points: number | null;
  /** Points the prompt had when the score was given; null where there is none. */
  max: number | null;
  /** Points that could be had for what is settled; less than `max` where something is open. */
  settled: number | null;
  /** Of the points: by a person, by a program, accepted from proposals. */
  given: number | null;
  proven: number | null;
  accepted: number | null;
}

interface Row {
  bot_id: number;
  name: string;
  practice: number;
  category_id: string;
  prompt_id: string;
  answered_run: number;
  answered_hash: string;
  scored_run: number | null;
  scored_hash: string | null;
  points: number | null;
  max: number | null;
  settled: number | null;
  given: number | null;
  proven: number | null;
  accepted: number | null;
}

const select = `SELECT s.bot_id, bot.name, bot.practice, s.category_id, s.prompt_id, s.answered_run, s.answered_hash,
  s.scored_run, s.scored_hash, s.points, s.max, s.settled, s.given, s.proven, s.accepted
  FROM standing AS s JOIN bot ON bot.id = s.bot_id WHERE bot.deleted_at IS NULL`;

/** Answers and scores prompt by prompt; deleted bots are left out. */
export class PromptStandings {
  constructor(private readonly db: Database) {}

  /** Of all bots at one prompt, the highest points first, those without a score last. */
  ofPrompt(categoryId: string, promptId: string): PromptStanding[] {
    return this.db
      .all<Row>(
        `${select} AND s.category_id = ? AND s.prompt_id = ? ORDER BY s.points IS NULL, s.points DESC, bot.name`,
        categoryId,
        promptId,
      )
      .map(toStanding);
  }

  /** Of one bot at all prompts. */
  ofBot(botId: number): PromptStanding[] {
    return this.db.all<Row>(`${select} AND s.bot_id = ?`, botId).map(toStanding);
  }

  /** All pairs whose latest score was given for another version than the current one. */
  outdated(): PromptStanding[] {
    return this.db
      .all<Row>(
        `${select} AND s.scored_hash IS NOT NULL AND s.scored_hash <>
           (SELECT hash FROM prompt WHERE category_id = s.category_id AND id = s.prompt_id AND current = 1)
         ORDER BY s.bot_id, s.category_id, s.prompt_id`,
      )
      .map(toStanding);
  }

  /** How many answers and scores hang on these prompts (`category/prompt`), deleted bots' too. */
  countOf(keys: string[]): { answers: number; scores: number } {
    const row = this.db.get<{ answers: number; scores: number }>(
      `SELECT COUNT(DISTINCT run.id) AS answers, COUNT(score.id) AS scores FROM run
       LEFT JOIN live_score AS score ON score.run_id = run.id
       WHERE run.status <> 'running' AND run.category_id || '/' || run.prompt_id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(keys),
    );
    return row ?? { answers: 0, scores: 0 };
  }
}

function toStanding(row: Row): PromptStanding {
  return {
    botId: row.bot_id,
    bot: row.name,
    practice: row.practice === 1,
    categoryId: row.category_id,
    promptId: row.prompt_id,
    answeredRun: row.answered_run,
    answeredHash: row.answered_hash,
    scoredRun: row.scored_run,
    scoredHash: row.scored_hash,
    points: row.points,
    max: row.max,
    settled: row.settled,
    given: row.given,
    proven: row.proven,
    accepted: row.accepted,
  };
}
