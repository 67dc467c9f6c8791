import { isModifier } from './fold';
import type { SearchField } from '../../model/search';
import type { Found, Marker, Place } from './marker';

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
  const whole: Find = (text, most) => marker.find(text, most);
  const within: Find = (text, most) => marker.findWithin(text, most);
  for (const find of [whole, within]) {
    const best = choose(fields, marker.phrases, find);
    if (best) return cut(best.field, best.text, best.start, find);
  }
  const [field, text] = fields.find(([, content]) => content.trim() !== '') ?? ['text', ''];
  return cut(field, text, 0, null);
}

type Find = (text: string, most: number) => Found;

interface Choice {
  field: SearchField;
  text: string;
  /** Where the first hit of the stretch is. */
  start: number;
}

/** The stretch with the most different hits; the first that has `enough`. */
function choose(fields: [SearchField, string][], enough: number, find: Find): Choice | null {
  // The first place of the only phrase is as good as any.
  const most = enough === 1 ? 1 : mostMarks;
  let best: Choice | null = null;
  let different = 0;
  for (const [field, text] of fields) {
    for (const [from, part] of pieces(text)) {
      const found = find(part, most);
      // A stretch of the original text, in units of the folded one: scripts without spaces are longer there.
      const stretch = Math.round(((width - before) * found.folded.length) / Math.max(1, part.length));
      const better = bestStretch(found.places, stretch, different);
      if (!better) continue;
      best = { field, text, start: from + found.original(better.place.from, better.place.to)[0] };
      different = better.different;
      if (different >= enough) return best;
    }
  }
  return best;
}

/** The place from which on a stretch of that length has the most different words, if more than so many. */
function bestStretch(places: Place[], length: number, than: number): { place: Place; different: number } | null {
  let best: { place: Place; different: number } | null = null;
  const counts: number[] = [];
  let different = 0;
  let end = 0;
  for (const [index, place] of places.entries()) {
    for (let next = places[end]; next && (end === index || next.to <= place.from + length); next = places[++end]) {
      const count = counts[next.needle] ?? 0;
      if (count === 0) different++;
      counts[next.needle] = count + 1;
    }
    if (different > (best?.different ?? than)) best = { place, different };
    counts[place.needle] = (counts[place.needle] ?? 0) - 1;
    if (counts[place.needle] === 0) different--;
  }
  return best;
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

function cut(field: SearchField, text: string, hit: number, find: Find | null): Snippet {
  const from = hit <= before ? 0 : boundary(text, hit - before, hit);
  const to = from + width >= text.length ? text.length : boundary(text, from + width, from + width + 20);
  const head = from > 0 ? '…' : '';
  const stretch = text.slice(from, to);
  return {
    snippet: head + stretch.replace(/\p{Cc}|[\u2028\u2029]/gu, ' ') + (to < text.length ? '…' : ''),
    marks: find ? marks(stretch, find, head.length) : [],
    field,
    offset: hit,
  };
}

function marks(text: string, find: Find, shift: number): [number, number][] {
  const { places, original } = find(text, mostMarks);
  return places.map(({ from, to }) => {
    const [start, end] = original(from, to);
    return [start + shift, withAccents(text, end) + shift];
  });
}

/** Accents, points and colours that were typed as characters of their own belong to the letter or picture before. */
function withAccents(text: string, end: number): number {
  for (let at = end; ;) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (at >= text.length || !isModifier(character)) return at;
    at += character.length;
  }
}

/** The first beginning of a word from there on, else the place itself, but never within a surrogate pair. */
function boundary(text: string, place: number, limit: number): number {
  for (let at = place; at < Math.min(limit, text.length); at++) if (/\s/.test(text.charAt(at))) return at + 1;
  return /[\udc00-\udfff]/.test(text.charAt(place)) ? place + 1 : place;
}
