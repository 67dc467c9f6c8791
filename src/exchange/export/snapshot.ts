import type { SQLInputValue } from 'node:sqlite';
import { rigLine } from '../../model/rig';
import type { CountingScore } from '../../model/score';
import type { ExportContext } from './context';
import type { ExportBot, ExportCategory, ExportRun } from './document';
import { snapshotIndexes, snapshotSchema } from './snapshotSchema';

type Insert = (table: string, values: SQLInputValue[]) => void;

const every = 50;

/**
 * Writes the database that a shared report carries into a new file: what is exported and nothing else. Yields now and
 * then, to let other work in.
 */
export async function* writeSnapshot(file: string, { source, boards, ran }: ExportContext): AsyncGenerator<void> {
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;');
    db.exec(snapshotSchema);
    const statements = new Map<string, ReturnType<typeof db.prepare>>();
    const insert: Insert = (table, values) => {
      let statement = statements.get(table);
      if (!statement) {
        statement = db.prepare(`INSERT INTO ${table} VALUES (${values.map(() => '?').join(', ')})`);
        statements.set(table, statement);
      }
      statement.run(...values);
    };
    db.exec('BEGIN');
    const shown = new Set(boards.flatMap((board) => board.rows.map((row) => row.botId)));
    for (const category of source.categories()) insertCategory(insert, category);
    for (const bot of source.bots()) if (shown.has(bot.id)) insertBot(insert, bot);
    let count = 0;
    for (const run of source.runs()) {
      if (shown.has(run.botId)) insertRun(insert, run, source.counting(run.id));
      ran();
      if (++count % every === 0) yield;
    }
    db.exec('COMMIT');
    db.exec(snapshotIndexes);
  } finally {
    db.close();
  }
}

function insertCategory(insert: Insert, category: ExportCategory): void {
  insert('category', [category.id, category.title, category.position, category.points, category.prompts]);
  for (const prompt of category.versions) {
    insert('prompt', [
      category.id,
      prompt.id,
      prompt.hash,
      prompt.title,
      prompt.position,
      prompt.points,
      prompt.text,
      prompt.system,
      JSON.stringify(prompt.rubric),
      Number(prompt.current),
    ]);
  }
}

function insertBot(insert: Insert, bot: ExportBot): void {
  const { model } = bot;
  insert('bot', [
    bot.id,
    bot.name,
    bot.modelId,
    bot.server,
    model?.quantization ?? null,
    model?.architecture ?? null,
    model?.format ?? null,
    model?.parameters ?? null,
    model?.sizeBytes ?? null,
    bot.parameters.temperature ?? null,
    JSON.stringify(bot.parameters),
    bot.notes,
    Number(bot.practice),
    bot.createdAt,
  ]);
}

function insertRun(insert: Insert, run: ExportRun, counting: CountingScore | null): void {
  const { stats, runtime } = run;
  insert('run', [
    run.id,
    run.botId,
    run.categoryId,
    run.promptId,
    run.promptHash,
    run.status,
    run.error,
    counting?.points ?? null,
    counting?.max ?? null,
    counting?.settled ?? null,
    counting?.given ?? null,
    counting?.proven ?? null,
    counting?.accepted ?? null,
    JSON.stringify(run.flags),
    stats.promptTokens ?? null,
    stats.completionTokens,
    stats.reasoningTokens ?? null,
    stats.tokensPerSecond,
    stats.timeToFirstTokenSeconds,
    stats.totalSeconds ?? null,
    stats.stopReason ?? null,
    JSON.stringify(stats.sources),
    runtime === null ? null : [runtime.name, runtime.version].filter(Boolean).join(' '),
    run.rig === null ? null : rigLine(run.rig),
    run.model === null ? null : JSON.stringify(run.model),
    JSON.stringify(run.request.parameters),
    Number(run.practice),
    run.provenance.origin,
    run.startedAt,
    run.finishedAt,
  ]);
  insert('answer', [run.id, run.text, run.reasoning]);
  for (const score of run.scores)
    insert('score', [
      null,
      run.id,
      score.points,
      score.max,
      JSON.stringify(score.rubric),
      score.note,
      score.source,
      score.by,
      JSON.stringify(score.evidence),
      score.createdAt,
      score.voidedAt,
    ]);
  for (const thread of run.remarks)
    for (const remark of thread.remarks)
      if (remark.deletedAt === null)
        insert('remark', [run.id, thread.part, thread.line + 1, thread.quote, remark.body, remark.createdAt]);
}
