import { said, type Said } from '../l10n/said';
import type { RubricItem } from './prompt';
import type { Mark } from './scoreSheet';

/** Which part of an answer a line belongs to. */
export type AnswerPart = 'answer' | 'reasoning';

/** A place in an answer that survives saving, moving and editing of the file that shows it. */
export interface Anchor {
  part: AnswerPart;
  /** Zero-based, within the part as the document showed it. */
  line: number;
  /** Lines that are marked, at least 1. */
  lines: number;
  /** The first marked line, trimmed, at most `longestQuote` characters. */
  quote: string;
  /** The nearest lines above and below that are not empty, to tell equal lines apart. */
  before: string;
  after: string;
}

export interface Remark {
  id: number;
  threadId: number;
  /** As typed; Markdown is not interpreted. */
  body: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  editedAt: string | null;
}

export interface RemarkThread {
  id: number;
  runId: number;
  anchor: Anchor;
  resolved: boolean;
  /** Oldest first; never empty. */
  remarks: Remark[];
}

export interface ReadRemark {
  marks: Mark[];
  /** Why the remark cannot be taken as it is, in one sentence. */
  problem: Said | null;
}

export const longestRemark = 10_000;

const signed = /^\s*([+\-−–])\s*(\d+(?:[.,]\d+)?)(?=$|[\s:])(.*)$/;
const itemAndNote = /^\s*([\p{L}\p{N}_-]+)(?![\p{L}\p{N}_-])\s*(?:(:)\s*)?((?!\s).*)$/u;

/**
 * Reads the marks in a remark: each line that begins with a signed number is one, `±points [item][: note]`. All other
 * lines are text.
 */
export function readRemark(body: string, rubric: RubricItem[], max: number): ReadRemark {
  if (body.trim() === '') return refused(said`Write points, such as +5, or a remark.`);
  if (body.length > longestRemark)
    return refused(said`A remark has at most ${longestRemark} characters; this one has ${body.length}.`);
  const marks: Mark[] = [];
  for (const line of body.split(/\r\n?|\n/)) {
    const match = signed.exec(line);
    if (!match) continue;
    const [, sign = '', figure = '', rest = ''] = match;
    const points = (sign === '+' ? 1 : -1) * Number(figure.replace(',', '.'));
    const { item, note, problem } = readItem(rest, rubric);
    if (problem !== null) return refused(problem);
    const limit = item === null ? max : item.points;
    if (Math.abs(points) > limit)
      return refused(
        item === null
          ? said`The prompt has ${limit} points, so at most ±${limit} can be given at once.`
          : said`“${item.id}” has ${limit} points, so at most ±${limit} can be given at once.`,
      );
    if (Math.round(points * 100) / 100 !== points) return refused(said`Points have at most two decimals.`);
    marks.push({ points: points + 0, item: item?.id ?? null, note });
  }
  return { marks, problem: null };
}

function refused(problem: Said): ReadRemark & { problem: Said } {
  return { marks: [], problem };
}

/** A mark as it is typed, e.g. `+5 correctness: handles the empty list`. */
export function formatMark({ points, item, note }: Mark): string {
  const figure = `${points < 0 ? '-' : '+'}${Math.abs(points)}`;
  const head = item === null ? figure : `${figure} ${item}`;
  return note === '' ? head : `${head}: ${note}`;
}

function readItem(rest: string, rubric: RubricItem[]): { item: RubricItem | null; note: string; problem: Said | null } {
  const match = itemAndNote.exec(rest);
  if (!match) return { item: null, note: rest.replace(/^\s*:\s*/, '').trim(), problem: null };
  const [, word = '', colon = '', note = ''] = match;
  const wanted = word.toLowerCase();
  const item =
    rubric.find((other) => other.id === wanted) ?? only(rubric.filter((other) => other.id.startsWith(wanted)));
  const named = colon !== '' || note === '';
  // Without a colon the first word is only taken for an item when it is one: "-2 too long" is a note.
  if (item && (named || item.id === wanted)) return { item, note: note.trim(), problem: null };
  const meant = rubric.find((other) => distance(other.id, wanted) <= Math.min(2, other.id.length / 3));
  if (!named && !meant) return { item: null, note: rest.trim(), problem: null };
  if (rubric.length === 0 && colon === '') return { item: null, note: rest.trim(), problem: null };
  return { item: null, note: '', problem: noItem(shortened(word), meant, rubric).problem };
}

function noItem(word: string, meant: RubricItem | undefined, rubric: RubricItem[]): { problem: Said } {
  if (meant) return refused(said`The rubric has no item “${word}”. Did you mean “${meant.id}”?`);
  return refused(
    rubric.length === 0
      ? said`The rubric has no item “${word}”. Its items: it has none.`
      : said`The rubric has no item “${word}”. Its items: ${rubric.map((other) => other.id).join(', ')}.`,
  );
}

function only<T>(found: T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** Number of letters to insert, delete or replace to come from one word to the other. */
function distance(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > 2) return 3;
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + Number(from[row - 1] !== to[column - 1]);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
