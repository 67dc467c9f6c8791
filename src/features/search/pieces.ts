/** A stretch of a snippet; `marked` where it is a hit. */
export interface Piece {
  text: string;
  marked: boolean;
}

/**
 * Splits a snippet at its hits. No more than `lead` characters stand before the first one, so that it is in sight in a
 * narrow view as well.
 */
export function piecesOf(snippet: string, marks: [number, number][], lead: number): Piece[] {
  const first = marks[0]?.[0] ?? 0;
  const start = startFor(snippet, first, lead);
  const pieces: Piece[] = [];
  const add = (text: string, marked: boolean): void => {
    if (text !== '') pieces.push({ text, marked });
  };
  let at = start;
  for (const [from, to] of marks) {
    if (from < at || to > snippet.length) continue;
    add(snippet.slice(at, from), false);
    add(snippet.slice(from, to), true);
    at = to;
  }
  add(snippet.slice(at), false);
  if (start > 0) pieces.unshift({ text: '…', marked: false });
  return pieces;
}

/** The beginning of a word where there is one near, and never within a surrogate pair. */
function startFor(snippet: string, first: number, lead: number): number {
  if (first <= lead) return 0;
  const earliest = first - lead;
  const space = snippet.indexOf(' ', earliest);
  if (space !== -1 && space < first) return space + 1;
  return /[\udc00-\udfff]/.test(snippet.charAt(earliest)) ? earliest + 1 : earliest;
}
