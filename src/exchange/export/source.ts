import type { CountingScore } from '../../model/score';
import type { Store } from '../../store';
import { Annotations } from './annotations';
import type { ExportBot, ExportCategory, ExportPrompt, ExportRun, ExportScore } from './document';
import type { ExportRequest } from './request';

type Row = Record<string, string | number | null>;

const inScope = `practice <= ?1 AND (?2 IS NULL OR bot_id IN (SELECT value FROM json_each(?2)))
  AND (?3 IS NULL OR category_id IN (SELECT value FROM json_each(?3))) AND status <> 'running'`;

/** Reads what an export is about, in one view of the database, a row at a time. */
export class ExportSource {
  private readonly botIds: string | null;
  private readonly categoryIds: string | null;
  private readonly practice: number;

  constructor(
    private readonly store: Store,
    private readonly request: ExportRequest,
  ) {
    const { view } = request;
    this.botIds = view ? JSON.stringify(view.botIds) : null;
    this.categoryIds = view ? JSON.stringify(view.categoryIds) : null;
    this.practice = Number(view !== undefined || request.practice === true);
  }

  /** How many runs there are to export. */
  countRuns(): number {
    const { database } = this.store;
    return (
      database.get<{ runs: number }>(`SELECT COUNT(*) AS runs FROM run WHERE ${inScope}`, ...this.scope)?.runs ?? 0
    );
  }

  /** Deleted bots too where everything is exported; those of a view in its order. */
  bots(): ExportBot[] {
    const rows = this.store.database.all<Row>(
      'SELECT * FROM bot WHERE practice <= ?1 AND (?2 IS NULL OR id IN (SELECT value FROM json_each(?2))) ORDER BY id',
      this.practice,
      this.botIds,
    );
    const bots = rows.map(toBot);
    const order = this.request.view?.botIds;
    return order ? bots.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id)) : bots;
  }

  /** Categories with all versions of their prompts; those of a view in its order. */
  categories(): ExportCategory[] {
    const { database } = this.store;
    const versions = new Map<string, ExportPrompt[]>();
    for (const row of database.all<Row>('SELECT * FROM prompt ORDER BY category_id, position, id, seen_at, hash')) {
      const id = String(row['category_id']);
      const own = versions.get(id);
      if (own) own.push(toPrompt(row));
      else versions.set(id, [toPrompt(row)]);
    }
    const order = this.request.view?.categoryIds;
    return database
      .all<Row>('SELECT * FROM category ORDER BY position, id')
      .map((row) => toCategory(row, versions.get(String(row['id'])) ?? []))
      .filter((category) => !order || order.includes(category.id))
      .sort((a, b) => (order ? order.indexOf(a.id) - order.indexOf(b.id) : 0));
  }

  /** Finished runs, oldest first, each with its ledger. */
  *runs(): Generator<ExportRun> {
    const { handle } = this.store.database;
    const annotations = new Annotations(this.store.database);
    const scores = handle.prepare('SELECT * FROM score ORDER BY run_id, id').iterate() as Iterator<Row>;
    let score = scores.next();
    const rows = handle
      .prepare(
        `SELECT run.*, rig.facts AS rig, answer.text, answer.reasoning
        FROM run LEFT JOIN answer ON answer.run_id = run.id LEFT JOIN rig ON rig.id = run.rig_id
        WHERE ${inScope} ORDER BY run.id`,
      )
      .iterate(...this.scope) as Iterable<Row>;
    for (const row of rows) {
      const notes = annotations.of(Number(row['id']));
      const ledger: ExportScore[] = [];
      while (!score.done && Number(score.value['run_id']) <= Number(row['id'])) {
        if (score.value['run_id'] === row['id'])
          ledger.push({ ...toScore(score.value), sheet: notes.sheets.get(Number(score.value['id'])) ?? null });
        score = scores.next();
      }
      yield { ...toRun(row), scores: ledger, remarks: notes.remarks, corrections: notes.corrections };
    }
    scores.return?.();
  }

  /** The points of a run that count, and who gave them; null where nobody has given any. */
  counting(runId: number): CountingScore | null {
    return this.store.scores.counting(runId);
  }

  private get scope(): [number, string | null, string | null] {
    return [this.practice, this.botIds, this.categoryIds];
  }
}

function toBot(row: Row): ExportBot {
  return {
    id: Number(row['id']),
    name: String(row['name']),
    server: String(row['server']),
    modelId: String(row['model_id']),
    parameters: parse(row['parameters']),
    fileName: String(row['file_name']),
    origin: row['origin'] as ExportBot['origin'],
    practice: row['practice'] === 1,
    deletedAt: text(row['deleted_at']),
    createdAt: String(row['created_at']),
    notes: String(row['notes']),
    model: parse(row['model']),
  };
}

function toCategory(row: Row, versions: ExportPrompt[]): ExportCategory {
  return {
    id: String(row['id']),
    title: String(row['title']),
    version: Number(row['version']),
    position: Number(row['position']),
    points: Number(row['points']),
    prompts: Number(row['prompts']),
    current: row['current'] === 1,
    versions,
  };
}

function toPrompt(row: Row): ExportPrompt {
  return {
    id: String(row['id']),
    hash: String(row['hash']),
    title: String(row['title']),
    position: Number(row['position']),
    points: Number(row['points']),
    text: String(row['text']),
    system: text(row['system']),
    rubric: parse(row['rubric']),
    current: row['current'] === 1,
    seenAt: String(row['seen_at']),
  };
}

function toRun(row: Row): Omit<ExportRun, 'scores' | 'remarks' | 'corrections'> {
  return {
    id: Number(row['id']),
    botId: Number(row['bot_id']),
    categoryId: String(row['category_id']),
    promptId: String(row['prompt_id']),
    promptHash: String(row['prompt_hash']),
    request: parse(row['request']),
    status: row['status'] as ExportRun['status'],
    errorCode: row['error_code'] as ExportRun['errorCode'],
    error: text(row['error']),
    text: text(row['text']) ?? '',
    reasoning: text(row['reasoning']) ?? '',
    stats: parse(row['stats']),
    flags: parse(row['flags']),
    model: parse(row['model']),
    runtime: parse(row['runtime']),
    rig: parse(row['rig']),
    provenance: parse(row['provenance']),
    record: row['record'] === '{}' ? null : parse(row['record']),
    practice: row['practice'] === 1,
    output: text(row['output']),
    rawLog: text(row['raw_log']),
    logDigest:
      text(row['log_sha256']) === null ? null : { bytes: Number(row['log_bytes']), sha256: String(row['log_sha256']) },
    startedAt: String(row['started_at']),
    finishedAt: text(row['finished_at']),
  };
}

function toScore(row: Row): Omit<ExportScore, 'sheet'> {
  return {
    points: Number(row['points']),
    max: Number(row['max']),
    rubric: parse(row['rubric']),
    parts: parse(row['parts']),
    whole: row['whole'] === 1,
    extra: Number(row['extra']),
    note: String(row['note']),
    source: row['source'] as ExportScore['source'],
    by: String(row['given_by']),
    evidence: parse(row['evidence']),
    createdAt: String(row['created_at']),
    voidedAt: text(row['voided_at']),
  };
}

function text(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** A JSON column; null stays null where the column allows it. */
function parse<T>(value: string | number | null | undefined): T {
  return (value === null || value === undefined ? null : JSON.parse(String(value))) as T;
}
