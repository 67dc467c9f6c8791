import type { SearchHit, SearchKind, SearchOptions } from '../../model/search';
import { rankAnswers, readAnswers } from './answers';
import { searchBots, searchPrompts } from './entries';
import { Marker } from './marker';
import { parseQuery } from './query';
import type { Reader } from './reader';

const order: SearchKind[] = ['prompt', 'bot', 'output'];

/** The best hits of all kinds asked for, best first. Any text is a legal query; one without a word finds nothing. */
export function find(reader: Reader, text: string, options: SearchOptions = {}): SearchHit[] {
  const query = parseQuery(text, options.prefix);
  if (!query) return [];
  const limit = Math.max(1, Math.min(500, Math.floor(options.limit ?? 20)));
  const marker = new Marker(query.phrases);
  const kinds = kindsFor(options);
  const hits: SearchHit[] = [];
  if (kinds.has('prompt')) hits.push(...searchPrompts(reader, query.exact, marker, options, limit));
  if (kinds.has('bot')) hits.push(...searchBots(reader, query.exact, marker, options, limit));
  if (kinds.has('output')) {
    const ranked = rankAnswers(reader, query, options, limit);
    // Only what will be shown is read: an answer may be long.
    const better = (score: number): number => hits.filter((hit) => hit.score >= score).length;
    const shown = ranked.filter(({ score }, index) => better(score) + index < limit);
    hits.push(...readAnswers(reader, shown, marker));
  }
  return hits.sort((a, b) => b.score - a.score || order.indexOf(a.kind) - order.indexOf(b.kind)).slice(0, limit);
}

function kindsFor(options: SearchOptions): Set<SearchKind> {
  const { botId, categoryId, from, to, minPoints, maxPoints } = options;
  const onlyAnswers = [from, to, minPoints, maxPoints].some((filter) => filter !== undefined);
  const kinds = new Set<SearchKind>();
  const wanted = (scope: NonNullable<SearchOptions['in']>): boolean => (options.in ?? scope) === scope;
  if (wanted('prompts') && !onlyAnswers && botId === undefined) kinds.add('prompt');
  if (wanted('bots') && !onlyAnswers && categoryId === undefined) kinds.add('bot');
  if (wanted('outputs')) kinds.add('output');
  return kinds;
}
