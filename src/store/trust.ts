import { hardwareTag } from '../model/hardware';
import type { Rig } from '../model/rig';
import type { MissingFact, Tier } from '../model/tier';
import type { Database } from './database';
import { rigId } from './runs';
import { recomputeProof, touchLedger } from './standing';
import { brokenLink } from './logChain';

/** A row of `run_trust`: what a result rests on, and what it lacks. Names as in the database. */
export interface RunTrust {
  run_id: number;
  bot_id: number;
  category_id: string;
  prompt_id: string;
  origin: string;
  model: string | null;
  quantization: string | null;
  format: string | null;
  architecture: string | null;
  context: number | null;
  runtime: string | null;
  runtime_version: string | null;
  hardware: string | null;
  llp: string | null;
  started_at: string;
  log_bytes: number | null;
  log_sha256: string | null;
  raw_log: string | null;
  /** `greedy`, or `variant` and the parameters. */
  variant: string;
  tier: Tier;
  missing: MissingFact[];
}

/** A row of `public_result`: the latest published answer to a prompt, with its points where it is settled. */
export interface PublicResult extends RunTrust {
  slug: string;
  benchmark: string;
  prompt_title: string;
  prompt_points: number;
  points: number | null;
  max: number | null;
  settled: number | null;
  /** 1 for the latest of its key; older ones follow. */
  age: number;
  /** Where its log was published; null where it was not. */
  log_url: string | null;
}

/** A row of `public_benchmark`. */
export interface PublicBenchmark {
  slug: string;
  benchmark: string;
  category_id: string;
  model: string;
  quantization: string;
  runtime: string;
  runtime_version: string;
  hardware: string;
  variant: string;
  points: number;
  max: number;
  given: number;
  proven: number;
  accepted: number;
  prompts: number;
  tested_at: string;
  tier: Tier;
  llp: string;
  format: string | null;
  architecture: string | null;
  /** JSON: a `Rig`. */
  rig: string;
  /** Where all of its logs were published; null where they were not, or at several places. */
  log_url: string | null;
  /** JSON: an object a prompt. */
  per_subtask_json: string;
}

/** A row of `public_speed`: one answer that was timed. */
export interface SpeedEvidence {
  run_id: number;
  model: string | null;
  quantization: string | null;
  format: string | null;
  runtime: string | null;
  runtime_version: string | null;
  hardware: string | null;
  /** JSON: a `Rig`. */
  rig: string | null;
  llp: string | null;
  origin: 'measured' | 'imported';
  /** 1 where it was run again and agreed, 0 where it did not. */
  agreed: number | null;
  started_at: string;
  log_kept: number | null;
  tokens_per_second: number;
  /** `server` or `measured`. */
  source: string | null;
  seconds_to_first_token: number | null;
}

export interface Verification {
  runId: number;
  rerunId: number;
  /** ISO 8601, UTC. */
  at: string;
  /** Null where the two could not be compared. */
  agreed: boolean | null;
  /** What differs, in sentences. */
  differences: string[];
}

type Stored<T> = Omit<T, 'missing'> & { missing: string };

/** What results rest on. Everything that is published is read here, from the views of the trust gate. */
export class TrustStore {
  constructor(private readonly db: Database) {}

  of(runId: number): RunTrust | null {
    const row = this.db.get<Stored<RunTrust>>('SELECT * FROM run_trust WHERE run_id = ?', runId);
    return row ? withList(row) : null;
  }

  /** What the answers of a bot that count rest on, of one category or all. */
  counting(botId: number, categoryId?: string): RunTrust[] {
    return this.db
      .all<Stored<RunTrust>>(
        `SELECT t.* FROM standing JOIN run_trust AS t ON t.run_id = standing.answered_run
         WHERE standing.bot_id = ?1 AND (?2 IS NULL OR standing.category_id = ?2)
         ORDER BY standing.category_id, standing.prompt_id`,
        botId,
        categoryId ?? null,
      )
      .map(withList);
  }

  /** Every edition of every benchmark, oldest first. */
  editions(): { slug: string; title: string; prompts: number; seenAt: string; current: boolean }[] {
    return this.db
      .all<{ slug: string; title: string; prompts: string; seen_at: string; current: number }>(
        `SELECT e.slug, COALESCE(c.title, e.category_id) AS title, e.prompts, e.seen_at,
           COALESCE(c.slug = e.slug AND c.current = 1, 0) AS current
         FROM benchmark_edition AS e LEFT JOIN category AS c ON c.id = e.category_id ORDER BY e.seen_at, e.slug`,
      )
      .map(({ slug, title, prompts, seen_at: seenAt, current }) => ({
        slug,
        title,
        prompts: Object.keys(JSON.parse(prompts) as object).length,
        seenAt,
        current: current === 1,
      }));
  }

  /** Remembers where the logs of runs were published, as they are now. */
  published(runs: readonly number[], url: string, isPublic: boolean, at: string): void {
    this.db.transaction(() => {
      for (const id of runs)
        this.db.run(
          `INSERT INTO publication (run_id, url, public, log_sha256, at)
           SELECT id, ?, ?, log_sha256, ? FROM run WHERE id = ? AND log_sha256 IS NOT NULL`,
          url,
          Number(isPublic),
          at,
          id,
        );
      touchLedger(this.db);
    });
  }

  /** Runs that lack nothing, oldest first. */
  publicRuns(): RunTrust[] {
    return this.db.all<Stored<RunTrust>>('SELECT * FROM public_run ORDER BY run_id').map(withList);
  }

  /** The latest of each key, and with `history` the earlier ones too. */
  publicResults({ history = false } = {}): PublicResult[] {
    return this.db
      .all<Stored<PublicResult>>(
        `SELECT * FROM public_result WHERE age = 1 OR ?1 ORDER BY slug, model, quantization, runtime, hardware, variant,
           prompt_id, age`,
        Number(history),
      )
      .map(withList);
  }

  /** Whole benchmarks: greedy ones, or the variants of them that were run otherwise. */
  publicBenchmarks(kind: 'greedy' | 'variants'): PublicBenchmark[] {
    return this.db.all<PublicBenchmark>(
      `SELECT * FROM public_benchmark WHERE (variant = 'greedy') = ?1
       ORDER BY slug, points / max DESC, model, quantization, runtime, hardware`,
      Number(kind === 'greedy'),
    );
  }

  /** Every answer whose speed was measured, whatever else is not known of it. */
  speeds(): SpeedEvidence[] {
    return this.db.all<SpeedEvidence>(
      'SELECT * FROM public_speed ORDER BY model, quantization, runtime, hardware, run_id',
    );
  }

  verifications(runId: number): Verification[] {
    return this.db
      .all<{ run_id: number; rerun_id: number; at: string; agreed: number | null; outcome: string }>(
        'SELECT * FROM verification WHERE run_id = ? ORDER BY id DESC',
        runId,
      )
      .map((row) => ({
        runId: row.run_id,
        rerunId: row.rerun_id,
        at: row.at,
        agreed: row.agreed === null ? null : row.agreed === 1,
        differences: JSON.parse(row.outcome) as string[],
      }));
  }

  /** Writes down what came of running a result again, whatever it was. */
  verified({ runId, rerunId, at, agreed, differences }: Verification): void {
    this.db.transaction(() => {
      this.db.run(
        'INSERT INTO verification (run_id, rerun_id, at, agreed, outcome) VALUES (?, ?, ?, ?, ?)',
        runId,
        rerunId,
        at,
        agreed === null ? null : Number(agreed),
        JSON.stringify(differences),
      );
      this.reprove('id = ?', runId);
    });
  }

  /** States the machine that a server runs on; past runs that know none get it too. */
  stateRig(server: string, rig: Rig, at: string): void {
    this.db.transaction(() => {
      this.put(server, '', 'rig', JSON.stringify(rig), at);
      this.db.run(
        `UPDATE run SET rig_id = ? WHERE rig_id IS NULL AND request ->> 'server' = ? AND origin = 'measured'`,
        rigId(this.db, rig),
        server,
      );
      this.reprove(`request ->> 'server' = ?`, server);
    });
  }

  /** States what a server does not: its runtime, or the quantization of a model on it. */
  state(server: string, modelId: string, what: 'runtime' | 'quantization', value: string, at: string): void {
    this.db.transaction(() => {
      this.put(server, modelId, what, value, at);
      this.reprove(`request ->> 'server' = ?`, server);
    });
  }

  statedRig(server: string): Rig | null {
    const row = this.db.get<{ value: string }>(
      `SELECT value FROM stated WHERE server = ? AND model_id = '' AND what = 'rig'`,
      server,
    );
    return row ? (JSON.parse(row.value) as Rig) : null;
  }

  /** The run at which the chain of the logs' checksums is broken; null where it holds. */
  brokenLink(): number | null {
    return brokenLink(this.db);
  }

  /** Gives machines of older versions their short names. */
  nameRigs(): void {
    const unnamed = this.db.all<{ id: number; facts: string }>('SELECT id, facts FROM rig WHERE tag IS NULL');
    const named = unnamed.flatMap(({ id, facts }) => {
      const tag = hardwareTag(JSON.parse(facts) as Rig);
      return tag === null ? [] : [{ id, tag }];
    });
    if (named.length === 0) return;
    this.db.transaction(() => {
      for (const { id, tag } of named) this.db.run('UPDATE rig SET tag = ? WHERE id = ?', tag, id);
      this.reprove('rig_id IN (SELECT value FROM json_each(?))', JSON.stringify(named.map(({ id }) => id)));
    });
  }

  private put(server: string, modelId: string, what: string, value: string, at: string): void {
    this.db.run(
      'INSERT OR REPLACE INTO stated (server, model_id, what, value, stated_at) VALUES (?, ?, ?, ?, ?)',
      server,
      modelId,
      what,
      value,
      at,
    );
  }

  private reprove(where: string, value: string | number): void {
    for (const { bot_id: botId } of this.db.all<{ bot_id: number }>(
      `SELECT DISTINCT bot_id FROM run WHERE ${where} AND bot_id IN (SELECT bot_id FROM board_proof)`,
      value,
    ))
      recomputeProof(this.db, botId);
    touchLedger(this.db);
  }
}

function withList<T extends Stored<RunTrust>>(row: T): Omit<T, 'missing'> & { missing: MissingFact[] } {
  return { ...row, missing: JSON.parse(row.missing) as MissingFact[] };
}
