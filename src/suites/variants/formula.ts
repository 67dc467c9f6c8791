import { said, SaidError } from '../../l10n/said';
import { functions, isTrue, numberOf, type Value } from './functions';

/** A formula, a parameter or a figure of it is not what it should be. The message says what is expected. */
export class FormulaMistake extends SaidError {}

export type Names = ReadonlyMap<string, Value>;

/** A formula that was read: computing it cannot loop, call out or take long, as there is nothing to do so with. */
export type Formula = (names: Names) => Value;

const token = /\s*(?:(\d+(?:\.\d+)?)|"((?:[^"\\\n]|\\.)*)"|([a-z_][a-z0-9_]*)|(\*\*|==|!=|<=|>=|&&|\|\||[-+*/%<>!?:(),^]))/giy;
/** By how tightly they bind, loosest first. */
const binary: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];
const mostNesting = 40;

interface Token {
  kind: 'number' | 'text' | 'name' | 'sign' | 'end';
  text: string;
}

/**
 * Reads a formula: numbers, "texts", names, `+ - * / % ^`, comparisons, `&& || !`, `a ? b : c` and the functions of
 * functions.ts. Throws a `FormulaMistake`.
 */
export function formulaOf(source: string): Formula {
  const reader = new Reader(tokensOf(source));
  const formula = reader.choice(0);
  reader.require('end', '');
  return formula;
}

function tokensOf(source: string): Token[] {
  if (source.length > 1_000) throw new FormulaMistake(said`A formula has at most 1,000 characters.`);
  const found: Token[] = [];
  token.lastIndex = 0;
  let end = 0;
  for (let match = token.exec(source); match; match = token.exec(source)) {
    end = token.lastIndex;
    const [, number, text, name, sign] = match;
    if (number !== undefined) found.push({ kind: 'number', text: number });
    else if (text !== undefined) found.push({ kind: 'text', text: text.replace(/\\(.)/g, '$1') });
    else if (name !== undefined) found.push({ kind: 'name', text: name });
    else found.push({ kind: 'sign', text: sign ?? '' });
  }
  const rest = source.slice(end).trim();
  if (rest !== '') throw new FormulaMistake(said`“${rest.slice(0, 20)}” is not understood in a formula.`);
  return [...found, { kind: 'end', text: '' }];
}

class Reader {
  private at = 0;

  constructor(private readonly tokens: Token[]) {}

  choice(depth: number): Formula {
    if (depth > mostNesting) throw new FormulaMistake(said`This formula is nested too deep.`);
    const condition = this.level(0, depth);
    if (!this.takes('?')) return condition;
    const yes = this.choice(depth + 1);
    this.require('sign', ':');
    const no = this.choice(depth + 1);
    return (names) => (isTrue(condition(names)) ? yes(names) : no(names));
  }

  require(kind: Token['kind'], text: string): void {
    const { kind: found, text: shown } = this.peek();
    if (found !== kind || (kind === 'sign' && shown !== text))
      throw new FormulaMistake(
        kind === 'end'
          ? said`“${shown}” is too much at the end of a formula.`
          : said`“${text}” is expected in a formula, not “${shown}”.`,
      );
    this.at++;
  }

  private level(which: number, depth: number): Formula {
    const signs = binary[which];
    if (!signs) return this.power(depth);
    let left = this.level(which + 1, depth);
    for (let sign = this.peek(); sign.kind === 'sign' && signs.includes(sign.text); sign = this.peek()) {
      this.at++;
      left = combined(sign.text, left, this.level(which + 1, depth));
    }
    return left;
  }

  /** `-a ^ b` is `-(a ^ b)`, as on paper. */
  private power(depth: number): Formula {
    if (depth > mostNesting) throw new FormulaMistake(said`This formula is nested too deep.`);
    if (this.takes('-')) {
      const value = this.power(depth + 1);
      return (names) => -numberOf(value(names));
    }
    if (this.takes('!')) {
      const value = this.power(depth + 1);
      return (names) => Number(!isTrue(value(names)));
    }
    const base = this.single(depth);
    if (!this.takes('^') && !this.takes('**')) return base;
    const exponent = this.power(depth + 1);
    return (names) => numberOf(base(names)) ** numberOf(exponent(names));
  }

  private single(depth: number): Formula {
    const { kind, text } = this.peek();
    this.at++;
    if (kind === 'number') return () => Number(text);
    if (kind === 'text') return () => text;
    if (kind === 'name') return this.takes('(') ? this.call(text, depth) : named(text);
    if (kind === 'sign' && text === '(') {
      const inner = this.choice(depth + 1);
      this.require('sign', ')');
      return inner;
    }
    throw new FormulaMistake(text === '' ? said`The formula stops too early.` : said`“${text}” stands at a wrong place in a formula.`);
  }

  private call(name: string, depth: number): Formula {
    const made = functions[name];
    if (!made)
      throw new FormulaMistake(said`There is no function “${name}”; known are ${Object.keys(functions).join(', ')}.`);
    const given: Formula[] = [];
    if (!this.takes(')')) {
      do given.push(this.choice(depth + 1));
      while (this.takes(','));
      this.require('sign', ')');
    }
    if (given.length < made.least || given.length > made.most)
      throw new FormulaMistake(said`“${name}” is written ${made.usage}.`);
    return (names) => made.compute(given.map((one) => one(names)));
  }

  private peek(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '' };
  }

  private takes(sign: string): boolean {
    const { kind, text } = this.peek();
    if (kind !== 'sign' || text !== sign) return false;
    this.at++;
    return true;
  }
}

function named(name: string): Formula {
  return (names) => {
    const value = names.get(name);
    if (value === undefined) throw new FormulaMistake(said`“${name}” is not defined above.`);
    return value;
  };
}

function combined(sign: string, left: Formula, right: Formula): Formula {
  return (names) => {
    const a = left(names);
    if (sign === '&&') return Number(isTrue(a) && isTrue(right(names)));
    if (sign === '||') return Number(isTrue(a) || isTrue(right(names)));
    const b = right(names);
    if (sign === '==') return Number(same(a, b));
    if (sign === '!=') return Number(!same(a, b));
    return computed(sign, numberOf(a), numberOf(b));
  };
}

/** Sums of decimals are compared as people mean them: 0.1 + 0.2 is 0.3. */
function same(a: Value, b: Value): boolean {
  return typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)) : a === b;
}

function computed(sign: string, a: number, b: number): number {
  switch (sign) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return ((a % b) + b) % b;
    case '<':
      return Number(a < b && !same(a, b));
    case '<=':
      return Number(a < b || same(a, b));
    case '>':
      return Number(a > b && !same(a, b));
    default:
      return Number(a > b || same(a, b));
  }
}
