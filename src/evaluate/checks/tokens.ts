import { said } from '../../l10n/said';
import { CheckMistake } from './mistake';

/** One of the texts that `|` separates. */
export interface Alternative {
  text: string;
  /** Ends in an unquoted `*`: any ending will do. */
  stem: boolean;
  quoted: boolean;
}

/** An argument of a check: what stands between blanks that are not quoted. */
export interface Token {
  /** As written. */
  raw: string;
  alternatives: Alternative[];
}

const quotes: Record<string, string> = { '"': '"', '“': '”', '„': '“' };
const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

interface Reading {
  index: number;
  tokens: Token[];
  start: number;
  alternatives: Alternative[];
  text: string;
  stem: boolean;
  quoted: boolean;
  begun: boolean;
}

/**
 * Splits arguments at blanks and their texts at `|`. `"…"` holds both together, within it `\"`, `\\`, `\n`, `\t` and
 * `\u{…}` are escapes; outside, a backslash takes the next character literally. Throws a `CheckMistake`.
 */
export function tokensOf(source: string): Token[] {
  const state: Reading = {
    index: 0,
    tokens: [],
    start: 0,
    alternatives: [],
    text: '',
    stem: false,
    quoted: false,
    begun: false,
  };
  while (state.index < source.length) step(source, state);
  endToken(source, state);
  return state.tokens;
}

function step(source: string, state: Reading): void {
  const character = source[state.index] ?? '';
  if (/\s/.test(character)) {
    endToken(source, state);
    state.index++;
    state.start = state.index;
    return;
  }
  state.begun = true;
  const closing = quotes[character];
  if (closing !== undefined && (character !== '“' || state.text === '')) readQuoted(source, state, closing);
  else if (character === '|') {
    endAlternative(state);
    state.index++;
  } else if (character === '\\' && state.index + 1 < source.length) {
    state.text += source[state.index + 1] ?? '';
    state.index += 2;
  } else if (character === '*' && /^(?:$|[\s|])/.test(source.slice(state.index + 1)) && state.text !== '') {
    state.stem = true;
    state.index++;
  } else {
    state.text += character;
    state.index++;
  }
}

function readQuoted(source: string, state: Reading, closing: string): void {
  const start = state.index++;
  state.quoted = true;
  while (state.index < source.length && source[state.index] !== closing) {
    if (source[state.index] === '\\') readEscape(source, state);
    else state.text += source[state.index++] ?? '';
  }
  if (state.index >= source.length)
    throw new CheckMistake(
      said`The quotation mark that begins here has no end.`,
      source.slice(start),
      `${source.slice(start)}${closing}`,
    );
  state.index++;
}

function readEscape(source: string, state: Reading): void {
  const code = /^\\u(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{4}))/i.exec(source.slice(state.index, state.index + 12));
  const point = code ? parseInt(code[1] ?? code[2] ?? '', 16) : NaN;
  if (code && point <= 0x10ffff) {
    state.text += String.fromCodePoint(point);
    state.index += code[0].length;
    return;
  }
  const next = source[state.index + 1] ?? '';
  state.text += escapes[next] ?? next;
  state.index += 2;
}

function endAlternative(state: Reading): void {
  state.alternatives.push({ text: state.text, stem: state.stem, quoted: state.quoted });
  Object.assign(state, { text: '', stem: false, quoted: false });
}

function endToken(source: string, state: Reading): void {
  if (!state.begun) return;
  endAlternative(state);
  const raw = source.slice(state.start, state.index);
  if (state.alternatives.some(({ text, quoted }) => text === '' && !quoted))
    throw new CheckMistake(said`“${raw}” has nothing on one side of a “|”; write \\| for the character itself.`, raw);
  state.tokens.push({ raw, alternatives: state.alternatives });
  Object.assign(state, { alternatives: [], begun: false });
}

/** The one text of a token. Throws where it offers several. */
export function textOf(token: Token): string {
  const [first, ...others] = token.alternatives;
  if (!first || others.length > 0) throw new CheckMistake(said`“${token.raw}” must be one text here.`, token.raw);
  return first.stem ? `${first.text}*` : first.text;
}
