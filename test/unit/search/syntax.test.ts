import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aSample, names } from './sample';
import { tries } from '../tries';

describe('AND, OR and NOT', () => {
  it.each([
    ['red blue', ['red blue']],
    ['red AND blue', ['red blue']],
    ['red OR green', ['red', 'red blue', 'green']],
    ['red NOT blue', ['red']],
    ['red AND NOT blue', ['red']],
    ['(red OR green) NOT blue', ['red', 'green']],
    ['green OR red blue', ['red blue', 'green']],
    ['red NOT (blue OR green)', ['red']],
    ['red NOT blue NOT green', ['red']],
    ['red AND', ['red', 'red blue']],
    ['red OR', ['red', 'red blue']],
    ['red NOT', ['red', 'red blue']],
    ['AND red', ['red', 'red blue']],
    ['(red', ['red', 'red blue']],
    ['red)', ['red', 'red blue']],
    ['rock and roll', ['rock and roll']],
    ['rock or roll', []],
    ['NOT', ['not']],
    ['not', ['not']],
    ['NOT red', []],
    ['NEAR(red blue)', []],
    ['red NOT red', []],
    ['title : red', []],
    ['^red', ['red', 'red blue']],
    ['-red', ['red', 'red blue']],
    ['***', []],
    ['', []],
    ['🎉', []],
  ])('%s', async (query, expected) => {
    const { store, answer } = await aSample();
    const texts = new Map(
      ['red', 'red blue', 'green', 'rock and roll', 'not'].map((text) => [String(answer(text).id), text]),
    );
    const found = store.search.query(query, { in: 'outputs' }).map((hit) => texts.get(hit.id) ?? hit.id);
    expect(found.sort()).toEqual([...expected].sort());
  });
});

describe('any text is a legal query', () => {
  const pieces = [
    '"',
    '“',
    '(',
    ')',
    '*',
    '^',
    ':',
    '-',
    '+',
    'AND',
    'OR',
    'NOT',
    'NEAR',
    'NEAR(',
    '{',
    '}',
    ',',
    "'",
    ';',
    '--',
  ];
  const odd = [
    '\0',
    '\ud800',
    '\udfff',
    '🎉',
    '👨‍👩‍👧',
    'đ',
    '日本',
    '\ue000',
    '\ue001',
    '\ue002',
    '\u0301',
    '\u202e',
    'İ',
    'ß',
    ' ',
    '\n',
    'a',
    'text',
  ];
  const typed = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(...odd), fc.string({ unit: 'binary' })));

  it('never throws, and marks lie within the snippet', async () => {
    const { store, answer } = await aSample();
    answer('text a “AND” 日本 🎉 đ ß \ue001 NEAR');
    fc.assert(
      fc.property(typed, fc.boolean(), (parts, spaced) => {
        const query = parts.join(spaced ? ' ' : '');
        for (const { snippet, marks } of store.search.query(query)) {
          let last = 0;
          for (const [start, end] of marks) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(snippet.length);
            last = end;
          }
        }
      }),
      { numRuns: tries(2_000) },
    );
  });

  it.each(
    [
      '(',
      ')',
      '"',
      'a ',
      'NOT ',
      'a OR ',
      'a NOT ',
      '((a) ',
      '(a NOT ',
      '日',
      '"a" ',
      'a*',
      '\0',
      'aB',
      '\ud83d',
      'AND ',
      '(NOT ',
    ].map((piece) => [piece]),
  )('10,000 characters of %j', async (piece) => {
    const { store, answer } = await aSample();
    answer('a b 日 aB');
    expect(() => store.search.query(piece.repeat(10_000 / piece.length))).not.toThrow();
  });

  it('finds any word of any text by typing it', async () => {
    const { store, answer } = await aSample();
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'aBz09đßéЖ日本語한가ไ_-. ø'), minLength: 1, maxLength: 30 }),
        (text) => {
          const { id } = answer(text);
          const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
          const found = words.filter(
            (word) => !names(store.search.query(word, { limit: 500 })).includes(`output ${id}`),
          );
          expect(found).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});
