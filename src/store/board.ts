import type { Board } from '../model/board';
import type { RunRequest, RunSummary, RuntimeInfo } from '../model/run';
import type { Rig } from '../model/rig';
import { BoardRows, type BotRow } from './boardRows';
import type { Database } from './database';

interface SummaryRow {
  id: number;
  category_id: string;
  prompt_id: string;
  title: string | null;
  current: number | null;
  status: string;
  error: string | null;
  stats: string;
  flags: string;
  request: string;
  runtime: string | null;
  rig: string | null;
  raw_log: string | null;
  started_at: string;
  points: number | null;
  max: number | null;
  note: string | null;
  rubric: string | null;
  source: string | null;
  scored_at: string | null;
}

export class BoardStore {
  private readonly realRows = new BoardRows();
  private readonly practiceRows = new BoardRows();

  constructor(private readonly db: Database) {}

  /**
   * The leaderboard of the real bots, or of the practice ones: a row for each bot with an answer, by total.
   * Its cost depends on bots and categories only, not on how much was run. A row that says the same as at the last
   * reading is the same object: rows are never changed in place.
   */
  read(practice: boolean): Board {
    const categories = this.db.all<Board['categories'][number]>(
      'SELECT id, title, points, prompts FROM category WHERE current = 1 ORDER BY position',
    );
    const bots = this.db.all<BotRow>(
      `SELECT bot.id, name, server, model_id, model, parameters, practice, tokens, seconds, ttft, answers, logged, cells
       FROM bot JOIN board_speed ON board_speed.bot_id = bot.id WHERE deleted_at IS NULL AND practice = ?`,
      Number(practice),
    );
    const rows = (practice ? this.practiceRows : this.realRows).of(bots, categories);
    rows.sort((a, b) => b.total - a.total || a.bot.localeCompare(b.bot));
    return { practice, categories, rows };
  }

  /**
   * How the totals of some bots came about, oldest first: after each score that was given, the points of the latest
   * score at each prompt's current version, added up. Scores that were taken back are left out.
   */
  history(botIds: number[]): { botId: number; steps: { at: string; total: number }[] }[] {
    const rows = this.db.all<{ bot_id: number; prompt: string; run_id: number; points: number; at: string }>(
      `SELECT run.bot_id, run.category_id || '/' || run.prompt_id AS prompt, run.id AS run_id, score.points,
         score.created_at AS at
       FROM score JOIN run ON run.id = score.run_id
       JOIN prompt ON prompt.category_id = run.category_id AND prompt.id = run.prompt_id
         AND prompt.hash = run.prompt_hash AND prompt.current = 1
       JOIN category ON category.id = run.category_id AND category.current = 1
       WHERE run.bot_id IN (SELECT value FROM json_each(?)) AND run.status = 'complete' AND score.voided_at IS NULL
       ORDER BY score.id`,
      JSON.stringify(botIds),
    );
    return botIds.map((botId) => {
      const latest = new Map<string, { runId: number; points: number }>();
      let total = 0;
      const steps: { at: string; total: number }[] = [];
      for (const row of rows) {
        const before = latest.get(row.prompt);
        // A score for an older answer does not count once a newer answer has one.
        if (row.bot_id !== botId || (before && before.runId > row.run_id)) continue;
        latest.set(row.prompt, { runId: row.run_id, points: row.points });
        total += row.points - (before?.points ?? 0);
        steps.push({ at: row.at, total });
      }
      return { botId, steps };
    });
  }

  /** All runs of a bot without their texts, newest first, each with the score that counts for it. */
  runs(botId: number): RunSummary[] {
    return this.db
      .all<SummaryRow>(
        `SELECT run.id, run.category_id, run.prompt_id, prompt.title, prompt.current, run.status, run.error, run.stats,
           run.flags, run.request, run.runtime, rig.facts AS rig, run.raw_log, run.started_at, score.points, score.max, score.note,
           score.rubric, score.source, score.created_at AS scored_at
         FROM run
         LEFT JOIN rig ON rig.id = run.rig_id
         LEFT JOIN prompt ON prompt.category_id = run.category_id AND prompt.id = run.prompt_id AND prompt.hash = run.prompt_hash
         LEFT JOIN score ON score.id = (SELECT MAX(id) FROM score WHERE run_id = run.id AND voided_at IS NULL)
         WHERE run.bot_id = ? ORDER BY run.id DESC`,
        botId,
      )
      .map(toSummary);
  }

  /** Whether there is anything to show on that board. */
  has(practice: boolean): boolean {
    return (
      this.db.get(
        'SELECT 1 AS found FROM board_speed JOIN bot ON bot.id = bot_id WHERE deleted_at IS NULL AND practice = ? LIMIT 1',
        Number(practice),
      ) !== undefined
    );
  }
}

function toSummary(row: SummaryRow): RunSummary {
  return {
    runId: row.id,
    categoryId: row.category_id,
    promptId: row.prompt_id,
    prompt: row.title ?? row.prompt_id,
    current: row.current === 1,
    status: row.status as RunSummary['status'],
    error: row.error,
    stats: JSON.parse(row.stats) as RunSummary['stats'],
    flags: JSON.parse(row.flags) as RunSummary['flags'],
    parameters: (JSON.parse(row.request) as RunRequest).parameters,
    runtime: row.runtime === null ? null : (JSON.parse(row.runtime) as RuntimeInfo),
    rig: row.rig === null ? null : (JSON.parse(row.rig) as Rig),
    hasRawLog: row.raw_log !== null,
    startedAt: row.started_at,
    score:
      row.points === null
        ? null
        : {
            points: row.points,
            max: row.max ?? 0,
            note: row.note ?? '',
            rubric: JSON.parse(row.rubric ?? '{}') as Record<string, number>,
            source: row.source as 'hand' | 'automatic' | 'judge',
            at: row.scored_at ?? '',
          },
  };
}
