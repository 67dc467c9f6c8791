import { DatabaseSync } from 'node:sqlite';
import { percentile, timed } from '../lib/stats.mjs';
import { answerText } from './texts.mjs';

const statement = `
  SELECT rowid, text, snippet(ordinary, 0, '[', ']', '…', 24), bm25(ordinary) AS score
  FROM ordinary WHERE ordinary MATCH ? ORDER BY score LIMIT 20`;

/**
 * What one gets without any of this: an FTS5 table with its own copy of the text and the default tokenizer, whose
 * statement makes the snippets as well.
 * @param {typeof import('./core.mjs')} core
 * @param {string} file the database of the search, with as many answers
 * @param {string} ordinaryFile
 * @param {number} answers
 * @param {{kind: string, query: string}[]} queries
 */
export async function compareWithOrdinary(
  { find, parseQuery, ReadOnlyDatabase },
  file,
  ordinaryFile,
  answers,
  queries,
) {
  const ordinary = new DatabaseSync(ordinaryFile);
  ordinary.exec(
    "PRAGMA cache_size = -65536; CREATE VIRTUAL TABLE ordinary USING fts5 (text, tokenize = 'unicode61'); BEGIN",
  );
  const insert = ordinary.prepare('INSERT INTO ordinary (rowid, text) VALUES (?, ?)');
  for (let number = 0; number < answers; number++) insert.run(number + 1, answerText(number));
  ordinary.exec('COMMIT');
  const raw = ordinary.prepare(statement);
  const ours = await ReadOnlyDatabase.open(file);
  // Only queries that the default tokenizer understands alike.
  const plain = queries.filter(({ kind }) => /word|phrase/.test(kind));
  const rows = plain.map(({ query }) => {
    const expression = parseQuery(query)?.exact ?? '';
    /** @type {{own: number[], raw: number[]}} */
    const times = { own: [], raw: [] };
    for (let round = 0; round < 3; round++) {
      times.own.push(timed(() => find(ours, query))[0]);
      times.raw.push(timed(() => raw.all(expression))[0]);
    }
    return { own: percentile(times.own, 0.5), raw: percentile(times.raw, 0.5) };
  });
  ours.close();
  ordinary.close();
  const line = (/** @type {number} */ share) => {
    const [a, b] = [
      percentile(
        rows.map((row) => row.own),
        share,
      ),
      percentile(
        rows.map((row) => row.raw),
        share,
      ),
    ];
    return `${a.toFixed(2)} ms / ${b.toFixed(2)} ms = ${(a / b).toFixed(2)}`;
  };
  console.log(
    `search / ordinary FTS5 table with snippet(), ${rows.length} queries: p50 ${line(0.5)}, p95 ${line(0.95)}`,
  );
}
