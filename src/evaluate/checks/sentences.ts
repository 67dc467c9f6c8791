import { blanked } from './scope';
import type { Scoped } from './scoped';

export interface Sentence {
  text: string;
  /** UTF-16 offset into the text that was read. */
  start: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
/** Does not end a sentence, though a point follows. The last group are initials: “J. Donne”. */
const abbreviation =
  /(?:^|[\s("'“‘*_[])(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Rev|Gen|Col|Capt|Lt|Sgt|Hon|vs|etc|cf|al|ca|approx|resp|Fig|Eq|No|Nos|Vol|pp?|ed|eds|Ch|Sec|Inc|Ltd|Co|Corp|e\.g|i\.e|z\.B|d\.h|u\.a|bzw|Nr|TP|TS|ThS|GS|PGS|\p{Lu})\.\s*$/u;
const opensList = /^[ \t]*(?:[-+*•]|\d{1,3}[.)])[ \t]+/;

/**
 * Sentences of the running text: lines of a paragraph are joined, list items and table rows stand for themselves,
 * headings and code are left out. A piece without letters or digits is none.
 */
export function sentencesOf(scoped: Scoped): Sentence[] {
  const { doc } = scoped;
  const text = blanked(scoped.text, [...doc.fences, ...doc.headings.filter(({ level }) => level < 8)]);
  return blocksOf(text).flatMap(({ start, body }) => split(body, start));
}

/** Runs of lines that belong together, their line ends as blanks. */
function blocksOf(text: string): { start: number; body: string }[] {
  const blocks: { start: number; body: string }[] = [];
  let open: { start: number; body: string } | null = null;
  let offset = 0;
  for (const line of text.split('\n')) {
    const mark = opensList.exec(line)?.[0] ?? '';
    if (line.trim() === '' || /^[ \t]*(?:[-*_][ \t]*){3,}$/.test(line)) open = null;
    else if (mark !== '' || !open || /^[ \t]*\|/.test(line)) {
      open = { start: offset + mark.length, body: line.slice(mark.length) };
      blocks.push(open);
    } else open.body += ` ${line}`;
    offset += line.length + 1;
  }
  return blocks;
}

function split(body: string, start: number): Sentence[] {
  const found: Sentence[] = [];
  let held = '';
  let heldAt = 0;
  for (const { segment, index } of segmenter.segment(body)) {
    // “Is it so?” he asked: what goes on in lower case is no new sentence.
    if (held !== '' && !abbreviation.test(held.slice(-24)) && !/^[^\p{L}\p{N}]*\p{Ll}/u.test(segment.slice(0, 40))) {
      push(found, held, start + heldAt);
      held = '';
    }
    if (held === '') heldAt = index;
    held += segment;
  }
  push(found, held, start + heldAt);
  return found;
}

function push(found: Sentence[], text: string, start: number): void {
  if (!/[\p{L}\p{N}]/u.test(text)) {
    // A closing quotation mark or the like belongs to the sentence before.
    const last = found.at(-1);
    if (last) last.text += text;
    return;
  }
  found.push({ text: text.trim(), start: start + (text.length - text.trimStart().length) });
}
