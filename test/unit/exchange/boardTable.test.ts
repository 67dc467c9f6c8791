import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boardsToCsv, boardsToMarkdown, boardToMarkdown, escapeCell } from '../../../src/exchange/boardTable';
import { toCsv } from '../../../src/exchange/csv';
import { exportStrings } from '../../../src/exchange/strings';
import { wordsOf } from '../../../src/exchange/words';
import { translate } from '../../../src/l10n/strings';
import { noProof } from '../../../src/model/tier';
import type { Board, BoardCell, BoardRow } from '../../../src/model/board';
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
  const parts = { given: total, proven: 0, accepted: 0, open: 0, openItems: 0 };
  const cell = {
    ...parts,
    points: total,
    max: 100,
    scored,
    answered: 2,
    prompts: 3,
    outdated: 0,
    scoredMax: scored * 30,
  };
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
    ...parts,
    stars: 0.1,
    tokensPerSecond: 20,
    timeToFirstTokenSeconds: null,
    tier: 'operator',
    proof: noProof,
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
  it('says who gave the points and what is open', () => {
    const made = { points: 12, given: 4, proven: 8, accepted: 0, open: 18, openItems: 2 };
    const one = row('a', 12, 1);
    const cell = { ...(one.categories['c'] as BoardCell), ...made };
    const table = boardToMarkdown(boardOf({ ...one, ...made, total: 12, categories: { c: cell } }));
    expect(table).toContain('12 of 100 (1/3, 8 proven)');
    expect(table).toContain('12 of 30 (4 by hand · 8 by a program · 18 points open)');
  });

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
        for (const line of lines) expect(line.replaceAll('\\\\', '').replaceAll('\\|', '').split('|')).toHaveLength(13);
      }),
    );
  });

  it('is in the language that is asked for, with its figures, but for the numbers that Mermaid reads', () => {
    const bundle = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../../l10n/bundle.l10n.vi.json'), 'utf8'),
    ) as Record<string, string>;
    const words = wordsOf({ tag: 'vi', strings: translate(exportStrings, (text) => bundle[text] ?? text) });
    const practice = { ...boardOf(row('b', 1, 1)), practice: true };
    const boards = [boardOf(row('a', 12.5, 1), row('new', 0, 0)), practice, boardOf()];
    const page = boardsToMarkdown(boards, '2026-01-05', ['total', 'speed', 'size'], words);
    expect(page).toMatch(/^# Bảng xếp hạng\n/);
    expect(page).toContain('| Bot | Category | Tổng | Token/s | Kích thước (GB) |');
    expect(page).toContain('| a | 12,5 trên 100 (1/3) | 12,5/30 | 20,00 | 4,7 |');
    expect(page).toContain('title "Tổng điểm, tất cả những gì đã chấm"');
    expect(page).toContain('title "Tổng điểm, tất cả những gì đã chấm, luyện tập"');
    expect(page).toContain('y-axis "Điểm" 0 --> 12.5\n    bar [12.5]');
    expect(page).toContain('**Kết quả luyện tập: các mô hình này không có thật.**');
    expect(page).toContain('Chưa có bot nào có câu trả lời.');
    expect(page).toMatch(/ Xuất từ Local LLM Playground, 05\/01\/2026\.\n$/);
  });

  it('has a chart that no translation can end', () => {
    const strings = translate(exportStrings, (text) => `"\n\`\`\`%%{init}]${text}`);
    const page = boardsToMarkdown([boardOf(row('}"', 2, 1))], '2026-01-01', [], wordsOf({ tag: 'vi', strings }));
    const chart = /```mermaid\n([^]*?)```/.exec(page)![1]!;
    expect(chart.split('\n').map((line) => line.replaceAll(/[^"]/g, '').length)).toEqual([0, 2, 2, 2, 0, 0]);
    expect(chart).toContain('x-axis ["init bot"]');
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
