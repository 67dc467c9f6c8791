/** Replaces `[start, end)`; everything else stays as it is, byte for byte. */
export function splice(source: string, start: number, end: number, text: string): string {
  return source.slice(0, start) + text + source.slice(end);
}

/** The line end a file uses: that of its first line, else `\n`. */
export function lineEndOf(source: string): string {
  return /\r\n|\r|\n/.exec(source)?.[0] ?? '\n';
}

export function withLineEnd(text: string, lineEnd: string): string {
  return text.replace(/\r\n|\r|\n/g, lineEnd);
}

/** Puts a block of its own at `offset`: a blank line before and after it, and no more than that. */
export function insertBlock(source: string, offset: number, block: string): string {
  const lineEnd = lineEndOf(source);
  const before = source.slice(0, offset);
  const after = source.slice(offset);
  const text = withLineEnd(block, lineEnd).replace(/\s+$/, '');
  const gap = before === '' ? '' : lineEnd.repeat(Math.max(0, 2 - trailingLineEnds(before)));
  return before + gap + text + (after === '' ? lineEnd : lineEnd + lineEnd) + after;
}

/** Takes a block out; at the end of the file the blank lines before it go too. */
export function removeBlock(source: string, start: number, end: number): string {
  if (end < source.length) return splice(source, start, end, '');
  const kept = source.slice(0, start);
  const trimmed = kept.replace(/\s+$/, '');
  return trimmed === '' ? kept : trimmed + lineEndOf(source);
}

/** The one replacement that turns `before` into `after`: what an editor is told, so that it keeps its undo. */
export function differenceOf(before: string, after: string): { start: number; end: number; text: string } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  // Never between the two halves of a line end or of a character.
  if (start > 0 && isFirstHalf(before[start - 1])) start--;
  if (tail > 0 && isSecondHalf(before[before.length - tail])) tail--;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

function trailingLineEnds(text: string): number {
  const blank = /(?:[ \t]*(?:\r\n|\r|\n))*$/.exec(text.slice(-200))?.[0] ?? '';
  return (blank.match(/\r\n|\r|\n/g) ?? []).length;
}

function isFirstHalf(character = ''): boolean {
  return character === '\r' || /[\uD800-\uDBFF]/.test(character);
}

function isSecondHalf(character = ''): boolean {
  return character === '\n' || /[\uDC00-\uDFFF]/.test(character);
}
