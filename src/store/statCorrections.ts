import type { Run, StatSource } from '../model/run';
import { printedStat, type StatsLine } from '../model/statsLine';
import type { Database } from './database';
import { RunStore } from './runs';
import { recompute } from './standing';

type StatName = keyof StatsLine;
interface Original {
  value: number | string | null;
  source: StatSource;
}

/** Figures of a run that a person has put right. What stood there before is kept, and comes back when it is typed again. */
export class StatCorrectionStore {
  constructor(private readonly db: Database) {}

  /** Replaces figures of a run by those a person gives. Returns the run as it is now. */
  correct(runId: number, changes: Partial<StatsLine>): Run {
    return this.db.transaction(() => {
      const runs = new RunStore(this.db);
      const run = runs.require(runId);
      const stats = { ...run.stats, sources: { ...run.stats.sources } };
      const names = (Object.keys(changes) as StatName[]).filter((name) => changes[name] !== stats[name]);
      for (const name of names) {
        const original = this.original(runId, name) ?? { value: stats[name], source: stats.sources[name] ?? 'unknown' };
        const value = changes[name] ?? null;
        // The header shows rounded figures: typing the old one again brings back the exact value.
        const back = printedStat(name, value) === printedStat(name, original.value);
        Object.assign(stats, { [name]: back ? original.value : value });
        stats.sources[name] = back ? original.source : 'hand';
        this.db.run(
          'INSERT INTO stat_correction (run_id, name, original, value, created_at) VALUES (?, ?, ?, ?, ?)',
          runId,
          name,
          JSON.stringify(original),
          JSON.stringify(value),
          new Date().toISOString(),
        );
      }
      if (names.length > 0) {
        this.db.run(
          'UPDATE run SET stats = ?, completion_tokens = ?, tokens_per_second = ?, ttft = ? WHERE id = ?',
          JSON.stringify(stats),
          stats.completionTokens,
          stats.tokensPerSecond,
          stats.timeToFirstTokenSeconds,
          runId,
        );
        recompute(this.db, run.botId, run.categoryId, run.promptId);
      }
      return runs.require(runId);
    });
  }

  private original(runId: number, name: StatName): Original | null {
    const row = this.db.get<{ original: string }>(
      'SELECT original FROM stat_correction WHERE run_id = ? AND name = ? ORDER BY id LIMIT 1',
      runId,
      name,
    );
    return row ? (JSON.parse(row.original) as Original) : null;
  }
}
