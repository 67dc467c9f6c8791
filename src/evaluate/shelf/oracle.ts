import { compile, parse, ParseError, QueryError, type Fields } from '../../../evaluate/shelf/typescript/shelf';
import { quoted, shownRecords, type ShelfCase } from './cases';

/** What a right package answers: worked out here by the reference, and never taken into the sandbox. */
export function expectedOutput(one: ShelfCase): string {
  try {
    if (one.op === 'parse') return `ok ${shown(parse(one.text))}`;
    const records = one.records.map((record) => new Map(Object.entries(record)));
    const query = compile(one.query);
    const matches = records.map((record) => (query.match(record) ? '1' : '0')).join('');
    return `ok m${matches} ${shown(query.run(records))} 1`;
  } catch (error) {
    if (error instanceof ParseError) return failure(error.line, error.reason, error.message);
    if (error instanceof QueryError) return failure(error.pos, error.reason, error.message);
    throw error;
  }
}

function failure(at: number, reason: string, message: string): string {
  return `err 1 ${at} ${reason.charAt(0)} ${quoted(message)} 1`;
}

function shown(records: Fields[]): string {
  return shownRecords(records.map((record) => [...record].sort(([a], [b]) => (a < b ? -1 : 1))));
}

/**
 * What packages without any work in them answer: nothing and false, everything and true, or an error at the first
 * place. The share of cases that the best of them gets right for each operation earns nothing.
 */
const stubs: ((one: ShelfCase) => string)[] = [
  (one) => (one.op === 'parse' ? 'ok 0' : `ok m${'0'.repeat(one.records.length)} 0 1`),
  (one) =>
    one.op === 'parse'
      ? 'ok 0'
      : `ok m${'1'.repeat(one.records.length)} ${shown(one.records.map((record) => new Map(Object.entries(record))))} 1`,
  (one) =>
    one.op === 'parse'
      ? failure(1, 'syntax error', 'line 1: syntax error')
      : failure(0, 'syntax error', 'offset 0: syntax error'),
];

/** How many of the cases a stub passes. */
export function stubPasses(cases: readonly ShelfCase[]): number {
  const best = (op: ShelfCase['op']): number => {
    const own = cases.filter((one) => one.op === op).map((one) => ({ one, right: expectedOutput(one) }));
    return Math.max(0, ...stubs.map((stub) => own.filter(({ one, right }) => stub(one) === right).length));
  };
  return best('parse') + best('run');
}
