import { anchorAt, findAnchor, shiftBetween } from '../../model/anchors';
import { closed, closerLines, withoutBlankEnds } from '../../conduct/saved/closed';
import { readCodeHeader } from '../../model/codeHeader';
import type { Anchor, AnswerPart } from '../../model/remarks';
import type { Run } from '../../model/run';

/** Lines of a document that show a part of an answer; zero-based, `end` excluded. */
export interface Block {
  part: AnswerPart;
  start: number;
  end: number;
}

/** Where one answer stands in a document. */
export interface AnswerLayout {
  kind: 'tab' | 'section' | 'code';
  /** The line for what concerns the answer as a whole: its heading, or the first line of a code file. */
  headLine: number;
  blocks: Block[];
}

type AnswerTexts = Pick<Run, 'text' | 'reasoning'>;

const detailsOpening = /^<details><summary>Reasoning<\/summary>\s*$/;
const detailsClosing = /^<\/details>\s*$/;

/** The layout of an answer's own tab, or null while it shows something else. */
export function tabLayout(lines: readonly string[], run: AnswerTexts): AnswerLayout | null {
  const rule = lines.findIndex((line) => line.trim() === '---');
  return rule === -1 ? null : { kind: 'tab', headLine: 0, blocks: blocksIn(lines, rule + 1, lines.length, run) };
}

/** The layout of a section of a saved file; `start` and `end` are the lines of its markers. */
export function sectionLayout(lines: readonly string[], start: number, end: number, run: AnswerTexts): AnswerLayout {
  const { heading, stats, body } = sectionHead(lines, start, end);
  return { kind: 'section', headLine: heading ?? stats ?? start, blocks: blocksIn(lines, body, end, run) };
}

/** The lines of a section's heading and header line, and the first line below them. */
export function sectionHead(
  lines: readonly string[],
  start: number,
  end: number,
): { heading: number | null; stats: number | null; body: number } {
  let line = nextText(lines, start + 1, end);
  const heading = /^#{1,6}\s/.test(lines[line] ?? '') && line < end ? line : null;
  if (heading !== null) line = nextText(lines, heading + 1, end);
  const stats = line < end && /\bStop: \S/.test(lines[line] ?? '') ? line : null;
  if (stats !== null) line = nextText(lines, stats + 1, end);
  // What is wrong with an answer that is not whole.
  if (/^> \*\*(?:Truncated|Cancelled|Cut off)\*\*/.test(lines[line] ?? '')) line = nextText(lines, line + 1, end);
  return { heading, stats, body: line };
}

export function codeLayout(lines: readonly string[], { text }: Pick<Run, 'text'>): AnswerLayout {
  const start = readCodeHeader(lines, text).lines;
  return { kind: 'code', headLine: 0, blocks: [{ part: 'answer', start, end: lines.length }] };
}

/** The anchor of lines of a document, or null where they show no part of the answer. */
export function anchorIn(
  layout: AnswerLayout,
  lines: readonly string[],
  run: AnswerTexts,
  line: number,
  count = 1,
): Anchor | null {
  const block = layout.blocks.find((other) => other.start <= line && line < other.end);
  if (!block) return null;
  const shown = lines.slice(block.start, block.end);
  const anchor = anchorAt(block.part, shown, line - block.start, count);
  if (layout.kind !== 'code') return anchor;
  const text = textLines(run);
  const found = findAnchor(anchor, text, anchor.line - (shiftBetween(text, shown) ?? 0));
  return found ? { ...anchor, line: found.line } : anchor;
}

/** The line of a document at which an anchor stands, or null where the document does not show that part. */
export function lineOf(
  layout: AnswerLayout,
  lines: readonly string[],
  run: AnswerTexts,
  anchor: Anchor,
): { line: number; changed: boolean } | null {
  const block = layout.blocks.find((other) => other.part === anchor.part);
  if (!block) return null;
  const shown = lines.slice(block.start, block.end);
  const shift = layout.kind === 'code' ? shiftBetween(textLines(run), shown) : 0;
  const expected = anchor.line + (shift ?? 0);
  const found = findAnchor(anchor, shown, expected);
  if (!found) return null;
  // A code file holds a piece of the answer: what was said about another piece does not belong into it.
  const elsewhere = layout.kind === 'code' && (shift === null || expected < 0 || expected >= shown.length);
  if (elsewhere && (found.by !== 'quote' || anchor.quote.length < 3)) return null;
  return { line: block.start + found.line, changed: found.by !== 'quote' };
}

/** The line of the answer that is nearest to a line of the document, or null where none of it is shown. */
export function nearestLine(layout: AnswerLayout, line: number): number | null {
  const near = layout.blocks.map(({ start, end }) => Math.max(start, Math.min(line, end - 1)));
  near.sort((a, b) => Math.abs(a - line) - Math.abs(b - line));
  return near[0] ?? null;
}

function blocksIn(lines: readonly string[], start: number, end: number, run: AnswerTexts): Block[] {
  const blocks: Block[] = [];
  const add = (part: AnswerPart, from: number, to: number): void => {
    const first = nextText(lines, from, to);
    let last = to;
    while (last > first && (lines[last - 1] ?? '').trim() === '') last--;
    last -= closerLines(lines.slice(first, last));
    if (last > first) blocks.push({ part, start: first, end: last });
  };
  const first = nextText(lines, start, end);
  if (run.reasoning === '' || !detailsOpening.test(lines[first] ?? '')) {
    add('answer', first, end);
    return blocks;
  }
  const expected = first + 3 + closed(run.reasoning).split('\n').length;
  let closing: number | null = null;
  // The reasoning may hold such a line itself: the right one is where it must be, unless the file was edited.
  for (let line = first + 1; line < end; line++) {
    if (!detailsClosing.test(lines[line] ?? '')) continue;
    if (closing === null || Math.abs(line - expected) < Math.abs(closing - expected)) closing = line;
  }
  add('reasoning', first + 1, closing ?? end);
  if (closing !== null) add('answer', closing + 1, end);
  return blocks;
}

function textLines({ text }: AnswerTexts): string[] {
  return withoutBlankEnds(text).split('\n');
}

function nextText(lines: readonly string[], from: number, end: number): number {
  let line = from;
  while (line < end && (lines[line] ?? '').trim() === '') line++;
  return line;
}
