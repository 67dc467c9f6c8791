import { said, SaidError } from '../../l10n/said';
import { createHash } from 'node:crypto';
import { importedFrom, type Provenance } from '../../model/provenance';
import type { Database } from '../../store/database';
import { rigId } from '../../store/runs';
import { recompute } from '../../store/standing';
import type { ExportRun } from '../export/document';
import { importLedger } from './ledger';
import { importCorrections, importRemarks } from './remarks';
import type { ImportedBots } from './bots';

interface KnownRun {
  id: number;
  request: string;
  text: string | null;
  reasoning: string | null;
}

/** Where an import comes from, and when. */
export interface Source {
  name: string;
  /** ISO 8601, UTC. */
  at: string;
}

/** Adds the runs of a document that are not known yet, and the entries of their ledgers. */
export class RunImporter {
  readonly counts = { runsAdded: 0, runsKnown: 0, scoresAdded: 0, scoresKnown: 0 };
  private readonly isBlank: boolean;
  private readonly matched = new Set<number>();
  private readonly touched = new Map<string, [number, string, string]>();

  constructor(
    private readonly db: Database,
    private readonly bots: ImportedBots,
    private readonly from: Source,
    /** Whether runs take over their numbers, and with them the names of their logs; see `keepsNumbers`. */
    private readonly keepsNumbers: boolean,
  ) {
    this.isBlank = db.get('SELECT 1 AS any FROM run LIMIT 1') === undefined;
  }

  /** @returns the run's number here, and whether it is new */
  take(run: ExportRun): { id: number; added: boolean } {
    const botId = this.bots.ids.get(run.botId);
    if (botId === undefined)
      throw new SaidError(said`The file was changed while it was read: bot ${run.botId} is gone.`);
    const known = this.isBlank ? undefined : this.find(run, botId);
    const id = known ?? this.add(run, botId);
    this.matched.add(id);
    if (known === undefined) this.counts.runsAdded++;
    else this.counts.runsKnown++;
    if (known === undefined) importCorrections(this.db, id, run.corrections);
    const { numbers } = importRemarks(this.db, id, run.remarks);
    const { added } = importLedger(this.db, id, run.scores, numbers);
    this.counts.scoresAdded += added;
    this.counts.scoresKnown += run.scores.length - added;
    if (known === undefined || added > 0)
      this.touched.set(`${botId}/${run.categoryId}/${run.promptId}`, [botId, run.categoryId, run.promptId]);
    return { id, added: known === undefined };
  }

  /** Works the board out anew for what has changed since the last time. */
  settle(): void {
    for (const key of this.touched.values()) recompute(this.db, ...key);
    this.touched.clear();
  }

  /** The same run here: same bot, prompt, time, request and answer. */
  private find(run: ExportRun, botId: number): number | undefined {
    const fingerprint = digest(JSON.stringify(run.request), run.text, run.reasoning);
    return this.db
      .all<KnownRun>(
        `SELECT run.id, request, text, reasoning FROM run LEFT JOIN answer ON answer.run_id = run.id
         WHERE bot_id = ? AND category_id = ? AND prompt_id = ? AND prompt_hash = ? AND started_at = ? AND status = ?`,
        botId,
        run.categoryId,
        run.promptId,
        run.promptHash,
        run.startedAt,
        run.status,
      )
      .find(
        (known) =>
          !this.matched.has(known.id) && digest(known.request, known.text ?? '', known.reasoning ?? '') === fingerprint,
      )?.id;
  }

  private add(run: ExportRun, botId: number): number {
    const { stats } = run;
    const keepsNumber =
      this.keepsNumbers &&
      (this.isBlank || this.db.get('SELECT 1 AS taken FROM run WHERE id = ?', run.id) === undefined);
    const keepsOutput = keepsNumber || this.bots.sameFiles.has(run.botId);
    const { id } = this.db.run(
      `INSERT INTO run (id, bot_id, category_id, prompt_id, prompt_hash, status, error_code, error, completion_tokens,
         tokens_per_second, ttft, provenance, flags, stats, request, model, runtime, rig_id, output, raw_log, log_bytes, log_sha256, started_at, finished_at, record)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      keepsNumber ? run.id : null,
      botId,
      run.categoryId,
      run.promptId,
      run.promptHash,
      run.status,
      run.errorCode,
      run.error,
      stats.completionTokens,
      stats.tokensPerSecond,
      stats.timeToFirstTokenSeconds,
      JSON.stringify(provenanceHere(run, this.from)),
      JSON.stringify(run.flags),
      JSON.stringify(stats),
      JSON.stringify(run.request),
      run.model === null ? null : JSON.stringify(run.model),
      run.runtime === null ? null : JSON.stringify(run.runtime),
      run.rig === null ? null : rigId(this.db, run.rig),
      // Logs are named by the run's number, which is another one here: that log would be another run's.
      keepsOutput ? run.output : null,
      keepsNumber ? run.rawLog : null,
      keepsNumber ? (run.logDigest?.bytes ?? null) : null,
      keepsNumber ? (run.logDigest?.sha256 ?? null) : null,
      run.startedAt,
      run.finishedAt,
      JSON.stringify(run.record ?? {}),
    );
    this.db.run('INSERT INTO answer (run_id, text, reasoning) VALUES (?, ?, ?)', id, run.text, run.reasoning);
    return id;
  }
}

function provenanceHere(run: ExportRun, { name, at }: Source): Provenance {
  const told = (run.provenance as Provenance | null) ?? { origin: 'measured' };
  // The two may contradict each other in a file that was tampered with: practice is what never mixes.
  const was: Provenance = run.practice
    ? { origin: 'practice' }
    : told.origin === 'practice'
      ? { origin: 'measured' }
      : told;
  return importedFrom(was, name, at);
}

function digest(...texts: string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:`).update(text);
  return hash.digest('base64');
}
