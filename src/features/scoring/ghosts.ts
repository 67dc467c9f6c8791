import type { Draft, IngestContent } from './protocol';

/** What taking proposals over does: points of the first kind are stored as accepted, those of the second go into the fields. */
export interface Taking {
  accept: string[];
  fill: string[];
}

/**
 * Where a person or a program has given all of an item already, an accepted proposal would not count: there the points only go
 * into the field, for the person to give. What is accepted already is left alone. @param wanted null for all items
 */
export function takingOf(
  { ghosts, items, score, prompt }: Pick<IngestContent, 'ghosts' | 'items' | 'score' | 'prompt'>,
  wanted: readonly string[] | null,
): Taking {
  const known = Object.keys(ghosts).filter((id) => wanted === null || wanted.includes(id));
  const counts = (id: string): boolean =>
    score !== null && (score.whole || prompt.rubric.length === 0)
      ? score.source !== 'accepted'
      : items[id] !== undefined && items[id].settled === undefined && items[id].source !== 'accepted';
  return {
    accept: known.filter((id) => !counts(id) && !isTaken({ ghosts, items, score }, id)),
    fill: known.filter(counts),
  };
}

/** Whether just these points count already, as accepted ones. */
export function isTaken(
  { ghosts, items, score }: Pick<IngestContent, 'ghosts' | 'items' | 'score'>,
  id: string,
): boolean {
  const points = ghosts[id]?.points;
  if (id === '') return score?.source === 'accepted' && score.points === points;
  return items[id]?.source === 'accepted' && items[id].points === points;
}

/** A draft with the proposed points in the fields of these items. */
export function withGhosts(draft: Draft, ghosts: IngestContent['ghosts'], ids: readonly string[]): Draft {
  const points = (id: string): string => String(ghosts[id]?.points ?? '');
  const items = Object.fromEntries(ids.filter((id) => id !== '').map((id) => [id, points(id)]));
  const mode = Object.keys(items).length > 0 ? 'rubric' : draft.mode;
  return { ...draft, mode, items: { ...draft.items, ...items }, free: ids.includes('') ? points('') : draft.free };
}
