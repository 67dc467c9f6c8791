import type { Board } from '../model/board';
import type { PaceEntry } from '../model/pace';
import type { RunRequest, RunSummary, RuntimeInfo } from '../model/run';
import type { Rig } from '../model/rig';
import { BoardRows, type RankedBot } from './boardRows';
import type { Database } from './database';
import { toCounting, type CountingColumns } from './scores';
import { ledgerRevision } from './standing';
import { totalSteps, type LedgerRow, type TotalStep } from './totalSteps';

type SummaryRow = {
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
  origin: string;
  started_at: string;
  note: string | null;
  scored_at: string | null;
  tier: string;
  missing: string;
} & { [K in keyof CountingColumns]: CountingColumns[K] | null };

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
    const bots = this.db.all<RankedBot>(
      `SELECT bot.id, name, server, model_id, model, parameters, practice, tokens, seconds, ttft, proof, cells
       FROM bot JOIN board_row ON board_row.bot_id = bot.id JOIN board_speed ON board_speed.bot_id = bot.id
       JOIN board_proof ON board_proof.bot_id = bot.id WHERE deleted_at IS NULL AND practice = ?`,
      Number(practice),
    );
    const rows = (practice ? this.practiceRows : this.realRows).of(bots, categories);
    rows.sort((a, b) => b.total - a.total || a.bot.localeCompare(b.bot));
    return { practice, categories, rows };
  }

  /**
   * How the totals of some bots came about, oldest first: the total after each entry of the ledger, by the same rule as
   * the board, so that the last step is the board's total. Entries that were taken back are left out.
   */
  history(botIds: number[]): { botId: number; steps: TotalStep[] }[] {
    const rows = this.db.all<LedgerRow>(
      `SELECT score.*, run.bot_id, run.category_id || '/' || run.prompt_id AS prompt, run.started_at, prompt.rubric AS items
       FROM live_score AS score JOIN run ON run.id = score.run_id
       JOIN prompt ON prompt.category_id = run.category_id AND prompt.id = run.prompt_id
         AND prompt.hash = run.prompt_hash AND prompt.current = 1
       JOIN category ON category.id = run.category_id AND category.current = 1
       WHERE run.bot_id IN (SELECT value FROM json_each(?)) AND run.status = 'complete' AND score.source <> 'proposed'
       ORDER BY score.created_at, score.id`,
      JSON.stringify(botIds),
    );
    const ofBot = Map.groupBy(rows, (row) => row.bot_id);
    return botIds.map((botId) => ({ botId, steps: totalSteps(ofBot.get(botId) ?? []) }));
  }

  /** All runs of a bot without their texts, newest first, each with the score that counts for it. */
  runs(botId: number): RunSummary[] {
    return this.db
      .all<SummaryRow>(
        `SELECT run.id, run.category_id, run.prompt_id, prompt.title, prompt.current, run.status, run.error, run.stats,
           run.flags, run.request, run.runtime, rig.facts AS rig, run.raw_log, run.origin, run.started_at, counted.*, score.note,
           score.created_at AS scored_at, trust.tier, trust.missing
         FROM run JOIN run_trust AS trust ON trust.run_id = run.id
         LEFT JOIN rig ON rig.id = run.rig_id
         LEFT JOIN prompt ON prompt.category_id = run.category_id AND prompt.id = run.prompt_id AND prompt.hash = run.prompt_hash
         LEFT JOIN run_score AS counted ON counted.run_id = run.id
         LEFT JOIN score ON score.id = counted.score_id
         WHERE run.bot_id = ? ORDER BY run.id DESC`,
        botId,
      )
      .map(toSummary);
  }

  /** A person's latest entries of the ledger, oldest first, from which the person's pace is told. */
  paceEntries(): PaceEntry[] {
    return this.db.all<PaceEntry & Record<string, number | string>>(
      `SELECT * FROM (
         SELECT id, run_id AS runId, created_at AS at,
           MAX(1, (SELECT COUNT(*) FROM json_each(rubric))) AS items
         FROM score WHERE source = 'hand' ORDER BY id DESC LIMIT 300
       ) ORDER BY id`,
    );
  }

  /** See `ledgerRevision`. */
  revision(): number {
    return ledgerRevision(this.db);
  }

  /** Whether there is anything to show on that board. */
  has(practice: boolean): boolean {
    return (
      this.db.get(
        'SELECT 1 AS found FROM board_row JOIN bot ON bot.id = bot_id WHERE deleted_at IS NULL AND practice = ? LIMIT 1',
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
    origin: row.origin as RunSummary['origin'],
    hasRawLog: row.raw_log !== null,
    tier: row.tier as RunSummary['tier'],
    missing: JSON.parse(row.missing) as RunSummary['missing'],
    startedAt: row.started_at,
    score: row.score_id === null ? null : scoreOf(row, row.score_id),
  };
}

function scoreOf(row: SummaryRow, scoreId: number): NonNullable<RunSummary['score']> {
  const { scoreId: _, ...counting } = toCounting({ ...(row as CountingColumns), score_id: scoreId });
  return { ...counting, note: row.note ?? '', at: row.scored_at ?? '' };
}
