import type { SearchKind, SearchOptions } from '../../model/search';

/** What a search is restricted to; an empty text, null and `all` restrict nothing. */
export interface SearchFilter {
  kind: SearchKind | 'all';
  botId: number | null;
  categoryId: string;
  /** Days in the person's own time zone, `YYYY-MM-DD`; both are included. */
  from: string;
  to: string;
  /** Points as they were typed. */
  minPoints: string;
  maxPoints: string;
  results: 'all' | 'real' | 'practice';
}

export const noFilter: SearchFilter = {
  kind: 'all',
  botId: null,
  categoryId: '',
  from: '',
  to: '',
  minPoints: '',
  maxPoints: '',
  results: 'all',
};

/** The parts of a filter other than the kind, which has a place of its own. */
export type FilterPart = 'bot' | 'category' | 'dates' | 'points' | 'results';

const scopes = { prompt: 'prompts', output: 'outputs', bot: 'bots' } as const;

/** Makes a filter out of what was stored, whatever an earlier version stored. */
export function restoreFilter(stored: unknown): SearchFilter {
  const old = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const text = (key: keyof SearchFilter): string => {
    const value = old[key];
    return typeof value === 'string' ? value : '';
  };
  const { kind, botId, results } = old;
  return {
    kind: kind === 'prompt' || kind === 'output' || kind === 'bot' ? kind : 'all',
    botId: typeof botId === 'number' ? botId : null,
    categoryId: text('categoryId'),
    from: text('from'),
    to: text('to'),
    minPoints: text('minPoints'),
    maxPoints: text('maxPoints'),
    results: results === 'real' || results === 'practice' ? results : 'all',
  };
}

/** As the search understands it. What is not a whole date or number yet does not count. */
export function toOptions(filter: SearchFilter): SearchOptions {
  const options: SearchOptions = {};
  if (filter.kind !== 'all') options.in = scopes[filter.kind];
  if (filter.botId !== null) options.botId = filter.botId;
  if (filter.categoryId !== '') options.categoryId = filter.categoryId;
  const from = startOfDay(filter.from, 0);
  const to = startOfDay(filter.to, 1);
  if (from !== null) options.from = from;
  if (to !== null) options.to = to;
  const minPoints = pointsOf(filter.minPoints);
  const maxPoints = pointsOf(filter.maxPoints);
  if (minPoints !== null) options.minPoints = minPoints;
  if (maxPoints !== null) options.maxPoints = maxPoints;
  if (filter.results !== 'all') options.practice = filter.results === 'practice';
  return options;
}

/** Which parts restrict anything. */
export function partsSet(filter: SearchFilter): FilterPart[] {
  const { botId, categoryId, from, to, minPoints, maxPoints } = toOptions(filter);
  const parts: FilterPart[] = [];
  if (botId !== undefined) parts.push('bot');
  if (categoryId !== undefined) parts.push('category');
  if (from !== undefined || to !== undefined) parts.push('dates');
  if (minPoints !== undefined || maxPoints !== undefined) parts.push('points');
  if (filter.results !== 'all') parts.push('results');
  return parts;
}

/** The same filter without one of its parts. */
export function withoutPart(filter: SearchFilter, part: FilterPart): SearchFilter {
  switch (part) {
    case 'bot':
      return { ...filter, botId: null };
    case 'category':
      return { ...filter, categoryId: '' };
    case 'dates':
      return { ...filter, from: '', to: '' };
    case 'points':
      return { ...filter, minPoints: '', maxPoints: '' };
    case 'results':
      return { ...filter, results: 'all' };
  }
}

/** Kinds that are wanted, but that a part of the filter leaves out altogether: a prompt has no date. */
export function kindsLeftOut(filter: SearchFilter): SearchKind[] {
  const { from, to, minPoints, maxPoints, botId, categoryId } = toOptions(filter);
  const onlyAnswers = [from, to, minPoints, maxPoints].some((part) => part !== undefined);
  const out: SearchKind[] = [];
  if (onlyAnswers || botId !== undefined) out.push('prompt');
  if (onlyAnswers || categoryId !== undefined) out.push('bot');
  return out.filter((kind) => filter.kind === 'all' || filter.kind === kind);
}

/** Midnight of a day, or so many days later, as ISO 8601 in UTC. */
function startOfDay(day: string, later: number): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const [year, month, date] = match.slice(1).map(Number) as [number, number, number];
  const time = new Date(year, month - 1, date + later);
  return Number.isNaN(time.getTime()) || year < 1000 ? null : time.toISOString();
}

function pointsOf(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(value) || value < 0 ? null : value;
}
