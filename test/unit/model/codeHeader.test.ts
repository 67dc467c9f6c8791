import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksLineOf, readCodeHeader } from '../../../src/model/codeHeader';
import { formatChecks, readChecks } from '../../../src/model/checksLine';

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
