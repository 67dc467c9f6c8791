import type { RunFlag } from '../model/run';
import type { Database } from './database';

/** Runs that could still overlap with a run are among the latest ones. */
const lookBack = 100;

/**
 * Marks a finished run, and the finished ones that were in flight on the same machine meanwhile, as concurrent: another
 * process may have sent those. Call within the transaction that finishes the run. Returns whether the run itself was marked now.
 */
export function flagOverlap(
  db: Database,
  runId: number,
  /** Which machine works for a server. */
  machine: (server: string) => string = (server) => server,
): boolean {
  const concurrent: RunFlag = 'concurrent-request';
  const own = db.get<{ flags: string }>('SELECT flags FROM run WHERE id = ?', runId);
  const isFlagged = own?.flags.includes(concurrent) ?? false;
  const meanwhile = db.all<{ id: number; flags: string; server: string; ownServer: string }>(
    // In this order: the times stand behind the request, which may be long.
    `SELECT other.id, other.flags, other_bot.server, own_bot.server AS ownServer FROM run AS own CROSS JOIN run AS other
       ON other.id > own.id - ?2 AND other.id <> own.id AND other.status <> 'running'
       AND (?3 = 0 OR instr(other.flags, 'concurrent-request') = 0)
       AND other.started_at < own.finished_at AND other.finished_at > own.started_at
     CROSS JOIN bot AS own_bot ON own_bot.id = own.bot_id
     CROSS JOIN bot AS other_bot ON other_bot.id = other.bot_id
     WHERE own.id = ?1`,
    runId,
    lookBack,
    Number(isFlagged),
  );
  const others = meanwhile.filter((other) => machine(other.server) === machine(other.ownServer));
  if (others.length === 0) return false;
  for (const { id, flags } of own && !isFlagged ? [...others, { id: runId, flags: own.flags }] : others) {
    const known = JSON.parse(flags) as RunFlag[];
    if (!known.includes(concurrent))
      db.run('UPDATE run SET flags = ? WHERE id = ?', JSON.stringify([...known, concurrent]), id);
  }
  return !isFlagged;
}
