import { answerTags, prefixes, reasoningTags, type TagPair } from './reasoningTags';

/**
 * What the splitter makes of an answer. An empty `text` says that a token arrived which is held back for now (a tag
 * may be beginning), so that the time to the first token can be taken. `text-was-reasoning`: all text so far was
 * reasoning, as the chat template had swallowed the opening tag and only `</think>` came.
 */
export type SplitPiece =
  { type: 'reasoning'; text: string } | { type: 'text'; text: string } | { type: 'text-was-reasoning' };

export interface ThinkSplitter {
  /** Text from a reasoning field of the protocol. */
  reasoning(text: string): SplitPiece[];
  /** Text from the content field, in which `<think>…</think>` may hide. */
  content(text: string): SplitPiece[];
  /** What was still held back, when the stream is over for whatever reason. */
  end(): SplitPiece[];
}

const orphan = '</think>';

/**
 * Tells reasoning from answer. Tags count at the start of the answer only (after whitespace), in any case of letters, may
 * be split anywhere, and an unclosed one leaves the rest reasoning. Whitespace after a tag belongs to it and is dropped. A
 * closing tag in backticks is the model writing about tags. What stands around the answer itself (gpt-oss, Command) goes.
 * A closing tag without an opening one counts when it stands at the start of a line, outside a code fence, in an
 * answer that has not named `<think>` before; otherwise it is the model writing about tags, and stays text.
 */
export function createThinkSplitter(more: readonly TagPair[] = []): ThinkSplitter {
  const openings = tagTable(more);
  let state: 'start' | 'thinking' | 'text' = 'start';
  let held = '';
  let closing = '';
  let marked = false;
  let reasoned = false;
  /** The opening tag was the last thing seen but for whitespace. */
  let opened = false;
  /** The last character of the reasoning so far. */
  let before = '';
  /** Ends the answer, where a tag has begun it; '' where none has. */
  let answerEnd = '';
  const lines = createOrphanWatch();

  function content(input: string): SplitPiece[] {
    if (input === '') return [];
    const pieces: SplitPiece[] = [];
    let rest = input;
    while (rest !== '') rest = step(rest, pieces);
    return pieces;
  }

  function step(input: string, pieces: SplitPiece[]): string {
    switch (state) {
      case 'start':
        return atStart(held + input, pieces);
      case 'thinking':
        return within(held + input, pieces);
      case 'text':
        return asText(input, pieces);
    }
  }

  function atStart(input: string, pieces: SplitPiece[]): string {
    held = '';
    const trimmed = input.trimStart();
    const small = lower(trimmed);
    const tag = openings.find(({ open }) => small.startsWith(open));
    // One tag may be the beginning of another: which it is shows with what comes next.
    const undecided = openings.some(({ open }) => open.length > small.length && open.startsWith(small));
    if (tag && !undecided) {
      mark(pieces);
      if (tag.kind === 'reasoning') {
        state = 'thinking';
        closing = tag.close;
        opened = true;
      }
      if (tag.kind === 'answer') answerEnd = tag.close;
      reasoned = true;
      return trimmed.slice(tag.open.length);
    }
    // The template swallowed `<think>` and the model thought nothing, or closes twice.
    if (small.startsWith(orphan)) {
      reasoned = true;
      mark(pieces);
      return trimmed.slice(orphan.length);
    }
    if (orphan.startsWith(small) || undecided) {
      held = input;
      mark(pieces);
      return '';
    }
    state = 'text';
    if (reasoned) lines.disable();
    return reasoned ? trimmed : input;
  }

  /** Reasoning up to the closing tag; what could be the beginning of that tag waits. */
  function within(whole: string, pieces: SplitPiece[]): string {
    held = '';
    const input = opened ? whole.trimStart() : whole;
    if (input === '') return '';
    opened = false;
    const { at: close, unsure } = closingAt(before, input, closing);
    const safe = close >= 0 ? close : input.length - overlap(lower(input), closing);
    const reasoning = input.slice(0, safe);
    if (reasoning !== '') pieces.push({ type: 'reasoning', text: reasoning });
    before = reasoning.slice(-1) || before;
    if (close >= 0 && !unsure) {
      state = 'start';
      return input.slice(close + closing.length);
    }
    held = input.slice(safe);
    return '';
  }

  function asText(whole: string, pieces: SplitPiece[]): string {
    const input = answerEnd === '' ? whole : beforeEnd(held + whole);
    if (input === '') return '';
    const found = lines.feed(input);
    if (found.text !== '' || !marked) pieces.push({ type: 'text', text: found.text });
    marked = true;
    if (found.rest === null) return '';
    pieces.push({ type: 'text-was-reasoning' });
    reasoned = true;
    state = 'start';
    return found.rest;
  }

  /** What of an answer that a tag has begun may be shown: its end waits, as more may follow it. */
  function beforeEnd(input: string): string {
    const end = lower(input).indexOf(answerEnd);
    const over = end >= 0 && input.slice(end + answerEnd.length).trim() === '';
    const safe = over ? end : end >= 0 ? input.length : input.length - overlap(lower(input), answerEnd);
    held = input.slice(safe);
    return input.slice(0, safe);
  }

  function mark(pieces: SplitPiece[]): void {
    if (!marked) pieces.push({ type: 'text', text: '' });
    marked = true;
  }

  return {
    content,
    reasoning(input) {
      if (input === '') return [];
      reasoned = true;
      marked = true;
      return [{ type: 'reasoning', text: input }];
    },
    end() {
      const rest = held;
      held = '';
      if (state === 'thinking') return rest === '' ? [] : [{ type: 'reasoning', text: rest }];
      if (state === 'start') {
        const kept = reasoned ? rest.trimStart() : rest;
        return kept === '' ? [] : [{ type: 'text', text: kept }];
      }
      const over = answerEnd !== '' && lower(rest).trimEnd() === answerEnd;
      const kept = over ? '' : rest;
      const found = lines.end();
      if (found.rest !== null) return [{ type: 'text-was-reasoning' }];
      if (kept !== '') return [{ type: 'text', text: found.text + kept }];
      return found.text === '' ? [] : [{ type: 'text', text: found.text }];
    },
  };
}

/** Letters of ASCII only, so that no place in the text shifts. */
function lower(input: string): string {
  return input.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

interface Opening {
  kind: 'reasoning' | 'answer' | 'nothing';
  open: string;
  close: string;
}

/** All openings in lower case, the longest first: one may begin like another. */
function tagTable(more: readonly TagPair[]): Opening[] {
  const pairs = (kind: Opening['kind'], list: readonly TagPair[]) =>
    list.map(([open, close]): Opening => ({ kind, open: lower(open), close: lower(close) }));
  return [
    ...pairs('reasoning', [...more.filter(([open, close]) => open !== '' && close !== ''), ...reasoningTags]),
    ...pairs('answer', answerTags),
    ...prefixes.map((open): Opening => ({ kind: 'nothing', open: lower(open), close: '' })),
  ].sort((a, b) => b.open.length - a.open.length);
}

/**
 * Where reasoning ends, or -1. A closing tag between backticks is one that the model writes about; `unsure` where it
 * stands behind one and what follows has not come yet.
 */
function closingAt(before: string, input: string, closing: string): { at: number; unsure: boolean } {
  const small = lower(input);
  for (let at = small.indexOf(closing); at >= 0; at = small.indexOf(closing, at + 1)) {
    const quoted = (at === 0 ? before : input[at - 1]) === '`';
    const next = input[at + closing.length];
    if (!quoted || next !== '`') return { at, unsure: quoted && next === undefined };
  }
  return { at: -1, unsure: false };
}

/** How many characters at the end of `input` could be the beginning of `tag`. */
function overlap(input: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, input.length); length > 0; length--) {
    if (input.endsWith(tag.slice(0, length))) return length;
  }
  return 0;
}

/** `rest` is what follows an orphan `</think>`, null while none was found. */
interface Found {
  text: string;
  rest: string | null;
}

function createOrphanWatch() {
  let disabled = false;
  let fenced = false;
  let held = '';
  /** The current line as far as it matters here, '' at its start. */
  let line = '';
  let tail = '';

  /** Takes text that is not an orphan tag: follows code fences and watches for the tag being named. */
  function pass(input: string): string {
    const context = tail + input;
    if (lower(context).includes('<think>')) disabled = true;
    tail = context.slice(-6);
    for (const part of input.split(/(\n)/)) {
      if (part === '\n') {
        if (/^ {0,3}(?:```|~~~)/.test(line)) fenced = !fenced;
        line = '';
      } else if (line.length < 8) line += part.slice(0, 8);
    }
    return input;
  }

  function feed(input: string): Found {
    if (disabled) return { text: input, rest: null };
    const source = held + input;
    held = '';
    let passed = '';
    let at = 0;
    while (at < source.length) {
      if (disabled) return { text: passed + source.slice(at), rest: null };
      const newline = source.indexOf('\n', at);
      const end = newline < 0 ? source.length : newline + 1;
      const part = source.slice(at, end);
      if (line === '' && !fenced) {
        if (orphan.startsWith(lower(part))) {
          held = part;
          return { text: passed, rest: null };
        }
        if (lower(part).startsWith(orphan) && /\s/.test(part.charAt(orphan.length))) {
          return { text: passed, rest: source.slice(at + orphan.length) };
        }
      }
      passed += pass(part);
      at = end;
    }
    return { text: passed, rest: null };
  }

  return {
    feed,
    disable() {
      disabled = true;
    },
    end(): Found {
      const rest = held;
      held = '';
      return lower(rest) === orphan ? { text: '', rest: '' } : { text: rest, rest: null };
    },
  };
}
