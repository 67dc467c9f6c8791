import type { Anchor, AnswerPart } from './remarks';

export const longestQuote = 200;

/** Share of common words from which an edited line is still taken for the quoted one. */
const alike = 0.5;

/** The anchor of `count` lines from `line` on, among the lines of a part as a document shows them. */
export function anchorAt(part: AnswerPart, shown: readonly string[], line: number, count = 1): Anchor {
  const start = Math.max(0, Math.min(line, shown.length - 1));
  return {
    part,
    line: start,
    lines: Math.max(1, Math.min(count, shown.length - start)),
    quote: quoteOf(shown[start]),
    before: neighbour(shown, start, -1),
    after: neighbour(shown, start, 1),
  };
}

/** Where an anchor is in a text: at its quote, at an edited line that is like it, or only where it stood. */
export interface Found {
  line: number;
  by: 'quote' | 'likeness' | 'place';
}

/**
 * Finds an anchor's first line in lines that may have been edited since. Among equal lines the one in the same
 * surroundings wins, then the nearest to where it stood. Null when there are no lines.
 * @param expected where it would stand now if nothing had been edited; by default the anchor's own line
 */
export function findAnchor(anchor: Anchor, shown: readonly string[], expected = anchor.line): Found | null {
  if (shown.length === 0) return null;
  let best: { line: number; rank: number } | null = null;
  for (const [line, text] of shown.entries()) {
    if (quoteOf(text) !== anchor.quote) continue;
    const surroundings =
      Number(neighbour(shown, line, -1) === anchor.before) + Number(neighbour(shown, line, 1) === anchor.after);
    const rank = surroundings * 1e6 - Math.abs(line - expected);
    if (best === null || rank > best.rank) best = { line, rank };
  }
  if (best) return { line: best.line, by: 'quote' };
  const like = mostAlike(anchor, shown, expected);
  if (like !== null) return { line: like, by: 'likeness' };
  return { line: Math.max(0, Math.min(expected, shown.length - 1)), by: 'place' };
}

/**
 * By how many lines `other` is shifted against `shown`: what most of the lines that occur once in both agree on; null
 * where they have none in common. For a code file, which holds a piece of the answer's text.
 */
export function shiftBetween(shown: readonly string[], other: readonly string[]): number | null {
  const places = uniqueLines(other);
  const votes = new Map<number, number>();
  for (const [text, line] of uniqueLines(shown)) {
    const at = places.get(text);
    if (at !== undefined) votes.set(at - line, (votes.get(at - line) ?? 0) + 1);
  }
  const [winner] = [...votes].sort(([, a], [, b]) => b - a);
  return winner?.[0] ?? null;
}

function mostAlike(anchor: Anchor, shown: readonly string[], expected: number): number | null {
  const words = wordsOf(anchor.quote);
  if (words.size === 0) return null;
  let best: { line: number; rank: number } | null = null;
  for (const [line, text] of shown.entries()) {
    const share = overlap(words, wordsOf(quoteOf(text)));
    if (share < alike) continue;
    const rank = share * 1e6 - Math.abs(line - expected);
    if (best === null || rank > best.rank) best = { line, rank };
  }
  return best?.line ?? null;
}

function overlap(a: Set<string>, b: Set<string>): number {
  if (b.size === 0) return 0;
  let common = 0;
  for (const word of a) common += Number(b.has(word));
  return (2 * common) / (a.size + b.size);
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

function uniqueLines(lines: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [line, text] of lines.entries()) {
    const quote = quoteOf(text);
    if (quote === '') continue;
    if (places.has(quote)) repeated.add(quote);
    places.set(quote, line);
  }
  for (const quote of repeated) places.delete(quote);
  return places;
}

function neighbour(lines: readonly string[], from: number, step: 1 | -1): string {
  for (let line = from + step; line >= 0 && line < lines.length; line += step) {
    const quote = quoteOf(lines[line]);
    if (quote !== '') return quote;
  }
  return '';
}

function quoteOf(line = ''): string {
  return line.trim().slice(0, longestQuote);
}
