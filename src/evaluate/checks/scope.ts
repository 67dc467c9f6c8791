import { said } from '../../l10n/said';
import { languageNamed, isLanguage } from './codeLanguages';
import { CheckMistake } from './mistake';
import { numberedParts } from './numberedParts';
import { compilePattern } from './pattern';
import { Scoped } from './scoped';
import { sectionOf } from './sections';
import { tokensOf, type Token } from './tokens';

/** Where a check looks. Gives null where the answer has no such place: the check is unknown then. */
type Find = (text: Scoped, titles: readonly string[]) => Scoped | null;

export const scopeNames = ['section', 'item', 'code', 'table', 'paragraph', 'line', 'prose', 'text'] as const;

/** True where the text reads as a scope, or as a chain of them: `paragraph 1 in section "Reply"`. */
export function isScope(source: string): boolean {
  try {
    scopeOf(source);
    return true;
  } catch (error) {
    if (error instanceof CheckMistake) return false;
    throw error;
  }
}

/** The title that a scope names, if it names one. */
export function titlesIn(scope: string): string[] {
  return links(tokensOf(scope)).flatMap(([name, title]) =>
    name?.raw === 'section' && title ? [title.alternatives[0]?.text ?? ''] : [],
  );
}

/** Throws a `CheckMistake` where it is no scope. */
export function scopeOf(source: string): Find {
  const finds = links(tokensOf(source)).map(linkOf).reverse();
  return (text, titles) => finds.reduce<Scoped | null>((found, find) => found && find(found, titles), text);
}

function links(tokens: Token[]): Token[][] {
  const found: Token[][] = [[]];
  for (const token of tokens) {
    if (token.raw === 'in') found.push([]);
    else found.at(-1)?.push(token);
  }
  return found;
}

function linkOf(tokens: Token[]): Find {
  const [name, ...rest] = tokens;
  const words = rest.map((token) => token.alternatives.map(({ text, stem }) => (stem ? `${text}*` : text)).join('|'));
  switch (name?.raw) {
    case 'section':
      if (words.length === 0) throw new CheckMistake(said`A scope reads \`section "Title"\`.`);
      return (text, titles) => within(text, sectionOf(text.text, text.doc, words.join(' '), titles));
    case 'item':
      return itemScope(numberOf(words));
    case 'code':
      return codeScope(words);
    case 'table':
      return nth(words, (text) => text.doc.tables);
    case 'paragraph':
      return nth(words, (text) => text.doc.paragraphs);
    case 'line':
      if (rest.length === 0) throw new CheckMistake(said`A scope reads \`line PATTERN\`, e.g. \`line "Answer:"\`.`);
      return lineScope(rest);
    case 'prose':
    case 'text':
      if (rest.length > 0) break;
      return (text) => without(text, name.raw === 'text');
    default:
  }
  throw new CheckMistake(said`“${tokens.map(({ raw }) => raw).join(' ')}” is no scope.`);
}

function within(text: Scoped, span: { start: number; end: number } | null): Scoped | null {
  return span && text.slice(span.start, span.end);
}

function numberOf(words: string[]): number {
  const [word = '1'] = words;
  if (words.length > 1 || !/^-?[1-9]\d{0,5}$/.test(word))
    throw new CheckMistake(said`A scope names which one by a number from 1, or from -1 for the last.`);
  return Number(word);
}

function nth(words: string[], spans: (text: Scoped) => { start: number; end: number }[]): Find {
  const number = numberOf(words);
  return (text) => within(text, spans(text).at(number > 0 ? number - 1 : number) ?? null);
}

function itemScope(number: number): Find {
  return (text) => {
    const parts = numberedParts(text.text);
    const part = number > 0 ? parts.find((other) => other.number === number) : parts.at(number);
    return within(text, part ? { start: part.contentStart, end: part.end } : null);
  };
}

function codeScope(words: string[]): Find {
  const [first = '', ...rest] = words;
  const numbered = first === '' || /^-?\d+$/.test(first);
  const number = numberOf(numbered ? words : rest);
  return (text) => {
    const fences = text.doc.fences.filter(
      ({ language }) =>
        (language !== 'answers' || first === 'answers') &&
        (numbered || first === '*' || isLanguage(language, languageNamed(first))),
    );
    const fence = fences.at(number > 0 ? number - 1 : number);
    return fence ? new Scoped(fence.content, text.lineAt(fence.contentStart)) : null;
  };
}

function lineScope(tokens: Token[]): Find {
  const source = tokens.map(({ raw }) => raw).join(' ');
  const [only] = tokens;
  const text = tokens.length === 1 && only?.alternatives.length === 1 ? (only.alternatives[0]?.text ?? '') : source;
  const pattern = compilePattern(source.startsWith('/') ? source : text);
  return (scoped) => {
    const line = scoped
      .lines()
      .find((other) => pattern.test(other.text) || pattern.test(other.text.replace(/[*`]/g, '')));
    return line ? new Scoped(line.text, line.line) : null;
  };
}

/** Without code blocks, and without tables too; what is left out leaves blank lines, so that places stay true. */
function without(text: Scoped, tablesToo: boolean): Scoped {
  const spans = [...text.doc.fences, ...(tablesToo ? text.doc.tables : [])];
  return new Scoped(blanked(text.text, spans), text.firstLine);
}

export function blanked(text: string, spans: readonly { start: number; end: number }[]): string {
  let result = text;
  for (const { start, end } of [...spans].sort((a, b) => b.start - a.start))
    result = result.slice(0, start) + result.slice(start, end).replace(/[^\n]/g, '') + result.slice(end);
  return result;
}
