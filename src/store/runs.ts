import { said, SaidError } from '../l10n/said';
import type { Run, RunFlag, RunRequest, RunStats, RunStatus, RuntimeInfo } from '../model/run';
import type { Rig } from '../model/rig';
import type { RunRecord } from '../model/record';
import { hardwareTag } from '../model/hardware';
import type { LogDigest, Provenance } from '../model/provenance';
import type { ModelInfo, ServerErrorCode } from '../model/server';
import type { Database } from './database';
import { linkLog } from './logChain';
import { recompute } from './standing';

interface RunRow {
  id: number;
  bot_id: number;
  category_id: string;
  prompt_id: string;
  prompt_hash: string;
  status: string;
  error_code: string | null;
  error: string | null;
  provenance: string;
  record: string;
  flags: string;
  stats: string;
  request: string;
  model: string | null;
  runtime: string | null;
  rig: string | null;
  output: string | null;
  raw_log: string | null;
  log_bytes: number | null;
  log_sha256: string | null;
  started_at: string;
  finished_at: string | null;
  text: string | null;
  reasoning: string | null;
}

/** A bot's latest complete answer to a prompt, and the scored one, which may be an earlier one. */
export interface LatestAnswer {
  runId: number;
  scoredRun: number | null;
  points: number | null;
  /** Points of the scored answer that nobody has settled; null where there is none. */
  open: number | null;
}

/** What tells an answer in a list, with the points that count. */
export type RunFacts = Pick<Run, 'id' | 'startedAt' | 'status' | 'output'> & {
  practice: boolean;
  points: number | null;
  max: number | null;
};

export type NewRun = Pick<
  Run,
  | 'botId'
  | 'categoryId'
  | 'promptId'
  | 'promptHash'
  | 'request'
  | 'model'
  | 'provenance'
  | 'rawLog'
  | 'startedAt'
  | 'stats'
>;
export type FinishedRun = Pick<
  Run,
  'status' | 'errorCode' | 'error' | 'text' | 'reasoning' | 'stats' | 'flags' | 'model' | 'runtime' | 'finishedAt'
> & { rig?: Rig | null; logDigest?: LogDigest | null; record?: RunRecord | null };

const select = `SELECT run.*, rig.facts AS rig, answer.text, answer.reasoning
  FROM run LEFT JOIN answer ON answer.run_id = run.id LEFT JOIN rig ON rig.id = run.rig_id`;

export class RunStore {
  constructor(private readonly db: Database) {}

  /** Records that a run has begun, and returns its id. */
  begin(run: NewRun): number {
    return this.db.run(
      `INSERT INTO run (bot_id, category_id, prompt_id, prompt_hash, status, provenance, flags, stats, request, model, raw_log, started_at)
       VALUES (?, ?, ?, ?, 'running', ?, '[]', ?, ?, ?, ?, ?)`,
      run.botId,
      run.categoryId,
      run.promptId,
      run.promptHash,
      JSON.stringify(run.provenance),
      JSON.stringify(run.stats),
      JSON.stringify(run.request),
      json(run.model),
      run.rawLog,
      run.startedAt,
    ).id;
  }

  setRawLog(id: number, rawLog: string): void {
    this.db.run('UPDATE run SET raw_log = ? WHERE id = ?', rawLog, id);
  }

  finish(id: number, end: FinishedRun): Run {
    return this.db.transaction(() => {
      this.db.run(
        `UPDATE run SET status = ?, error_code = ?, error = ?, completion_tokens = ?, tokens_per_second = ?, ttft = ?,
           flags = ?, stats = ?, model = ?, runtime = ?, rig_id = ?, finished_at = ?,
           log_bytes = ?, log_sha256 = ?, log_kept = ?, record = ? WHERE id = ?`,
        end.status,
        end.errorCode,
        end.error,
        end.stats.completionTokens,
        end.stats.tokensPerSecond,
        end.stats.timeToFirstTokenSeconds,
        JSON.stringify(end.flags),
        JSON.stringify(end.stats),
        json(end.model),
        json(end.runtime),
        end.rig ? rigId(this.db, end.rig) : null,
        end.finishedAt,
        end.logDigest?.bytes ?? null,
        end.logDigest?.sha256 ?? null,
        end.logDigest ? 1 : 0,
        JSON.stringify(end.record ?? {}),
        id,
      );
      this.db.run(
        'INSERT OR REPLACE INTO answer (run_id, text, reasoning) VALUES (?, ?, ?)',
        id,
        end.text,
        end.reasoning,
      );
      if (end.logDigest) linkLog(this.db, id, end.logDigest.sha256);
      const run = this.require(id);
      recompute(this.db, run.botId, run.categoryId, run.promptId);
      return run;
    });
  }

  setOutput(id: number, output: string): void {
    this.db.run('UPDATE run SET output = ? WHERE id = ?', output, id);
  }

  /** The newest complete run of a prompt whose answer was saved to this file; null where there is none. */
  latestSavedTo(output: string, promptId: string): Run | null {
    const row = this.db.get<{ id: number }>(
      `SELECT id FROM run WHERE output = ? AND prompt_id = ? AND status = 'complete' ORDER BY id DESC LIMIT 1`,
      output,
      promptId,
    );
    return row ? this.get(row.id) : null;
  }

  /** Whole answers to a prompt that this program has not scored, oldest first. */
  withoutScoreBy(promptId: string, by: string): number[] {
    const rows = this.db.all<{ id: number }>(
      `SELECT id FROM run WHERE prompt_id = ? AND status = 'complete'
       AND NOT EXISTS (SELECT 1 FROM live_score WHERE run_id = run.id AND source = 'automatic'
         AND ', ' || given_by || ', ' LIKE '%, ' || ? || ', %')
       ORDER BY id`,
      promptId,
      by,
    );
    return rows.map(({ id }) => id);
  }

  /** How many of a bot's saved answers in a category were cut off, each the latest to its prompt. */
  cutOf(botId: number, categoryId: string): number {
    const row = this.db.get<{ count: number }>(
      `SELECT COUNT(*) AS count FROM run WHERE bot_id = ? AND category_id = ? AND status = 'truncated' AND output IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM run AS later WHERE later.bot_id = run.bot_id AND later.category_id = run.category_id
         AND later.prompt_id = run.prompt_id AND later.id > run.id AND later.output IS NOT NULL)`,
      botId,
      categoryId,
    );
    return row?.count ?? 0;
  }

  get(id: number): Run | null {
    const row = this.db.get<RunRow>(`${select} WHERE run.id = ?`, id);
    return row ? toRun(row) : null;
  }

  require(id: number): Run {
    const run = this.get(id);
    if (!run) throw new SaidError(said`There is no run with the number ${id}.`);
    return run;
  }

  /** All runs of a bot at a prompt, newest first. */
  history(botId: number, categoryId: string, promptId: string): Run[] {
    return this.db
      .all<RunRow>(
        `${select} WHERE bot_id = ? AND category_id = ? AND prompt_id = ? ORDER BY run.id DESC`,
        botId,
        categoryId,
        promptId,
      )
      .map(toRun);
  }

  /** The latest complete run for each of a bot's prompts, as `category/prompt` → run id. */
  latestByPrompt(botId: number): Map<string, LatestAnswer> {
    const rows = this.db.all<{
      category_id: string;
      prompt_id: string;
      answered_run: number;
      scored_run: number | null;
      points: number | null;
      open: number | null;
    }>(
      `SELECT category_id, prompt_id, answered_run, scored_run, points, max - settled AS open FROM standing
       WHERE bot_id = ?`,
      botId,
    );
    return new Map(
      rows.map((row) => [
        `${row.category_id}/${row.prompt_id}`,
        { runId: row.answered_run, scoredRun: row.scored_run, points: row.points, open: row.open },
      ]),
    );
  }

  /** What answers are told by in a list, by id: by primary key and without the texts, a fraction of a millisecond a screen. */
  facts(ids: number[]): Map<number, RunFacts> {
    if (ids.length === 0) return new Map();
    const rows = this.db.all<Omit<RunFacts, 'practice'> & { practice: number }>(
      `SELECT run.id, started_at AS startedAt, practice, status, output, run_score.points, run_score.max
       FROM json_each(?) AS wanted JOIN run ON run.id = wanted.value LEFT JOIN run_score ON run_score.run_id = run.id`,
      JSON.stringify(ids),
    );
    return new Map(rows.map((row) => [row.id, { ...row, practice: row.practice === 1 }]));
  }

  count(): number {
    return this.db.get<{ runs: number }>('SELECT COUNT(*) AS runs FROM run')?.runs ?? 0;
  }

  /** Marks runs that a closed or killed process left behind. Returns how many there were. */
  closeAbandoned(olderThan: string): number {
    return this.db.run(
      `UPDATE run SET status = 'failed', error = ?, finished_at = started_at WHERE status = 'running' AND started_at < ?`,
      'LLP was closed before the answer was finished; run the prompt again.',
      olderThan,
    ).changes;
  }
}

/** The number of a machine, recorded if it is new. */
export function rigId(db: Database, rig: Rig): number {
  const facts = JSON.stringify(rig);
  const known = db.get<{ id: number }>('SELECT id FROM rig WHERE facts = ?', facts);
  return known?.id ?? db.run('INSERT INTO rig (facts, tag) VALUES (?, ?)', facts, hardwareTag(rig)).id;
}

function json(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

function toRun(row: RunRow): Run {
  return {
    id: row.id,
    botId: row.bot_id,
    categoryId: row.category_id,
    promptId: row.prompt_id,
    promptHash: row.prompt_hash,
    request: JSON.parse(row.request) as RunRequest,
    status: row.status as RunStatus,
    errorCode: row.error_code as ServerErrorCode | null,
    error: row.error,
    text: row.text ?? '',
    reasoning: row.reasoning ?? '',
    stats: JSON.parse(row.stats) as RunStats,
    flags: JSON.parse(row.flags) as RunFlag[],
    model: row.model === null ? null : (JSON.parse(row.model) as ModelInfo),
    runtime: row.runtime === null ? null : (JSON.parse(row.runtime) as RuntimeInfo),
    rig: row.rig === null ? null : (JSON.parse(row.rig) as Rig),
    provenance: JSON.parse(row.provenance) as Provenance,
    record: row.record === '{}' ? null : (JSON.parse(row.record) as RunRecord),
    output: row.output,
    rawLog: row.raw_log,
    logDigest:
      row.log_bytes === null || row.log_sha256 === null ? null : { bytes: row.log_bytes, sha256: row.log_sha256 },
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
