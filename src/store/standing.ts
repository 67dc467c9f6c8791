import type { Database } from './database';
import { proofOf } from './proofSql';

interface Answered {
  id: number;
  prompt_hash: string;
  completion_tokens: number | null;
  tokens_per_second: number | null;
  ttft: number | null;
}

interface Scored {
  run_id: number;
  prompt_hash: string;
  points: number;
  max: number;
  settled: number;
  given: number;
  proven: number;
  accepted: number;
}

/**
 * Works out anew what counts for one bot and prompt: its latest complete answer, preferring the current version of the
 * prompt, and the scored answer that `compareScoredRuns` puts first. Call within the transaction that changed a run or
 * a score.
 */
export function recompute(db: Database, botId: number, categoryId: string, promptId: string): void {
  recomputeStanding(db, botId, categoryId, promptId);
  // Sums over many prompts: once for all the answers that are stored together.
  db.beforeCommit(`cell ${botId} ${categoryId}`, () => {
    recomputeCell(db, botId, categoryId);
    db.beforeCommit(`row ${botId}`, () => recomputeRow(db, botId));
  });
}

/** A number that is another one after each change of what counts: what was worked out under it holds as long as it does. */
export function ledgerRevision(db: Database): number {
  return db.get<{ revision: number }>('SELECT revision FROM ledger')?.revision ?? 0;
}

/** Says that what counts has changed. Call within the transaction of the change. */
export function touchLedger(db: Database): void {
  db.beforeCommit('ledger', () => void db.run('UPDATE ledger SET revision = revision + 1'));
}

/** The same for all bots, after the current version of the prompts (`category/prompt`) changed. */
export function recomputePrompts(db: Database, keys: string[]): void {
  const cells = new Map<string, { botId: number; categoryId: string }>();
  for (const key of keys) {
    const [categoryId = '', promptId = ''] = key.split('/');
    const rows = db.all<{ bot_id: number }>(
      'SELECT bot_id FROM standing WHERE category_id = ? AND prompt_id = ?',
      categoryId,
      promptId,
    );
    for (const { bot_id: botId } of rows) {
      recomputeStanding(db, botId, categoryId, promptId);
      cells.set(`${botId}/${categoryId}`, { botId, categoryId });
    }
  }
  for (const { botId, categoryId } of cells.values()) recomputeCell(db, botId, categoryId);
  for (const botId of new Set([...cells.values()].map((cell) => cell.botId))) recomputeRow(db, botId);
}

function recomputeStanding(db: Database, botId: number, categoryId: string, promptId: string): void {
  const current =
    db.get<{ hash: string }>(
      'SELECT hash FROM prompt WHERE category_id = ? AND id = ? AND current = 1',
      categoryId,
      promptId,
    )?.hash ?? '';
  const answered = db.get<Answered>(
    `SELECT id, prompt_hash, completion_tokens, tokens_per_second, ttft FROM run
     WHERE bot_id = ? AND category_id = ? AND prompt_id = ? AND status = 'complete'
     ORDER BY (prompt_hash = ?) DESC, started_at DESC, id DESC LIMIT 1`,
    botId,
    categoryId,
    promptId,
    current,
  );
  const scored = db.get<Scored>(
    `SELECT run.id AS run_id, run.prompt_hash, points, max, settled, given, proven, accepted
     FROM run JOIN run_score ON run_score.run_id = run.id
     WHERE run.bot_id = ? AND run.category_id = ? AND run.prompt_id = ? AND run.status = 'complete'
     ORDER BY (run.prompt_hash = ?) DESC, kind, run.started_at DESC, run.id DESC LIMIT 1`,
    botId,
    categoryId,
    promptId,
    current,
  );
  if (!answered) {
    db.run('DELETE FROM standing WHERE bot_id = ? AND category_id = ? AND prompt_id = ?', botId, categoryId, promptId);
    return;
  }
  const { completion_tokens: tokens, tokens_per_second: speed } = answered;
  const timed = tokens !== null && speed !== null && tokens > 0 && speed > 0;
  db.run(
    `INSERT OR REPLACE INTO standing
     (bot_id, category_id, prompt_id, answered_run, answered_hash, tokens, seconds, ttft, scored_run, scored_hash, points,
      max, settled, given, proven, accepted)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    botId,
    categoryId,
    promptId,
    answered.id,
    answered.prompt_hash,
    timed ? tokens : null,
    timed ? tokens / speed : null,
    answered.ttft,
    scored?.run_id ?? null,
    scored?.prompt_hash ?? null,
    scored?.points ?? null,
    scored?.max ?? null,
    scored?.settled ?? null,
    scored?.given ?? null,
    scored?.proven ?? null,
    scored?.accepted ?? null,
  );
}

/** Rubric items that nobody has settled, or only in part, of a standing `s`, its prompt `p` and the score `counted`; 1 without a rubric. */
const openItems = `CASE
  WHEN s.scored_hash = p.hash THEN CASE WHEN s.settled >= s.max THEN 0
    ELSE MAX(1, json_array_length(p.rubric) - (
      SELECT COUNT(*) FROM json_each(counted.items) AS item WHERE json_array_length(item.value) = 2
    )) END
  WHEN s.answered_hash = p.hash THEN MAX(1, json_array_length(p.rubric)) ELSE 0 END`;

function recomputeCell(db: Database, botId: number, categoryId: string): void {
  touchLedger(db);
  const ofCurrent = (figure: string): string => `COALESCE(SUM(CASE WHEN s.scored_hash = p.hash THEN ${figure} END), 0)`;
  db.run(
    `INSERT OR REPLACE INTO board_cell
       (bot_id, category_id, points, scored, settled, given, proven, accepted, open, answered, outdated, open_items)
     SELECT ?1, ?2, ${ofCurrent('s.points')}, ${ofCurrent('s.settled >= s.max')}, ${ofCurrent('s.settled')},
       ${ofCurrent('s.given')}, ${ofCurrent('s.proven')}, ${ofCurrent('s.accepted')},
       COALESCE(SUM(CASE WHEN s.scored_hash = p.hash THEN s.max - s.settled WHEN s.answered_hash = p.hash THEN p.points END), 0),
       COALESCE(SUM(s.answered_hash = p.hash), 0),
       COALESCE(SUM(s.scored_hash IS NOT NULL AND s.scored_hash <> p.hash), 0),
       COALESCE(SUM(${openItems}), 0)
     FROM standing AS s JOIN prompt AS p ON p.category_id = s.category_id AND p.id = s.prompt_id AND p.current = 1
     LEFT JOIN run_score AS counted ON counted.run_id = s.scored_run
     WHERE s.bot_id = ?1 AND s.category_id = ?2`,
    botId,
    categoryId,
  );
}

/** What the board shows of a bot beside its cells; a bot without a whole answer has no row. */
function recomputeRow(db: Database, botId: number): void {
  const answers = db.get<{ answers: number }>(
    'SELECT COUNT(*) AS answers FROM standing WHERE bot_id = ?',
    botId,
  )?.answers;
  if (!answers) {
    for (const table of ['board_speed', 'board_proof', 'board_row'])
      db.run(`DELETE FROM ${table} WHERE bot_id = ?`, botId);
    return;
  }
  recomputeSpeed(db, botId);
  recomputeProof(db, botId);
  db.run(
    `INSERT OR REPLACE INTO board_row (bot_id, cells)
     SELECT ?1, json_group_array(
       json_array(category_id, points, scored, settled, given, proven, accepted, open, answered, outdated, open_items)
     ) FROM board_cell WHERE bot_id = ?1`,
    botId,
  );
}

function recomputeSpeed(db: Database, botId: number): void {
  const sums = db.get<{ tokens: number | null; seconds: number | null }>(
    'SELECT SUM(tokens) AS tokens, SUM(seconds) AS seconds FROM standing WHERE bot_id = ?',
    botId,
  );
  const middle = db.get<{ ttft: number | null }>(
    `WITH known AS (SELECT ttft FROM standing WHERE bot_id = ? AND ttft IS NOT NULL)
     SELECT AVG(ttft) AS ttft FROM (SELECT ttft FROM known ORDER BY ttft
       LIMIT 2 - (SELECT COUNT(*) FROM known) % 2 OFFSET (SELECT (COUNT(*) - 1) / 2 FROM known))`,
    botId,
  );
  db.run(
    'INSERT OR REPLACE INTO board_speed (bot_id, tokens, seconds, ttft) VALUES (?, ?, ?, ?)',
    botId,
    sums?.tokens ?? 0,
    sums?.seconds ?? 0,
    middle?.ttft ?? null,
  );
}

/** How well a bot's answers are proven. Call within the transaction that changed what they are proven by. */
export function recomputeProof(db: Database, botId: number): void {
  db.run(
    `INSERT OR REPLACE INTO board_proof (bot_id, proof) SELECT bot_id, (${proofOf}) FROM (SELECT ?1 AS bot_id) AS wanted`,
    botId,
  );
}
