import { beginningWord } from './beginnings';
import { isUnspaced, wordsOf } from './fold';
import { splitIdentifier } from './identifiers';
import { lex, type Lexeme } from './lex';

/** Words that have to follow one another; with `prefix` the last one may go on. */
export interface Phrase {
  words: string[];
  prefix: boolean;
}

export interface ParsedQuery {
  /** For FTS5's MATCH: made of quoted words and operators only, so that it is always legal. */
  exact: string;
  /**
   * The same for an index of many texts: an unfinished word of few letters is looked up among the beginnings of words.
   * At the end of a phrase it may then stand anywhere, until more letters of it are typed.
   */
  quick: string;
  /** What to mark in what was found. */
  phrases: Phrase[];
}

/** Words beyond these are ignored: nobody types so many, but some paste a page. */
const mostWords = 64;
const deepest = 8;

/**
 * Reads what a person typed: words (all have to be there), `"phrases"`, `begin*`, AND, OR, NOT, parentheses. Any text
 * is legal; null where it has no word in it. Unless `prefix` is false, the last word may be unfinished.
 */
export function parseQuery(text: string, prefix = true): ParsedQuery | null {
  const lexemes = lex(text);
  const typed = lexemes.some((lexeme) => lexeme.type === 'word' || lexeme.type === 'phrase')
    ? lexemes
    : lexemes.map(asWord);
  const exact = new Parser(typed, prefix, matchExactly);
  const expression = exact.parse();
  if (expression === null) return null;
  const quick = new Parser(typed, prefix, matchQuickly).parse() ?? expression;
  return { exact: expression, quick, phrases: exact.phrases };
}

/** Where nothing but operators was typed, they are words. */
function asWord(lexeme: Lexeme, index: number, all: Lexeme[]): Lexeme {
  return { type: 'word', text: lexeme.text, last: index === all.length - 1 };
}

class Parser {
  private at = 0;
  private depth = 0;
  private words = 0;
  private negated = false;
  readonly phrases: Phrase[] = [];

  constructor(
    private readonly lexemes: Lexeme[],
    private readonly prefix: boolean,
    private readonly match: (phrase: Phrase) => string,
  ) {}

  parse(): string | null {
    const parts: string[] = [];
    while (this.at < this.lexemes.length) {
      const part = this.alternatives();
      if (part !== null) parts.push(part);
      this.at++;
    }
    return join(parts, 'AND');
  }

  private alternatives(): string | null {
    const parts: string[] = [];
    do {
      const part = this.conjunction();
      if (part !== null) parts.push(part);
    } while (this.take('or'));
    return join(parts, 'OR');
  }

  private conjunction(): string | null {
    const wanted: string[] = [];
    const unwanted: string[] = [];
    for (;;) {
      const next = this.lexemes[this.at];
      if (!next || next.type === 'or' || next.type === 'close') break;
      this.at++;
      if (next.type === 'and') continue;
      if (next.type !== 'not') pushTo(wanted, this.operand(next));
      else if (wanted.length === 0) pushTo(wanted, this.term('NOT', false));
      else pushTo(unwanted, this.negation());
    }
    const all = join(wanted, 'AND');
    return all === null || unwanted.length === 0 ? all : `(${all} NOT ${join(unwanted, 'OR')})`;
  }

  private negation(): string | null {
    while (this.take('not') || this.take('and'));
    const next = this.lexemes[this.at];
    if (!next || next.type === 'or' || next.type === 'close') return null;
    this.at++;
    const before = this.negated;
    this.negated = true;
    const operand = this.operand(next);
    this.negated = before;
    return operand;
  }

  private operand(lexeme: Lexeme): string | null {
    if (lexeme.type === 'open') return this.group();
    if (lexeme.type === 'phrase') return this.term(lexeme.text, this.prefix && !lexeme.closed);
    const open = lexeme.type === 'word' && lexeme.last && this.prefix;
    return this.term(lexeme.text, open || lexeme.text.endsWith('*'));
  }

  private group(): string | null {
    // Deeper ones count as if they were not there; FTS5's parser has a limit.
    if (this.depth >= deepest) return null;
    this.depth++;
    const inside = this.alternatives();
    this.take('close');
    this.depth--;
    return inside;
  }

  private take(type: Lexeme['type']): boolean {
    if (this.lexemes[this.at]?.type !== type) return false;
    this.at++;
    return true;
  }

  /** Code such as `std::vector` or `snake_case` is a phrase; camelCase is also looked for by its parts. */
  private term(text: string, prefix: boolean): string | null {
    const variants = [wordsOf(text)];
    const split = splitIdentifier(text);
    if (split !== text) variants.push(wordsOf(split));
    const parts: string[] = [];
    for (const words of variants) {
      const kept = words.slice(0, Math.max(0, mostWords - this.words));
      this.words += kept.length;
      const last = kept.at(-1);
      if (last === undefined) continue;
      const phrase = { words: kept, prefix: prefix && !isUnspaced(last) };
      if (!this.negated) this.phrases.push(phrase);
      parts.push(this.match(phrase));
    }
    return join(parts, 'OR');
  }
}

/** Where a word may go on, the word itself counts as well, so that it comes before longer ones. */
function matchExactly({ words, prefix }: Phrase): string {
  return prefix ? `(${quote(words)} OR ${quote(words)} *)` : quote(words);
}

function matchQuickly({ words, prefix }: Phrase): string {
  const beginning = prefix ? beginningWord(words.at(-1) ?? '') : null;
  if (beginning === null) return matchExactly({ words, prefix });
  if (words.length === 1) return `(${quote(words)} OR ${quote([beginning])})`;
  return `(${quote(words)} OR (${quote(words.slice(0, -1))} AND ${quote([beginning])}))`;
}

function quote(words: string[]): string {
  return `"${words.join(' ')}"`;
}

function join(parts: string[], operator: 'AND' | 'OR'): string | null {
  return parts.length < 2 ? (parts[0] ?? null) : `(${parts.join(` ${operator} `)})`;
}

function pushTo(list: string[], part: string | null): void {
  if (part !== null) list.push(part);
}
