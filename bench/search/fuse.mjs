import Fuse from 'fuse.js';
import { percentile, timed } from '../lib/stats.mjs';
import { answerText } from './texts.mjs';

/**
 * Fuse.js over the same texts: matches anywhere in a text, at its default threshold.
 * @param {number} answers
 * @param {{query: string}[]} queries
 */
export function measureFuse(answers, queries) {
  const texts = Array.from({ length: answers }, (_, number) => answerText(number));
  const [indexing, fuse] = timed(() => new Fuse(texts, { ignoreLocation: true, includeScore: true }));
  const times = queries.map(({ query }) => {
    const [ms, hits] = timed(() => fuse.search(query.trim(), { limit: 20 }));
    console.log(`  Fuse.js “${query.trim()}”: ${(ms / 1000).toFixed(2)} s, ${hits.length} hits`);
    return ms;
  });
  const p50 = percentile(times, 0.5);
  console.log(
    `Fuse.js, ${queries.length} queries: p50 ${(p50 / 1000).toFixed(2)} s; its index took ${(indexing / 1000).toFixed(1)} s`,
  );
  return p50;
}
