import type { Database } from 'sql.js';
import { hitMarks, type EngineMethods, type SearchHit, type SearchResult } from '../protocol';

const mostRanked = 20_000;

/**
 * Answers and reasoning in which all words occur, the best first: rare words weigh more, and many hits in one answer
 * count less and less. Any text is a legal query.
 */
export function search(db: Database, { text, most }: Parameters<EngineMethods['search']>[0]): SearchResult {
  const query = matchQuery(text);
  if (query === '') return { hits: [], total: 0 };
  const ranked: { id: number; rank: number }[] = [];
  const match = db.prepare(
    `SELECT docid, matchinfo(answer_search, 'pcnx') FROM answer_search WHERE answer_search MATCH ? LIMIT ${mostRanked}`,
  );
  match.bind([query]);
  while (match.step()) {
    const [id, info] = match.get();
    ranked.push({ id: Number(id), rank: rankOf(info as Uint8Array) });
  }
  match.free();
  ranked.sort((a, b) => b.rank - a.rank || b.id - a.id);
  return { hits: ranked.slice(0, most).map(({ id }) => hitOf(db, id, query)), total: ranked.length };
}

/** Words as phrases of FTS4, so that no sign in them is an operator; the last may still be being typed. */
export function matchQuery(text: string): string {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.map((word, index) => (index === words.length - 1 ? `"${word}*"` : `"${word}"`)).join(' ');
}

function rankOf(info: Uint8Array): number {
  const figures = new Uint32Array(info.slice().buffer);
  const [phrases = 0, columns = 0, rows = 0] = figures;
  let rank = 0;
  for (let phrase = 0; phrase < phrases; phrase++) {
    for (let column = 0; column < columns; column++) {
      const at = 3 + 3 * (phrase * columns + column);
      const [here = 0, , rowsWithHits = 0] = figures.subarray(at, at + 3);
      if (here === 0) continue;
      const rarity = Math.log(1 + rows / Math.max(1, rowsWithHits));
      // A hit in the answer itself is worth more than one in the reasoning before it.
      rank += (column === 0 ? 1 : 0.5) * rarity * (here / (here + 1.2));
    }
  }
  return rank;
}

function hitOf(db: Database, id: number, query: string): SearchHit {
  const statement = db.prepare(
    `SELECT bot.id, bot.name, run.category_id, COALESCE(prompt.title, run.prompt_id),
       snippet(answer_search, $begin, $end, ' … ', -1, 24)
     FROM answer_search
     JOIN run ON run.id = answer_search.docid
     JOIN bot ON bot.id = run.bot_id
     LEFT JOIN prompt
       ON prompt.category_id = run.category_id AND prompt.id = run.prompt_id AND prompt.hash = run.prompt_hash
     WHERE answer_search MATCH $query AND answer_search.docid = $id`,
  );
  const [botId, bot, categoryId, prompt, snippet] = statement.get({
    $query: query,
    $id: id,
    $begin: hitMarks.begin,
    $end: hitMarks.end,
  });
  statement.free();
  return {
    runId: id,
    botId: Number(botId),
    bot: String(bot),
    categoryId: String(categoryId),
    prompt: String(prompt),
    snippet: String(snippet),
  };
}
