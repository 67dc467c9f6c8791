import type { Doc, DocHeading, Span } from './doc';
import { numberedParts } from './numberedParts';
import { plainWords } from './normal';

/**
 * A title as it is compared: without marks, number, case and closing colon. `A1` and the like stay, as they are names.
 */
export function titleKey(title: string): string {
  const bare = plainWords(title.slice(0, 200).replace(/[*_`#]+/g, ' '));
  return bare
    .replace(/^\(?(?:part|section|teil|phần)?\s*(?:\d{1,3}|[ivx]{1,5})\s*[.):–—-]+\s*/, '')
    .replace(/["']/g, '')
    .replace(/[\s.:–—-]+$/, '')
    .trim();
}

function isTitled(title: string, wanted: string): boolean {
  const key = titleKey(title);
  if (key === wanted) return true;
  // “The odds (part 1)”, “Plane: three houses”.
  return wanted !== '' && key.startsWith(wanted) && /^\s*[:(–—,-]/.test(key.slice(wanted.length));
}

/**
 * The body of the section with that title: below a Markdown heading, a bold line, a bold beginning, a numbered line or
 * a line that holds the title alone, whichever is found first in this order. Null where there is none.
 * @param titles other titles that are asked for in the same prompt: where one stands alone on a line, a section ends
 */
export function sectionOf(text: string, doc: Doc, title: string, titles: readonly string[]): Span | null {
  const wanted = titleKey(title);
  const heading = [...doc.headings].sort(byLevelThenPlace).find((other) => isTitled(other.title, wanted));
  if (heading) return { start: lineEnd(text, heading), end: endAfter(text, doc, heading) };
  const part = numberedParts(text).find((other) => isTitled(other.title, wanted) || isRunIn(other.title, wanted));
  if (part) {
    const first = text.indexOf('\n', part.start);
    const alone = titleKey(part.title) === wanted && first !== -1;
    return { start: alone ? first + 1 : behindTitle(text, part.contentStart, title), end: part.end };
  }
  return plainSection(text, wanted, titles.map(titleKey));
}

/** `3. **The flame.** Where it fits …`: the section begins behind the title. */
function behindTitle(text: string, start: number, title: string): number {
  const at = text
    .slice(start, start + 200)
    .toLowerCase()
    .indexOf(title.toLowerCase());
  if (at === -1) return start;
  const behind = start + at + title.length;
  return behind + (/^[.:*_ \t]*/.exec(text.slice(behind, behind + 20))?.[0].length ?? 0);
}

function isRunIn(title: string, wanted: string): boolean {
  const key = plainWords(title);
  return wanted !== '' && key.startsWith(wanted) && /^[.:]/.test(key.slice(wanted.length));
}

function byLevelThenPlace(a: DocHeading, b: DocHeading): number {
  return Number(a.level > 6) - Number(b.level > 6) || a.start - b.start;
}

/** A heading's own line is no part of its section; of a bold beginning the rest of the line is. */
function lineEnd(text: string, heading: DocHeading): number {
  if (heading.level === 8) return heading.end;
  const end = text.indexOf('\n', heading.end);
  return end === -1 ? text.length : end + 1;
}

function endAfter(text: string, doc: Doc, heading: DocHeading): number {
  const next = doc.headings
    .filter((other) => other.start > heading.start && other.level <= Math.min(heading.level, 8))
    .reduce((least, other) => Math.min(least, other.start), text.length);
  return Math.max(next, heading.end);
}

/** A title alone on a line, with or without a colon; it ends at the next title alone on a line, or at a heading. */
function plainSection(text: string, wanted: string, titles: readonly string[]): Span | null {
  let offset = 0;
  let start: number | null = null;
  for (const line of text.split('\n')) {
    const key = line.length > 200 ? '' : titleKey(line);
    if (start === null) {
      if (key !== '' && key === wanted) start = offset + line.length + 1;
    } else if ((key !== '' && key !== wanted && titles.includes(key)) || /^ {0,3}#{1,6}\s/.test(line)) {
      return { start, end: offset };
    }
    offset += line.length + 1;
  }
  return start === null ? null : { start: Math.min(start, text.length), end: text.length };
}
