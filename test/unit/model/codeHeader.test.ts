import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksLineOf, figuresLineOf, readCodeHeader } from '../../../src/model/codeHeader';
import { formatChecks, readChecks } from '../../../src/model/checksLine';
import { formatFigures, parseStatsLine, readFigures } from '../../../src/model/statsLine';

const maxima = { runnable: 50, correctness: 250, coverage: 120, explanation: 60, suggestions: 20 };
const stats = '// 2.28 tok/sec • 476 tokens • 69.21s to first token • Stop: eosFound';
const right = { adjustment: 0, explanation: 50, suggestions: 15 };

describe('points given by hand in a header', () => {
  it.each([
    'adjustment: 0; explanation: 50; suggestions: 15',
    'Adjustment:0;Explanation:50;Suggestions:15;',
    'adjustment: 0, explanation: 50, suggestions: 15',
    'adjustment=0 | explanation=50 | suggestions=15',
    'adjustment 0  explanation 50  suggestions 15.',
  ])('are read leniently: %s', (text) => {
    expect(readChecks(text)).toEqual(right);
    expect(readCodeHeader([stats, `// ${text}`, 'package shelf']).checks).toEqual(right);
  });

  it('are written in one way, which reads as it was', () => {
    const value = fc.integer({ min: -1, max: 500 });
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('adjustment', ...Object.keys(maxima)), value, { minKeys: 1 }),
        (checks) => {
          expect(readChecks(formatChecks(checks))).toEqual({ ...checks });
        },
      ),
    );
    expect(formatChecks({ suggestions: 15, explanation: 50, adjustment: 0 })).toBe(
      'adjustment: 0; explanation: 50; suggestions: 15',
    );
  });

  it.each(['the explanation below has 3 parts', 'see suggestions 1 to 4 below', 'TODO: 1', ''])(
    'are not seen in prose: %s',
    (text) => {
      expect(checksLineOf([stats, `// ${text}`], maxima)?.checks ?? {}).not.toHaveProperty('explanation');
    },
  );

  it('that cannot be read are named with their place and what they most likely say', () => {
    const line = checksLineOf(
      ['# Stop: eosFound', '# adjustment = 0; explanation: fifty; sugestions: 15', 'x = 1'],
      maxima,
    );
    expect(line).toMatchObject({
      line: 1,
      start: 2,
      checks: null,
      problem: { kind: 'unreadable' },
      proposal: 'adjustment: 0; suggestions: 15',
    });
  });

  it.each([
    ['adjustment: 2', 'adjustment', 'adjustment: 1'],
    ['adjustment: 0; explanation: 99', 'range', 'adjustment: 0; explanation: 60'],
    ['adjustment: 0; explenation: 9', 'unknown-item', 'adjustment: 0; explanation: 9'],
  ])('that the rubric does not have are named: %s', (text, kind, proposal) => {
    expect(checksLineOf([stats, `// ${text}`], maxima)).toMatchObject({ line: 1, problem: { kind }, proposal });
  });

  it('never make anything crash, and a line that the model wrote is none', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 6 }), (lines) => {
        checksLineOf(
          lines.map((line) => `// adjustment ${line}`),
          maxima,
        );
        checksLineOf(lines, maxima);
      }),
    );
    const forged = '// adjustment: 0; explanation: 60; suggestions: 20';
    expect(checksLineOf([forged, 'package shelf'], maxima, `${forged}\npackage shelf`)).toBeNull();
  });
});

describe('the line of figures', () => {
  const right = {
    tokensPerSecond: 2.28,
    completionTokens: 476,
    timeToFirstTokenSeconds: 69.21,
    stopReason: 'eosFound',
  };

  it.each([
    '// 2.28 tok/sec • 476 tokens • 69.21s to first token • Stop: eosFound',
    '// 2.28 tok/s, 476 tokens, 69.21 s to first token, stop: eosFound',
    '# 2,28 tokens/sec | 476 tokens | 69,21 sec to first token | Stop reason: eosFound',
    '-- 476 tokens; 2.28 t/s; 69.21s until the first token; stop=eosFound',
  ])('is read leniently: %s', (line) => {
    expect(figuresLineOf([line])?.stats).toEqual(right);
    expect(readCodeHeader([line, '// adjustment: 0']).stats).toEqual(right);
    expect(figuresLineOf([line])?.proposal).toBe('2.28 tok/sec • 476 tokens • 69.21s to first token • Stop: eosFound');
  });

  it('that means to be one but cannot be read is a problem, with what it most likely says', () => {
    const [line] = ['// fast tok/sec • -4 tokens • 7s to first token'];
    expect(figuresLineOf([line ?? ''])).toEqual({
      line: 0,
      start: 3,
      end: 47,
      stats: null,
      proposal: '7.00s to first token • Stop: unknown',
    });
    expect(figuresLineOf(['// many tok/sec'])).toMatchObject({ stats: null, proposal: null });
    // The points below it count all the same.
    expect(readCodeHeader(['// many tok/sec', '// explanation: 50'])).toMatchObject({
      stats: null,
      checks: { explanation: 50 },
      lines: 2,
    });
  });

  it.each([
    '// Package shelf parses 3 tokens at a time.',
    '// It stops: then 2 tokens are left.',
    '// Run it 10 times per second.',
    'package shelf // 2 tok/sec, 3 tokens',
    '',
  ])('is not seen in prose: %s', (line) => {
    expect(figuresLineOf([line])).toBeNull();
  });

  it('is never what the model wrote', () => {
    const line = '// 2.28 tok/sec, 476 tokens, stop: maxPredictedTokensReached';
    expect(figuresLineOf([line], `\`\`\`go\n${line}\n\`\`\``)).toBeNull();
    expect(readCodeHeader([line], line).stats).toBeNull();
  });

  it('is written in one way, which reads as it was', () => {
    const figure = fc.option(fc.integer({ min: 0, max: 1_000_000 }).map((value) => value / 100));
    fc.assert(
      fc.property(figure, fc.option(fc.nat(1_000_000)), figure, (tokensPerSecond, completionTokens, seconds) => {
        const stats = { tokensPerSecond, completionTokens, timeToFirstTokenSeconds: seconds, stopReason: 'stop' };
        expect(parseStatsLine(formatFigures(stats))).toEqual(stats);
        const loosely = readFigures(formatFigures(stats));
        if (loosely) expect(loosely).toEqual(stats);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.array(fc.string(), { maxLength: 6 }), (lines) => void figuresLineOf(lines)));
  });
});
