import { createHash } from 'node:crypto';
import type { Database } from './database';

interface Link {
  run_id: number;
  sha256: string;
  chain: string;
}

/** Adds a log's checksum to the chain. Call within the transaction that ends the run. */
export function linkLog(db: Database, runId: number, sha256: string): void {
  const last = db.get<Link>('SELECT * FROM log_chain ORDER BY place DESC LIMIT 1');
  db.run(
    'INSERT INTO log_chain (run_id, sha256, chain) VALUES (?, ?, ?)',
    runId,
    sha256,
    linkOf(last?.chain ?? '', runId, sha256),
  );
}

/** The first run at which the chain is broken, because a checksum was exchanged or taken out; null where it holds. */
export function brokenLink(db: Database): number | null {
  let chain = '';
  const links = db.all<Link & { now: string | null }>(
    'SELECT log_chain.*, run.log_sha256 AS now FROM log_chain LEFT JOIN run ON run.id = run_id ORDER BY place',
  );
  for (const link of links) {
    chain = linkOf(chain, link.run_id, link.sha256);
    if (chain !== link.chain || link.now !== link.sha256) return link.run_id;
  }
  return null;
}

function linkOf(before: string, runId: number, sha256: string): string {
  return createHash('sha256').update(`${before}\n${runId}\n${sha256}`).digest('hex');
}
