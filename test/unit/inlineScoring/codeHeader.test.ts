import { describe, expect, it } from 'vitest';
import { changedChecks, changedStats, readCodeHeader } from '../../../src/model/codeHeader';
import { checkedScore } from '../../../src/model/manualChecks';

const speed = '2.28 tok/sec • 476 tokens • 69.21s to first token • Stop: eosFound';
const checks = 'adjustment: 0; explanation: 50; suggestions: 15';

describe('the header of a code file', () => {
  it.each([
    ['Go', `// ${speed}`, `// ${checks}`],
    ['Python', `# ${speed}`, `# ${checks}`],
    ['SQL', `-- ${speed}`, `-- ${checks}`],
    ['C', `/* ${speed} */`, `/* ${checks} */`],
    ['HTML', `<!-- ${speed} -->`, `<!-- ${checks} -->`],
    ['Lisp', `;; ${speed}\r`, `;; ${checks};\r`],
  ])('is read in %s', (_language, ...lines) => {
    expect(readCodeHeader([...lines, 'package main'])).toEqual({
      stats: { tokensPerSecond: 2.28, completionTokens: 476, timeToFirstTokenSeconds: 69.21, stopReason: 'eosFound' },
      checks: { adjustment: 0, explanation: 50, suggestions: 15 },
      runId: null,
      lines: 2,
    });
  });

  it('may stand below the line that names the interpreter, and name its run', () => {
    const header = readCodeHeader(['#!/usr/bin/env python3', `# ${speed}`, '# llp:answer prompt=swe-shelf run=12']);
    expect(header).toMatchObject({ runId: 12, lines: 3, stats: { completionTokens: 476 } });
  });

  it('is only what stands at the top', () => {
    expect(readCodeHeader(['package main', `// ${speed}`]).stats).toBeNull();
    expect(readCodeHeader(['// A comment of the model.', `// ${checks}`])).toMatchObject({ checks: {}, lines: 0 });
    expect(readCodeHeader(['// note: three; of: four'])).toMatchObject({ checks: {}, lines: 0 });
    expect(readCodeHeader([])).toMatchObject({ stats: null, lines: 0 });
  });

  it('is never what the model wrote', () => {
    const code = '// llp:answer run=1\n// explanation: 60\npackage main\n';
    const own = [`// ${speed}`, '// suggestions: 10'];
    expect(readCodeHeader(code.split('\n'), `Here:\n\n\`\`\`go\n${code}\`\`\``)).toEqual({
      stats: null,
      checks: {},
      runId: null,
      lines: 0,
    });
    expect(readCodeHeader([...own, ...code.split('\n')], code)).toMatchObject({
      checks: { suggestions: 10 },
      runId: null,
      lines: 2,
    });
    expect(readCodeHeader(['\t//  explanation: 60  ', 'x'], '//  explanation: 60').checks).toEqual({});
  });

  it('is read in no time, whatever the line is made of', () => {
    for (const line of [
      `// ${' '.repeat(100_000)}x`,
      `//${'\t \u00a0'.repeat(150)}*`,
      `// Stop: x${' '.repeat(480)}y •`,
    ])
      expect(readCodeHeader([line, line]).checks).toEqual({});
  });

  it('tells what was changed; what was left out stays', () => {
    const before = readCodeHeader([`// ${speed}`, `// ${checks}`]);
    const after = readCodeHeader([
      '// 3.5 tok/sec • 69.21s to first token • Stop: eosFound',
      '// explanation: 40; suggestions: 15',
    ]);
    expect(changedStats(before.stats, after.stats)).toEqual({ tokensPerSecond: 3.5 });
    expect(changedChecks(before.checks, after.checks)).toEqual({ explanation: 40 });
    expect(changedStats(before.stats, null)).toEqual({});
  });
});

describe('checks made by hand', () => {
  const rubric = [
    { id: 'runnable', points: 50, title: '' },
    { id: 'correctness', points: 250, title: '' },
    { id: 'explanation', points: 60, title: '' },
  ];
  const evaluated = { points: 250, rubric: { runnable: 50, correctness: 200 } };

  it('give points to rubric items and leave the others', () => {
    expect(checkedScore(rubric, 500, evaluated, { adjustment: 0, explanation: 45 })).toEqual({
      points: 295,
      rubric: { runnable: 50, correctness: 200, explanation: 45 },
    });
    expect(checkedScore(rubric, 500, null, { explanation: 45 }).points).toBe(45);
  });

  it('give 10 points for code that runs after an adjustment, and none for garbage', () => {
    expect(checkedScore(rubric, 500, evaluated, { adjustment: 1 })).toMatchObject({ points: 210 });
    expect(checkedScore(rubric, 500, evaluated, { adjustment: -1, explanation: 45 })).toEqual({
      points: 0,
      rubric: { runnable: 0, correctness: 0, explanation: 0 },
    });
  });

  it('are refused with a reason', () => {
    expect(() => checkedScore(rubric, 500, null, { explanation: 61 })).toThrow(/from 0 to 60/);
    expect(() => checkedScore(rubric, 500, null, { clarity: 1 })).toThrow(/no item “clarity”/);
    expect(() => checkedScore(rubric, 500, null, { adjustment: 2 })).toThrow(/0, 1 or -1/);
  });
});
