/** Reads a list of records from text and answers queries about them. */
export type Fields = Map<string, string>;

export type Reason = 'syntax error' | 'duplicate key' | 'unterminated string';

/** Says in which line a text is wrong, counted from 1. */
export class ParseError extends Error {
  readonly line: number;
  readonly reason: Reason;
  constructor(line: number, reason: Reason) {
    super(`line ${line}: ${reason}`);
    this.line = line;
    this.reason = reason;
  }
}

/** Says at which byte of its UTF-8 form a query is wrong. */
export class QueryError extends Error {
  readonly pos: number;
  readonly reason: Reason;
  constructor(pos: number, reason: Reason) {
    super(`offset ${pos}: ${reason}`);
    this.pos = pos;
    this.reason = reason;
  }
}

const fieldShape = /^([a-z][a-z0-9_]*):/;
const keyShape = /^[a-z][a-z0-9_]*$/;
const countShape = /^[0-9]{1,9}$/;
const numberShape = /^-?[0-9]+(\.[0-9]+)?$/;
const keywords = new Set(['and', 'or', 'not', 'sort', 'desc', 'limit']);

/** Reads records; the first bad line throws a `ParseError`. */
export function parse(text: string): Fields[] {
  const records: Fields[] = [];
  let current: Fields = new Map();
  let last = '';
  const finish = (): void => {
    if (current.size > 0) records.push(current);
    current = new Map();
    last = '';
  };
  for (const [index, line] of linesOf(text).entries()) {
    const content = trim(line);
    if (content === '') {
      finish();
      continue;
    }
    if (content.startsWith('#')) continue;
    if (line.startsWith(' ') || line.startsWith('\t')) {
      if (last === '') throw new ParseError(index + 1, 'syntax error');
      const before = current.get(last) ?? '';
      current.set(last, before === '' ? content : `${before} ${content}`);
      continue;
    }
    const key = fieldShape.exec(line)?.[1];
    if (key === undefined) throw new ParseError(index + 1, 'syntax error');
    if (current.has(key)) throw new ParseError(index + 1, 'duplicate key');
    last = key;
    current.set(key, trim(line.slice(key.length + 1)));
  }
  finish();
  return records;
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.map((line, index) => (index < lines.length - 1 && line.endsWith('\r') ? line.slice(0, -1) : line));
}

function trim(text: string): string {
  return text.replace(/^[ \t]+/, '').replace(/[ \t]+$/, '');
}

type Kind = 'end' | 'word' | 'string' | 'operator' | 'open' | 'close';
interface Token {
  kind: Kind;
  text: string;
  /** Position in the query, in UTF-16 units. */
  start: number;
}
type Condition = (record: Fields) => boolean;

/** Takes one token at a time, so that the leftmost error is met first. */
class Reader {
  readonly query: string;
  at = 0;
  next: Token = { kind: 'end', text: '', start: 0 };

  constructor(query: string) {
    this.query = query;
    this.advance();
  }

  fail(start: number, reason: Reason = 'syntax error'): never {
    throw new QueryError(utf8Length(this.query.slice(0, start)), reason);
  }

  advance(): void {
    while (this.at < this.query.length && ' \t\r\n'.includes(this.query.charAt(this.at))) this.at++;
    const start = this.at;
    const c = this.query.charAt(start);
    if (c === '') this.take('end', start, start);
    else if (isWordCharacter(c)) {
      let end = start;
      while (end < this.query.length && isWordCharacter(this.query.charAt(end))) end++;
      this.take('word', start, end);
    } else if (c === '"') this.readString(start);
    else if (c === '(') this.take('open', start, start + 1);
    else if (c === ')') this.take('close', start, start + 1);
    else if (c === '=' || c === '~') this.take('operator', start, start + 1);
    else if (c === '<' || c === '>' || c === '!') {
      const two = this.query.charAt(start + 1) === '=';
      if (!two && c === '!') this.fail(start);
      this.take('operator', start, start + (two ? 2 : 1));
    } else this.fail(start);
  }

  take(kind: Kind, start: number, end: number): void {
    this.next = { kind, text: this.query.slice(start, end), start };
    this.at = end;
  }

  readString(start: number): void {
    let content = '';
    for (let i = start + 1; i < this.query.length; i++) {
      const c = this.query.charAt(i);
      if (c === '"') {
        this.next = { kind: 'string', text: content, start };
        this.at = i + 1;
        return;
      }
      if (c === '\\') {
        i++;
        const escaped = this.query.charAt(i);
        if (escaped === '') break;
        if (escaped !== '"' && escaped !== '\\') this.fail(start);
        content += escaped;
      } else content += c;
    }
    this.fail(start, 'unterminated string');
  }

  isAt(kind: Kind): boolean {
    return this.next.kind === kind;
  }

  isKeyword(text: string): boolean {
    return this.next.kind === 'word' && this.next.text === text;
  }

  /** True, and one token on, where the keyword stands next. */
  skip(text: string): boolean {
    if (!this.isKeyword(text)) return false;
    this.advance();
    return true;
  }

  key(): string {
    const { kind, text, start } = this.next;
    if (kind !== 'word' || keywords.has(text) || !keyShape.test(text)) this.fail(start);
    this.advance();
    return text;
  }

  count(): number {
    const { kind, text, start } = this.next;
    if (kind !== 'word' || !countShape.test(text)) this.fail(start);
    this.advance();
    return Number(text);
  }

  or(): Condition {
    let left = this.and();
    while (this.skip('or')) {
      const before = left;
      const right = this.and();
      left = (record) => before(record) || right(record);
    }
    return left;
  }

  and(): Condition {
    let left = this.not();
    while (this.skip('and')) {
      const before = left;
      const right = this.not();
      left = (record) => before(record) && right(record);
    }
    return left;
  }

  not(): Condition {
    if (this.skip('not')) {
      const inner = this.not();
      return (record) => !inner(record);
    }
    if (this.isAt('open')) {
      this.advance();
      const inner = this.or();
      if (!this.isAt('close')) this.fail(this.next.start);
      this.advance();
      return inner;
    }
    return this.test();
  }

  test(): Condition {
    const key = this.key();
    if (this.next.kind !== 'operator') return (record) => record.has(key);
    const operator = this.next.text;
    this.advance();
    const value = this.next;
    if (value.kind !== 'string' && (value.kind !== 'word' || keywords.has(value.text))) this.fail(value.start);
    this.advance();
    return (record) => {
      const content = record.get(key);
      return content !== undefined && holds(operator, content, value.text, value.kind === 'word');
    };
  }
}

export class Query {
  private readonly holds: Condition;
  private readonly sortKey: string | null;
  private readonly desc: boolean;
  private readonly limit: number | null;

  constructor(holds: Condition, sortKey: string | null, desc: boolean, limit: number | null) {
    this.holds = holds;
    this.sortKey = sortKey;
    this.desc = desc;
    this.limit = limit;
  }

  /** Whether the condition holds; sort and limit play no part. */
  match(record: Fields): boolean {
    return this.holds(record);
  }

  /** The matching records, sorted and cut as the query says. */
  run(records: readonly Fields[]): Fields[] {
    const result = records.filter((record) => this.holds(record));
    const key = this.sortKey;
    if (key !== null) result.sort((a, b) => this.order(a.get(key), b.get(key)));
    return this.limit === null ? result : result.slice(0, this.limit);
  }

  private order(x: string | undefined, y: string | undefined): number {
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    const order = compareContents(x, y);
    return this.desc ? -order : order;
  }
}

/** Reads a query; throws a `QueryError`. */
export function compile(query: string): Query {
  const reader = new Reader(query);
  const everything = reader.next.kind === 'end' || reader.isKeyword('sort') || reader.isKeyword('limit');
  const holds = everything ? (): boolean => true : reader.or();
  const sortKey = reader.skip('sort') ? reader.key() : null;
  const desc = sortKey !== null && reader.skip('desc');
  const limit = reader.skip('limit') ? reader.count() : null;
  if (reader.next.kind !== 'end') reader.fail(reader.next.start);
  return new Query(holds, sortKey, desc, limit);
}

function isWordCharacter(c: string): boolean {
  return (
    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c === '_' || c === '.' || c === '-'
  );
}

function holds(operator: string, content: string, value: string, isWord: boolean): boolean {
  if (operator === '~') return lower(content).includes(lower(value));
  const numeric = isWord && numberShape.test(content) && numberShape.test(value);
  const order = numeric ? compareNumbers(content, value) : compareText(content, value);
  if (operator === '=') return order === 0;
  if (operator === '!=') return order !== 0;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  if (operator === '>') return order > 0;
  return order >= 0;
}

function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function compareNumbers(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function compareContents(x: string, y: string): number {
  const [isX, isY] = [numberShape.test(x), numberShape.test(y)];
  if (isX && isY) return compareNumbers(x, y);
  if (isX !== isY) return isX ? -1 : 1;
  return compareText(x, y);
}

/** By code points, which is the order of the UTF-8 bytes; UTF-16 units would put U+FFFD after an emoji. */
function compareText(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length) {
    const [x, y] = [a.codePointAt(i) ?? 0, b.codePointAt(i) ?? 0];
    if (x !== y) return x - y;
    i += x > 0xffff ? 2 : 1;
  }
  return a.length - b.length;
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
