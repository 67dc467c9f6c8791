import type { SearchField } from '../../model/search';
import type { Mark, Marker } from './marker';

export interface Snippet {
  snippet: string;
  marks: [number, number][];
  field: SearchField;
  offset: number;
}

/** UTF-16 units of original text. */
const width = 180;
const before = 50;
const mostMarks = 400;

/**
 * The stretch of the fields with the most different words of the query; earlier fields win ties. Without a hit in any
 * of them it is how the first one begins.
 */
export function makeSnippet(fields: [SearchField, string][], marker: Marker): Snippet {
  const best = choose(fields, (text) => marker.find(text, mostMarks));
  const chosen = best ?? choose(fields, (text) => marker.findWithin(text, mostMarks));
  if (chosen) return cut(chosen.field, chosen.text, chosen.marks, chosen.first);
  const [field, text] = fields.find(([, content]) => content.trim() !== '') ?? ['text', ''];
  return cut(field, text, [], 0);
}

interface Choice {
  field: SearchField;
  text: string;
  marks: Mark[];
  /** Index of the mark that the stretch begins with. */
  first: number;
}

function choose(fields: [SearchField, string][], find: (text: string) => Mark[]): Choice | null {
  let best: (Choice & { different: number }) | null = null;
  for (const [field, text] of fields) {
    const marks = find(text);
    for (const [first, { start }] of marks.entries()) {
      const seen = new Set<string>();
      for (let next = first; next < marks.length; next++) {
        const mark = marks[next];
        if (!mark || mark.end > start + width - before) break;
        seen.add(mark.found);
      }
      if (!best || seen.size > best.different) best = { field, text, marks, first, different: seen.size };
    }
  }
  return best;
}

function cut(field: SearchField, text: string, marks: Mark[], first: number): Snippet {
  const hit = marks[first]?.start ?? 0;
  const from = hit <= before ? 0 : boundary(text, hit - before, hit);
  const to = from + width >= text.length ? text.length : boundary(text, from + width, from + width + 20);
  const head = from > 0 ? '…' : '';
  const within = marks.filter((mark) => mark.start >= from && mark.end <= to);
  return {
    snippet: head + text.slice(from, to).replace(/\p{Cc}|[\u2028\u2029]/gu, ' ') + (to < text.length ? '…' : ''),
    marks: within.map((mark) => [mark.start - from + head.length, mark.end - from + head.length]),
    field,
    offset: hit,
  };
}

/** The first beginning of a word from there on, else the place itself, but never within a surrogate pair. */
function boundary(text: string, place: number, limit: number): number {
  for (let at = place; at < Math.min(limit, text.length); at++) if (/\s/.test(text.charAt(at))) return at + 1;
  return /[\udc00-\udfff]/.test(text.charAt(place)) ? place + 1 : place;
}
