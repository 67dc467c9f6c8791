import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boardToMarkdown, escapeCell } from '../../../src/exchange/boardTable';
import { toCsv } from '../../../src/exchange/csv';

/** A reader of RFC 4180, written from the grammar. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const fields = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (const [, quoted, plain, end] of text.matchAll(fields)) {
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe('CSV', () => {
  it('reads back as it was written', () => {
    const cell = fc.string().map((text) => `x${text}`);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        expect(readCsv(toCsv(rows))).toEqual(rows);
      }),
    );
  });

  it('never begins a text field with what a spreadsheet takes for a formula', () => {
    const dangerous = fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝'), fc.string()).map((parts) => parts.join(''));
    fc.assert(
      fc.property(dangerous, (text) => {
        expect(readCsv(toCsv([[text]]))[0]?.[0]).toBe(`'${text}`);
      }),
    );
    expect(toCsv([[-3.5, null, 'a']])).toBe('-3.5,,a\r\n');
  });
});

describe('a Markdown table cell', () => {
  it('holds no markup, no line break and no bidi control', () => {
    expect(escapeCell('<img src=x onerror=alert(1)> | `a` [b](c)\n\u202e')).toBe('&lt;img src=x onerror=alert(1)&gt; \\| \\`a\\` \\[b\\](c) ');
    expect(boardToMarkdown({ practice: true, categories: [], rows: [] })).toMatch(/^\*\*Practice results/);
  });
});
