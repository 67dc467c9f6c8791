import type { SearchHit } from '../../model/search';

/** A stretch of a text, in UTF-16 units. */
export interface Place {
  start: number;
  end: number;
}

type Snippet = Pick<SearchHit, 'snippet' | 'marks'>;

/**
 * The first hit in the text it was found in. Null where the text is not what it was, or has no hit, as when only the
 * title has one.
 */
export function placeInField(field: string, hit: Pick<SearchHit, 'snippet' | 'marks' | 'offset'>): Place | null {
  for (const [from, to] of hit.marks) {
    const found = field.slice(hit.offset, hit.offset + to - from);
    if (found !== '' && shown(found) === hit.snippet.slice(from, to)) {
      return { start: hit.offset, end: hit.offset + to - from };
    }
  }
  return placeBySnippet(field, hit);
}

/**
 * Looks a snippet's first hit up in a text that is laid out differently, as a prompt is in its suite file: by what
 * stands around it first, so that the right one of several is found.
 */
export function placeBySnippet(source: string, { snippet, marks }: Snippet): Place | null {
  const [first] = marks;
  if (!first) return null;
  const [from, to] = first;
  const before = snippet.slice(0, from).replace(/^…/, '');
  const hit = snippet.slice(from, to);
  const after = snippet.slice(to).replace(/…$/, '');
  for (const around of [40, 12, 0]) {
    const pattern = `(${anySpace(tail(before, around))})(${anySpace(hit)})${anySpace(after.slice(0, around))}`;
    const match = new RegExp(pattern).exec(source);
    if (match) {
      const start = match.index + (match[1]?.length ?? 0);
      return { start, end: start + (match[2]?.length ?? 0) };
    }
  }
  return null;
}

/** Where a place of a text is after its line ends were made `\n`. */
export function withPlainLineEnds(text: string, place: Place): Place {
  const move = (at: number): number => at - (text.slice(0, at).match(/\r\n/g)?.length ?? 0);
  return { start: move(place.start), end: move(place.end) };
}

/** Where an answer's parts begin in its document, which ends with `</details>`, a blank line and the text. */
export function placeInAnswer(
  document: string,
  run: { text: string; reasoning: string },
  hit: Pick<SearchHit, 'field' | 'snippet' | 'marks' | 'offset'>,
): Place | null {
  const plain = (text: string): string => text.replace(/\r\n?/g, '\n');
  const text = plain(run.text);
  if (hit.field === 'text') {
    const own = placeInField(run.text, hit);
    const place = own && withPlainLineEnds(run.text, own);
    return place && move(place, document.length - text.length);
  }
  if (hit.field !== 'reasoning') return null;
  const own = placeInField(run.reasoning, hit);
  if (!own) return null;
  const reasoning = plain(run.reasoning);
  const place = withPlainLineEnds(run.reasoning, own);
  const end = document.lastIndexOf(reasoning.trim(), document.length - text.length);
  return end === -1 ? null : move(place, end - (reasoning.length - reasoning.trimStart().length));
}

function move({ start, end }: Place, by: number): Place {
  return { start: start + by, end: end + by };
}

/** Snippets are one line: the same is done here to what they are compared with. */
function shown(text: string): string {
  return text.replace(/\p{Cc}|[\u2028\u2029]/gu, ' ');
}

function tail(text: string, length: number): string {
  return length === 0 ? '' : text.slice(-length);
}

/** A pattern for the text with any white space where it has some. */
function anySpace(text: string): string {
  return text
    .split(/(\s+)/)
    .map((part) => (/^\s+$/.test(part) ? '\\s+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
}
