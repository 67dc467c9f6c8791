import type { SearchHit, SearchKind, SearchOptions } from '../../model/search';
import { Marker } from './marker';
import { parseQuery } from './query';
import { rankAnswers, rankEntries } from './rank';
import { readHits } from './read';
import type { Reader } from './reader';

/** Which kind comes first where two are equally good. */
const order: SearchKind[] = ['prompt', 'bot', 'output'];

/** The best hits of all kinds asked for, best first. Any text is a legal query; one without a word finds nothing. */
export function find(reader: Reader, text: string, options: SearchOptions = {}): SearchHit[] {
  const query = parseQuery(text, options.prefix);
  if (!query) return [];
  const limit = Math.max(1, Math.min(500, Math.floor(options.limit ?? 20)));
  const kinds = kindsFor(options);
  const ranked = [
    ...rankEntries(reader, query, kinds, options, limit),
    ...(kinds.has('output') ? rankAnswers(reader, query, options, limit) : []),
  ];
  ranked.sort((a, b) => b.score - a.score || order.indexOf(a.kind) - order.indexOf(b.kind));
  // Only what will be shown is read: an answer may be long.
  return readHits(reader, ranked.slice(0, limit), new Marker(query.phrases));
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
