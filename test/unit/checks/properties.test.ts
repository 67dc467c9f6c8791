import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkAnswer, CheckMistake, parseCheck } from '../../../src/evaluate/checks';
import { kinds } from '../../../src/evaluate/checks/kinds';

/** The long form, of 100,000 texts: LLP_LONG=1. */
const numRuns = process.env['LLP_LONG'] ? 100_000 : 300;

const pieces = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '# ',
    '1. ',
    '- ',
    '| a | b |\n|---|---|\n',
    '```',
    '```answers\n',
    '\r\n',
    '\n\n',
    '**',
    'A = ',
    '92',
    '…',
    '\u0000',
    '\uD800',
    '你好',
    'người ta',
    '“',
    '$$',
    '***\n',
    'x'.repeat(300),
  ),
);
const text = fc.array(pieces, { maxLength: 25 }).map((all) => all.join(''));
const lines = [
  ...kinds.map(({ example }) => example),
  ...[
    '1 regex /(a+)+$/',
    '1 not-absent a*',
    '1 headings "A" "B"',
    '1 same-sentence A B 1',
    '1 words 3 in section A',
    '1 lines 2 in item 2',
    '1 contains x in line /a/',
  ],
];

it('no check throws or changes its mind on any text', () => {
  const rubric = [{ id: 'all', points: 1000, checks: lines.map((line) => parseCheck(line)) }];
  fc.assert(
    fc.property(text, (answer) => {
      const first = checkAnswer({ points: 1000, rubric }, answer);
      expect(checkAnswer({ points: 1000, rubric }, answer)).toEqual(first);
      for (const { verdict, points, max, evidence } of first.items[0]?.verdicts ?? []) {
        expect(points).toBe(verdict === 'pass' ? max : 0);
        expect(evidence).not.toBe('');
      }
    }),
    { numRuns },
  );
}, 3_600_000);

it('any line is a check or a mistake with a sentence', () => {
  const line = fc
    .tuple(fc.constantFrom('1', '2.5', '0', ''), fc.constantFrom(...kinds.map(({ name }) => name), 'x'), text)
    .map((all) => all.join(' '));
  fc.assert(
    fc.property(line, (source) => {
      try {
        expect(parseCheck(source).text).toBe(source.trim());
      } catch (error) {
        expect(error).toBeInstanceOf(CheckMistake);
        expect((error as Error).message).toMatch(/\.$/);
      }
    }),
    { numRuns },
  );
}, 3_600_000);

it('the documentation has each kind', () => {
  const docs = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'checks.md'), 'utf8');
  expect(kinds.filter(({ name }) => !docs.includes(`\`${name}`)).map(({ name }) => name)).toEqual([]);
  expect(readdirSync(join(__dirname, '..', '..', 'fixtures', 'checks')).length).toBeGreaterThan(5);
});
