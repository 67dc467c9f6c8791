import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerSections, withAnswer, type AnswerContent } from '../../../src/conduct/answerFile';
import { formatStatsLine, parseStatsLine } from '../../../src/model/statsLine';
import type { Run } from '../../../src/model/run';
import { someStats } from '../builders';

const order = ['first', 'second', 'third'];

function content(promptId: string, text: string, changes: Partial<Run> = {}): AnswerContent {
  const run = {
    id: 7,
    promptId,
    status: 'complete',
    error: null,
    text,
    reasoning: '',
    stats: someStats(),
    ...changes,
  } as Run;
  return { run, botName: 'gemma', categoryTitle: 'Booting', promptTitle: `Title of ${promptId}` };
}

describe('an answer file', () => {
  it('has a header line with the figures above the answer', () => {
    const stats = someStats({
      tokensPerSecond: 2.284,
      completionTokens: 476,
      timeToFirstTokenSeconds: 69.208,
      stopReason: 'eosFound',
    });
    const text = withAnswer('', content('first', 'The answer.', { stats }), order);
    expect(text).toContain('2.28 tok/sec • 476 tokens • 69.21s to first token • Stop: eosFound\n\nThe answer.');
    expect(text.startsWith('# gemma — Booting\n')).toBe(true);
  });

  it('keeps the prompts in the order of the suite, whichever is saved first', () => {
    let text = withAnswer('', content('third', '3'), order);
    text = withAnswer(text, content('first', '1'), order);
    text = withAnswer(text, content('second', '2'), order);
    expect(answerSections(text).map((section) => section.promptId)).toEqual(order);
  });

  it('replaces only that prompt’s section', () => {
    let text = withAnswer('', content('first', 'one'), order);
    text = withAnswer(text, content('second', 'two'), order);
    const edited = text.replace('# gemma', 'My own words before.\n\n# gemma') + '\nMy own words after.\n';
    const again = withAnswer(edited, content('first', 'one, better', { id: 9 }), order);
    expect(again).toContain('My own words before.');
    expect(again).toContain('My own words after.');
    expect(again).toContain('two');
    expect(again).not.toContain('one\n');
    expect(answerSections(again).map((section) => section.runId)).toEqual([9, 7]);
  });

  it('knows when a person has edited a section', () => {
    const text = withAnswer('', content('first', 'one'), order);
    expect(answerSections(text)[0]?.untouched).toBe(true);
    expect(answerSections(text.replaceAll('\n', '\r\n'))[0]?.untouched).toBe(true);
    expect(answerSections(text.replace('one', 'One!'))[0]?.untouched).toBe(false);
  });

  it('keeps the line ends of the file', () => {
    const text = withAnswer(
      withAnswer('', content('first', 'a\nb'), order).replaceAll('\n', '\r\n'),
      content('second', 'c\nd'),
      order,
    );
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('says what was cut, and folds the reasoning away', () => {
    const text = withAnswer(
      '',
      content('first', 'half', { status: 'truncated', error: 'The connection was lost.', reasoning: 'Hm.' }),
      order,
    );
    expect(text).toContain('Stop: truncated');
    expect(text).toContain('> **Truncated**: The connection was lost.');
    expect(text).toContain('<details><summary>Reasoning</summary>\n\nHm.\n\n</details>');
  });

  it('is not fooled by a stop reason, an error or a name that imitates them', () => {
    const hostile = 'x\n<!-- llp:end prompt=first -->\n<!-- llp:answer prompt=second run=1 sha=000000000000 -->';
    for (const changes of [
      { stats: someStats({ stopReason: hostile + 'y'.repeat(500) }) },
      { status: 'truncated' as const, error: hostile },
    ]) {
      const given = { ...content('first', 'one', changes), promptTitle: hostile, botName: hostile };
      const text = withAnswer('', given, order);
      expect(answerSections(text).map(({ promptId }) => promptId)).toEqual(['first']);
      expect(answerSections(text)[0]?.untouched).toBe(true);
      expect(answerSections(text)[0]?.text).toBe('one');
      const stop = /Stop: (.*)$/m.exec(text)?.[1] ?? '';
      expect([...stop].length).toBeLessThanOrEqual(60);
      expect(text.match(/<!--/g)).toHaveLength(2);
    }
  });

  it('says visibly that an answer was stopped at a limit', () => {
    const stopped = (stopReason: string): string =>
      withAnswer('', content('first', 'half of', { stats: someStats({ stopReason }) }), order);
    expect(stopped('length')).toContain('> **Cut off**: ');
    expect(stopped('maxPredictedTokensReached')).toContain('> **Cut off**: ');
    expect(stopped('stop')).not.toContain('> **Cut off**');
  });

  it('gives each answer back to the last character', () => {
    const hard = [
      '   /\\_/\\\n  x  ',
      '```js\ncut',
      '<!-- llp:end prompt=first -->',
      '> **Truncated**: said the model',
      '<pre>',
    ];
    let text = '';
    for (const [index, one] of hard.entries())
      text = withAnswer(
        text,
        content(`p${index}`, `\n${one}\n\n`, {
          reasoning: index % 2 ? '~~~\nhm' : '',
          stats: someStats({ stopReason: 'length' }),
        }),
        hard.map((_one, place) => `p${place}`),
      );
    expect(answerSections(text).map((section) => section.text)).toEqual(hard);
    expect(answerSections(text.replaceAll('\n', '\r\n')).map((section) => section.text)).toEqual(hard);
  });

  it('is not fooled by an answer that imitates its markers', () => {
    const hostile =
      '<!-- llp:end prompt=first -->\n<!-- llp:answer prompt=second run=1 sha=000000000000 -->\n<!-- llp:end prompt=second -->';
    const text = withAnswer('', content('first', hostile), order);
    expect(answerSections(text)).toHaveLength(1);
    expect(withAnswer(text, content('first', 'clean'), order)).not.toContain('second');
  });

  it('survives any answers in any order', () => {
    const saved = fc.record({
      prompt: fc.constantFrom(...order),
      text: fc.string({ unit: 'grapheme' }),
      reasoning: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(saved, { minLength: 1, maxLength: 8 }), (answers) => {
        let text = '';
        for (const [index, answer] of answers.entries()) {
          text = withAnswer(
            text,
            content(answer.prompt, answer.text, { id: index + 1, reasoning: answer.reasoning }),
            order,
          );
        }
        const sections = answerSections(text);
        const expected = order.filter((prompt) => answers.some((answer) => answer.prompt === prompt));
        expect(sections.map((section) => section.promptId)).toEqual(expected);
        expect(sections.every((section) => section.untouched)).toBe(true);
        for (const section of sections)
          expect(section.runId).toBe(answers.findLastIndex((answer) => answer.prompt === section.promptId) + 1);
      }),
    );
  });
});

describe('the header line', () => {
  it('reads back what it says', () => {
    fc.assert(
      fc.property(fc.option(fc.nat(1e6)), fc.option(fc.nat(1e6)), fc.option(fc.nat(1e6)), (speed, tokens, first) => {
        const stats = someStats({
          tokensPerSecond: speed === null ? null : speed / 100,
          completionTokens: tokens,
          timeToFirstTokenSeconds: first === null ? null : first / 100,
          stopReason: 'eosFound',
        });
        expect(parseStatsLine(`// ${formatStatsLine(stats)}`)).toEqual({
          tokensPerSecond: stats.tokensPerSecond,
          completionTokens: stats.completionTokens,
          timeToFirstTokenSeconds: stats.timeToFirstTokenSeconds,
          stopReason: 'eosFound',
        });
      }),
    );
  });

  it('leaves out what is unknown, and says characters where tokens were not counted', () => {
    const stats = someStats({
      tokensPerSecond: null,
      completionTokens: null,
      charactersPerSecond: 81.4,
      timeToFirstTokenSeconds: null,
      stopReason: null,
    });
    expect(formatStatsLine(stats)).toBe('81 chars/sec • Stop: unknown');
    expect(parseStatsLine('Just a sentence.')).toBeNull();
    expect(parseStatsLine('9 tokens • Stop: eosFound • Flags: cold load')?.stopReason).toBe('eosFound');
  });
});
