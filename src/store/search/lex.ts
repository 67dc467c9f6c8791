export type Lexeme =
  | { type: 'and' | 'or' | 'not' | 'open' | 'close'; text: string }
  | { type: 'word'; text: string; last: boolean }
  | { type: 'phrase'; text: string; closed: boolean };

const quotes = '"“”„«»';
const operators: Record<string, 'and' | 'or' | 'not'> = { AND: 'and', OR: 'or', NOT: 'not' };

/** Splits what a person typed. Only capital AND, OR and NOT are operators; any other text is words. */
export function lex(query: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let depth = 0;
  let at = 0;
  while (at < query.length) {
    const character = query.charAt(at);
    if (quotes.includes(character)) {
      const end = endOf(query, at + 1, quotes);
      lexemes.push({ type: 'phrase', text: query.slice(at + 1, end), closed: end < query.length });
      at = end + 1;
    } else if (character === '(') {
      lexemes.push({ type: 'open', text: '(' });
      depth++;
      at++;
    } else if (character === ')' && depth > 0) {
      lexemes.push({ type: 'close', text: ')' });
      depth--;
      at++;
    } else if (/\s/.test(character)) at++;
    else {
      const end = wordEnd(query, at, depth);
      const text = query.slice(at, end);
      const operator = operators[text];
      lexemes.push(operator ? { type: operator, text } : { type: 'word', text, last: end === query.length });
      at = end;
    }
  }
  return lexemes;
}

function endOf(query: string, from: number, stops: string): number {
  let at = from;
  while (at < query.length && !stops.includes(query.charAt(at))) at++;
  return at;
}

/** A closing parenthesis ends a word unless the word opened it, as `main()` does. */
function wordEnd(query: string, from: number, depth: number): number {
  let inside = 0;
  let at = from;
  for (; at < query.length; at++) {
    const character = query.charAt(at);
    if (/\s/.test(character) || quotes.includes(character)) break;
    if (character === '(') inside++;
    if (character === ')') {
      if (inside === 0 && depth > 0) break;
      inside--;
    }
  }
  return at;
}
