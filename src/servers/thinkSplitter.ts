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

const tags: readonly (readonly [open: string, close: string])[] = [
  ['<think>', '</think>'],
  ['<thinking>', '</thinking>'],
  ['[THINK]', '[/THINK]'],
];
const orphan = '</think>';

/**
 * Tells reasoning from answer. Tags count at the start of the answer only (after whitespace), may be split anywhere,
 * and an unclosed one leaves the rest reasoning. Whitespace after a tag belongs to it and is dropped.
 * A closing tag without an opening one counts when it stands at the start of a line, outside a code fence, in an
 * answer that has not named `<think>` before; otherwise it is the model writing about tags, and stays text.
 */
export function createThinkSplitter(): ThinkSplitter {
  let state: 'start' | 'thinking' | 'text' = 'start';
  let held = '';
  let closing = '';
  let marked = false;
  let reasoned = false;
  /** The opening tag was the last thing seen but for whitespace. */
  let opened = false;
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
    const tag = tags.find(([open]) => trimmed.startsWith(open));
    if (tag) {
      state = 'thinking';
      closing = tag[1];
      opened = true;
      reasoned = true;
      mark(pieces);
      return trimmed.slice(tag[0].length);
    }
    // The template swallowed `<think>` and the model thought nothing, or closes twice.
    if (trimmed.startsWith(orphan)) {
      reasoned = true;
      mark(pieces);
      return trimmed.slice(orphan.length);
    }
    if (orphan.startsWith(trimmed) || tags.some(([open]) => open.startsWith(trimmed))) {
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
    const close = input.indexOf(closing);
    const safe = close >= 0 ? close : input.length - overlap(input, closing);
    const reasoning = input.slice(0, safe);
    if (reasoning !== '') pieces.push({ type: 'reasoning', text: reasoning });
    if (close >= 0) {
      state = 'start';
      return input.slice(close + closing.length);
    }
    held = input.slice(safe);
    return '';
  }

  function asText(input: string, pieces: SplitPiece[]): string {
    const found = lines.feed(input);
    if (found.text !== '' || !marked) pieces.push({ type: 'text', text: found.text });
    marked = true;
    if (found.rest === null) return '';
    pieces.push({ type: 'text-was-reasoning' });
    reasoned = true;
    state = 'start';
    return found.rest;
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
      const found = lines.end();
      if (found.rest !== null) return [{ type: 'text-was-reasoning' }];
      return found.text === '' ? [] : [{ type: 'text', text: found.text }];
    },
  };
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
    if (context.includes('<think>')) disabled = true;
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
        if (orphan.startsWith(part)) {
          held = part;
          return { text: passed, rest: null };
        }
        if (part.startsWith(orphan) && /\s/.test(part.charAt(orphan.length))) {
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
      return rest === orphan ? { text: '', rest: '' } : { text: rest, rest: null };
    },
  };
}
