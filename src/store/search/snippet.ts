import type { SearchField } from '../../model/search';
import type { Mark, Marker } from './marker';

export interface Snippet {
  snippet: string;
  marks: [number, number][];
  field: SearchField;
  offset: number;
}

/** All in UTF-16 units of original text. */
const width = 180;
const before = 50;
/** Texts are looked through piece by piece, as the first is often enough; pieces overlap by more than a snippet. */
const piece = 2_000;
const overlap = 250;
const mostMarks = 400;

/**
 * The stretch of the fields with the most different words of the query; earlier ones win ties. Without a hit in any of
 * them it is how the first field with a text begins.
 */
export function makeSnippet(fields: [SearchField, string][], marker: Marker): Snippet {
  const whole = (text: string): Mark[] => marker.find(text, mostMarks);
  const within = (text: string): Mark[] => marker.findWithin(text, mostMarks);
  for (const find of [whole, within]) {
    const best = choose(fields, marker.phrases, find);
    if (best) return cut(best.field, best.text, best.start, find);
  }
  const [field, text] = fields.find(([, content]) => content.trim() !== '') ?? ['text', ''];
  return cut(field, text, 0, () => []);
}

interface Choice {
  field: SearchField;
  text: string;
  /** Where the first hit of the stretch is. */
  start: number;
}

/** The stretch with the most different hits; the first that has `enough`. */
function choose(fields: [SearchField, string][], enough: number, find: (text: string) => Mark[]): Choice | null {
  let best: Choice | null = null;
  let most = 0;
  for (const [field, text] of fields) {
    for (const [from, part] of pieces(text)) {
      const marks = find(part);
      for (const [first, { start }] of marks.entries()) {
        const different = differentFrom(marks, first);
        if (different <= most) continue;
        best = { field, text, start: from + start };
        most = different;
        if (most >= enough) return best;
      }
    }
  }
  return best;
}

function differentFrom(marks: Mark[], first: number): number {
  const limit = (marks[first]?.start ?? 0) + width - before;
  const seen = new Set<string>();
  for (let next = first; next < marks.length; next++) {
    const mark = marks[next];
    if (!mark || mark.end > limit) break;
    seen.add(mark.found);
  }
  return seen.size;
}

function* pieces(text: string): Generator<[number, string]> {
  let from = 0;
  while (from + piece < text.length) {
    const to = boundary(text, from + piece, from + piece + overlap);
    yield [from, text.slice(from, to)];
    from = boundary(text, to - overlap, to);
  }
  yield [from, text.slice(from)];
}

function cut(field: SearchField, text: string, hit: number, find: (text: string) => Mark[]): Snippet {
  const from = hit <= before ? 0 : boundary(text, hit - before, hit);
  const to = from + width >= text.length ? text.length : boundary(text, from + width, from + width + 20);
  const head = from > 0 ? '…' : '';
  const stretch = text.slice(from, to);
  return {
    snippet: head + stretch.replace(/\p{Cc}|[\u2028\u2029]/gu, ' ') + (to < text.length ? '…' : ''),
    marks: find(stretch).map(({ start, end }) => [start + head.length, end + head.length]),
    field,
    offset: hit,
  };
}

/** The first beginning of a word from there on, else the place itself, but never within a surrogate pair. */
function boundary(text: string, place: number, limit: number): number {
  for (let at = place; at < Math.min(limit, text.length); at++) if (/\s/.test(text.charAt(at))) return at + 1;
  return /[\udc00-\udfff]/.test(text.charAt(place)) ? place + 1 : place;
}
