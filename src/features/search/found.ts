import type { SearchField } from '../../model/search';
import { fill } from '../../ui/strings';
import type { FoundRow, OpenHow } from './protocol';
import type { SearchStrings } from './strings';

/** Tells a result from the others of a list. */
export function keyOf({ hit }: FoundRow): string {
  return `${hit.kind}:${hit.id}:${hit.kind === 'prompt' ? (hit.promptHash ?? '') : ''}`;
}

/** Characters of a snippet that may stand before its first hit, so that the hit is in the first of two lines. */
export function leadFor(width: number): number {
  return Math.max(4, Math.min(60, Math.floor(width / 14)));
}

/** Where in a thing the snippet was found, where that is not its text. */
export function placeName(field: SearchField, strings: SearchStrings): string | null {
  const names: Partial<Record<SearchField, string>> = {
    reasoning: strings.inReasoning,
    note: strings.inNote,
    rubric: strings.inRubric,
    system: strings.inSystem,
    facts: strings.inFacts,
  };
  return names[field] ?? null;
}

/** The facts below a snippet, the most telling first; `date` writes a day in the person's language. */
export function factsOf(row: FoundRow, strings: SearchStrings, date: (iso: string) => string): string[] {
  const { hit, bot, category, at, points, max } = row;
  const facts: (string | null)[] = [bot];
  if (hit.kind === 'output') {
    facts.push(points === null ? strings.notScored : fill(strings.pointsOf, points, max ?? 0));
    if (!row.complete) facts.push(strings.notWhole);
  }
  if (hit.marks.length > 0) facts.push(placeName(hit.field, strings));
  facts.push(category, at === null ? null : date(at));
  return facts.filter((fact) => fact !== null);
}

/** What can be done with a result; null separates. */
export function actionsFor(row: FoundRow, strings: SearchStrings): ({ label: string; how: OpenHow } | null)[] {
  const open = { label: strings.open, how: 'open' as const };
  if (row.hit.kind === 'bot') return [open];
  const side = { label: strings.openSide, how: 'side' as const };
  if (row.hit.kind === 'prompt') return [open, side];
  const file = row.output === null ? [] : [{ label: strings.openFile, how: 'file' as const }];
  return [open, side, ...file, null, { label: strings.score, how: 'score' }, { label: strings.showBot, how: 'bot' }];
}
