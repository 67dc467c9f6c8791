// The driver turns each case's input into an output. Expected values never come here: they are compared elsewhere.
import { readFileSync, writeSync } from 'node:fs';
import * as shelf from './shelf.ts';

type Fields = Map<string, string>;
const kinds: Record<string, string> = { 'syntax error': 's', 'duplicate key': 'd', 'unterminated string': 'u' };

class Input {
  readonly words: string[];
  constructor(words: string[]) {
    this.words = words;
  }
  text(): string {
    return Buffer.from((this.words.shift() ?? '').slice(1), 'hex').toString('utf8');
  }
  count(): number {
    return Number(this.words.shift());
  }
  records(): Fields[] {
    return Array.from({ length: this.count() }, () => {
      const fields: Fields = new Map();
      for (let left = this.count(); left > 0; left--) {
        const key = this.text();
        fields.set(key, this.text());
      }
      return fields;
    });
  }
}

function quoted(text: string): string {
  return `x${Buffer.from(text, 'utf8').toString('hex')}`;
}

function shown(records: readonly Fields[]): string {
  const words = [String(records.length)];
  for (const record of records) {
    words.push(String(record.size));
    for (const key of [...record.keys()].sort()) words.push(quoted(key), quoted(String(record.get(key))));
  }
  return words.join(' ');
}

function failed(error: unknown, typed: boolean, name: 'line' | 'pos'): string {
  const facts = (error ?? {}) as Record<string, unknown>;
  const at = typed ? Number(facts[name]) : -1;
  const kind = kinds[String(facts['reason'])] ?? '?';
  return `err ${Number(typed)} ${at} ${kind} ${quoted(String(facts['message']))} 1`;
}

function answer(op: string, given: Input): string {
  if (op === 'hello') {
    for (const value of [shelf.parse, shelf.compile, shelf.ParseError, shelf.QueryError])
      if (typeof value !== 'function')
        throw new TypeError('parse, compile, ParseError and QueryError must be exported');
    return 'ready';
  }
  if (op === 'parse') {
    try {
      return `ok ${shown(shelf.parse(given.text()))}`;
    } catch (error) {
      return failed(error, error instanceof shelf.ParseError, 'line');
    }
  }
  const records = given.records();
  const before = shown(records);
  let query: shelf.Query;
  try {
    query = shelf.compile(given.text());
  } catch (error) {
    return failed(error, error instanceof shelf.QueryError, 'pos');
  }
  const matches = records.map((record) => (query.match(record) ? '1' : '0')).join('');
  return `ok m${matches} ${shown(query.run(records))} ${Number(before === shown(records))}`;
}

for (const line of readFileSync(0, 'utf8').split('\n')) {
  if (line === '') continue;
  const [nonce = '', op = '', ...words] = line.split(' ');
  let result: string;
  try {
    result = answer(op, new Input(words));
  } catch (error) {
    if (op === 'hello') throw error;
    result = `panic ${quoted(String(error).slice(0, 200))}`;
  }
  writeSync(1, `\n${nonce} ${result}\n`);
}
