import { said, SaidError } from '../../l10n/said';
import { parseHeading } from '../heading';
import { layoutOf, type GroupPlace, type PromptPlace, type SuiteLayout } from '../layout';

/** Where a prompt is to stand: beside another one, or at the end of a group (null: of those before the first group). */
export type Place = { before: string } | { after: string } | { group: string | null };

/** An edit that cannot be made; its message says why, for the person. */
export class EditRefused extends SaidError {}

export function idOf(place: PromptPlace): string | null {
  const heading = parseHeading(place.heading.title);
  return 'id' in heading ? heading.id : null;
}

export function findPrompt(layout: SuiteLayout, id: string): PromptPlace {
  const place = layout.prompts.find((other) => idOf(other) === id);
  if (!place) throw new EditRefused(said`The prompt “${id}” does not stand in this file any more; it was changed meanwhile.`);
  return place;
}

export function findGroups(layout: SuiteLayout, title: string): GroupPlace[] {
  const groups = layout.groups.filter((group) => group.title === title);
  if (groups.length === 0)
    throw new EditRefused(said`The group “${title}” does not stand in this file any more; it was changed meanwhile.`);
  return groups;
}

/** Where in the source a block for that place goes. */
export function offsetOf(source: string, layout: SuiteLayout, place: Place): number {
  if ('before' in place) return findPrompt(layout, place.before).block.start;
  if ('after' in place) return findPrompt(layout, place.after).block.end;
  if (place.group !== null) return findGroups(layout, place.group)[0]?.block.end ?? source.length;
  return layout.groups[0]?.block.start ?? source.length;
}

/**
 * One step up or down: past the neighbour within the group, else to the near end of the group beyond. Null where there
 * is nothing to pass.
 */
export function stepPlace(source: string, id: string, step: 'up' | 'down'): Place | null {
  const layout = layoutOf(source);
  const own = findPrompt(layout, id);
  const siblings = layout.prompts.filter((other) => other.group === own.group);
  const neighbour = siblings[siblings.indexOf(own) + (step === 'up' ? -1 : 1)];
  const neighbourId = neighbour ? idOf(neighbour) : null;
  if (neighbour && neighbourId === null)
    throw new EditRefused(said`The prompt beside it has a broken heading; mend that first.`);
  if (neighbourId !== null) return step === 'up' ? { before: neighbourId } : { after: neighbourId };
  const at = own.group ? layout.groups.indexOf(own.group) : -1;
  if (step === 'up') return at === -1 ? null : { group: layout.groups[at - 1]?.title ?? null };
  const next = layout.groups[at + 1];
  if (!next) return null;
  const first = layout.prompts.find((other) => other.group === next);
  const firstId = first ? idOf(first) : null;
  return firstId === null ? { group: next.title } : { before: firstId };
}
