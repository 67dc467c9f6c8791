import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boardsToCsv, boardsToMarkdown, boardToMarkdown, escapeCell } from '../../../src/exchange/boardTable';
import { toCsv } from '../../../src/exchange/csv';
import type { Board, BoardRow } from '../../../src/model/board';
import { wildText } from './arbitrary';

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

function row(bot: string, total: number, scored: number): BoardRow {
  const cell = { points: total, max: 100, scored, answered: 2, prompts: 3, outdated: 0, scoredMax: scored * 30 };
  return {
    botId: 1,
    bot,
    server: 'http://127.0.0.1:1234',
    modelId: bot,
    quantization: bot,
    architecture: null,
    format: null,
    modelParameters: null,
    sizeBytes: 4_700_000_000,
    temperature: null,
    practice: false,
    total,
    max: 100,
    stars: 0.1,
    tokensPerSecond: 20,
    timeToFirstTokenSeconds: null,
    tier: 'measured',
    categories: { c: cell },
  };
}

const boardOf = (...rows: BoardRow[]): Board => ({
  practice: false,
  categories: [{ id: 'c', title: 'Category', points: 100, prompts: 3 }],
  rows,
});

describe('CSV', () => {
  it('reads back as it was written', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', ' ', '"', ',', '\r\n', '\n', 'é', '😀', "'") })
      .map((text) => `x${text}`);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        expect(readCsv(toCsv(rows))).toEqual(rows);
      }),
    );
  });

  it('has no text field that a spreadsheet takes for a formula, whatever its list separator', () => {
    const parts = fc.array(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝', ';', '"', ' ', 'cmd|x', 'a'), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(parts, (signs) => {
        const [field = ''] = readCsv(toCsv([[signs.join('')]]))[0] ?? [];
        for (const piece of field.split(/[;\t]/)) expect(piece).not.toMatch(/^\s*"?[=+\-@＝]/);
      }),
    );
    expect(toCsv([['=1+1', -3.5, null, 'a']])).toBe("'=1+1,-3.5,,a\r\n");
  });

  it('leaves the fields of what was not scored empty, and says how much was', () => {
    const [header = [], unscored = [], scored = []] = readCsv(
      boardsToCsv([boardOf(row('new', 0, 0), row('old', 12.5, 1))]),
    );
    const value = (line: string[], name: string): string | undefined => line[header.indexOf(name)];
    expect([value(unscored, 'c'), value(unscored, 'total'), value(unscored, 'answered')]).toEqual(['', '', '2']);
    expect([value(scored, 'c'), value(scored, 'total'), value(scored, 'scored_max')]).toEqual(['12.5', '12.5', '30']);
  });

  it('has the columns that are shown, in their order', () => {
    const text = boardsToCsv([boardOf(row('a', 1, 1))], ['server', 'speed', 'unknown']);
    expect(text.split('\r\n')[0]).toBe('bot,c,server,model,tokens_per_second,practice');
  });
});

describe('Markdown', () => {
  it('keeps each name in one cell in which nothing means anything to Markdown, HTML or a terminal', () => {
    expect(escapeCell('<img src=x onerror=alert(1)> | `a` [b](c)\n\u202e')).toBe(
      '&lt;img src=x onerror=alert(1)&gt; \\| \\`a\\` \\[b\\](c) \ufffd',
    );
    expect(escapeCell('@someone https://evil.example www.evil.example')).not.toMatch(/@|:\/\/|www\./);
    expect(boardToMarkdown({ practice: true, categories: [], rows: [] })).toMatch(/^\*\*Practice results/);
    fc.assert(
      fc.property(wildText, (name) => {
        const page = boardsToMarkdown([boardOf(row(name, 1, 1))], '2026-01-01');
        expect(page).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]|<|```[^]*%%/u);
        const lines = page.split('\n').filter((line) => line.startsWith('|'));
        expect(lines).toHaveLength(3);
        for (const line of lines) expect(line.replaceAll('\\\\', '').replaceAll('\\|', '').split('|')).toHaveLength(11);
      }),
    );
  });

  it('charts the totals in Mermaid, with quoted names that cannot end the chart', () => {
    const page = boardsToMarkdown(
      [boardOf(row('a"]\n```%%{init}', 2, 1), row('a"] ```%%{init}', 1, 1), row('unscored', 0, 0))],
      '2026-01-01',
    );
    const chart = /```mermaid\n([^`]*)```/.exec(page)?.[1];
    expect(chart).toContain('x-axis ["a init", "a init (2)"]');
    expect(chart).toContain('bar [2, 1]');
  });
});
