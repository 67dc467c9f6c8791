import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect } from '../../../src/servers/lmStudio/chatOnce';
import { createThinkSplitter } from '../../../src/servers/thinkSplitter';
import { tries } from '../tries';

function split(parts: string[]): { text: string; reasoning: string } {
  const splitter = createThinkSplitter();
  return collect([...parts.flatMap((part) => splitter.content(part)), ...splitter.end()]);
}

const cases: readonly (readonly [name: string, content: string, text: string, reasoning: string])[] = [
  ['plain text', 'Hello', 'Hello', ''],
  ['plain text that begins with whitespace', '\n Hello', '\n Hello', ''],
  ['only whitespace', ' \n', ' \n', ''],
  ['a think block', '<think>\nHm.\n</think>\n\nHello', 'Hello', 'Hm.\n'],
  ['whitespace before the block', ' \n<think>Hm.</think>Hello', 'Hello', 'Hm.'],
  ['an empty block', '<think>\n\n</think>\n\nHello', 'Hello', ''],
  ['two blocks', '<think>a</think>\n<think>b</think>Hello', 'Hello', 'ab'],
  ['other tags', '<thinking>Hm.</thinking>Hello', 'Hello', 'Hm.'],
  ['square brackets', '[THINK]Hm.[/THINK]Hello', 'Hello', 'Hm.'],
  ['an unclosed block', '<think>Hm. a < b </thi', '', 'Hm. a < b </thi'],
  ['a nested opening tag', '<think>a <think> b</think>Hello', 'Hello', 'a <think> b'],
  ['something like a tag', '<thin ice>', '<thin ice>', ''],
  ['the beginning of a tag alone', '<thi', '<thi', ''],
  ['a tag within the answer', 'Use <think>x</think> so.', 'Use <think>x</think> so.', ''],
  ['a swallowed opening tag', 'Hm.\n</think>\n\nHello', 'Hello', 'Hm.\n'],
  ['a swallowed opening tag at the end', 'Hm.\n</think>', '', 'Hm.\n'],
  ['a swallowed tag before anything', '</think>\n\nHello', 'Hello', ''],
  ['a closing tag within a line', 'The tag </think> closes.', 'The tag </think> closes.', ''],
  ['a closing tag in a code fence', 'So:\n```\n</think>\n```\nDone', 'So:\n```\n</think>\n```\nDone', ''],
  ['a closing tag after a code fence', 'So:\n```\nx\n```\n</think>\nHello', 'Hello', 'So:\n```\nx\n```\n'],
  [
    'a closing tag after its opening was named',
    'Write <think> first.\n</think>\nDone',
    'Write <think> first.\n</think>\nDone',
    '',
  ],
  ['a second closing tag', 'Hm.\n</think>\nHello\n</think>\nyou', 'Hello\n</think>\nyou', 'Hm.\n'],
  ['capitals', '<THINK>Greet.</Think>Hello', 'Hello', 'Greet.'],
  ['a thought', '<thought>Greet.</thought>\nHello there!', 'Hello there!', 'Greet.'],
  ['Seed', '<seed:think>Greet.</seed:think>Hello', 'Hello', 'Greet.'],
  ['Kimi', '◁think▷Greet.◁/think▷Hello', 'Hello', 'Greet.'],
  ['Gemma', '<|channel>thought\nGreet them.<channel|>Hello', 'Hello', 'Greet them.'],
  [
    'Command',
    '<|START_THINKING|>Greet.<|END_THINKING|><|START_RESPONSE|>Hello there!<|END_RESPONSE|>',
    'Hello there!',
    'Greet.',
  ],
  [
    'gpt-oss channels',
    '<|channel|>analysis<|message|>We must greet.<|end|><|start|>assistant<|channel|>final<|message|>Hello there!<|return|>',
    'Hello there!',
    'We must greet.',
  ],
  [
    'a gpt-oss channel for somebody',
    '<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>commentary to=tool<|message|>{}<|end|><|start|>assistant<|channel|>final<|message|>Hi<|return|>',
    'Hi',
    'Hm.to=tool<|message|>{}',
  ],
  ['the final channel alone', '<|channel|>final<|message|>Hi <|return|> there', 'Hi <|return|> there', ''],
  ['an end of the answer that is cut', '<|START_RESPONSE|>Hi<|END_RES', 'Hi<|END_RES', ''],
  ['tags named within the answer', 'Use <thought>x</thought>.', 'Use <thought>x</thought>.', ''],
  ['a closing tag in backticks', '<think>I end with `</think>` soon.</think>Hi', 'Hi', 'I end with `</think>` soon.'],
  ['letters whose lower case is longer', '<think>İİ</think>İ', 'İ', 'İİ'],
  ['a closing tag after a block', '<think>a</think>Hello\n</think>\nyou', 'Hello\n</think>\nyou', 'a'],
];

describe('telling reasoning from answer', () => {
  it.each(cases)('%s', (_name, content, text, reasoning) => {
    expect(split([content])).toEqual({ text, reasoning });
    expect(split([...content]), 'character by character').toEqual({ text, reasoning });
  });

  it('gives the same wherever the chunks are cut', () => {
    const word = fc.constantFrom(
      '<think>',
      '</think>',
      '\n',
      ' ',
      '```\n',
      '<',
      '</',
      'think>',
      'a',
      'Hello',
      '[THINK]',
      '[/THINK]',
    );
    const parts = fc.array(word, { maxLength: 14 });
    fc.assert(
      fc.property(parts, fc.array(fc.nat(100), { maxLength: 12 }), (words, cuts) => {
        const content = words.join('');
        const places = [0, ...cuts.map((cut) => cut % (content.length + 1)).sort((a, b) => a - b), content.length];
        const pieces = places.slice(1).map((end, index) => content.slice(places[index], end));
        expect(split(pieces)).toEqual(split([content]));
      }),
      { numRuns: tries(3000) },
    );
  });

  it('loses nothing but tags and whitespace', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 10 }), (parts) => {
        const { text, reasoning } = split(parts);
        expect(text + reasoning).toBe(parts.join(''));
      }),
    );
  });

  it('drops the whitespace between a reasoning field and the answer', () => {
    const splitter = createThinkSplitter();
    expect(
      collect([
        ...splitter.reasoning('Hm.'),
        ...splitter.content('\n\n'),
        ...splitter.content('Hello'),
        ...splitter.end(),
      ]),
    ).toEqual({ text: 'Hello', reasoning: 'Hm.' });
  });

  it('marks the first token even while its text is held back', () => {
    const splitter = createThinkSplitter();
    expect(splitter.content('<')).toEqual([{ type: 'text', text: '' }]);
    expect(splitter.content('think>')).toEqual([]);
    expect(splitter.content('Hm')).toEqual([{ type: 'reasoning', text: 'Hm' }]);
  });

  it('holds back no more than a possible tag', () => {
    const splitter = createThinkSplitter();
    expect(splitter.content('Hello')).toEqual([{ type: 'text', text: 'Hello' }]);
    expect(splitter.content('\nyou')).toEqual([{ type: 'text', text: '\nyou' }]);
    expect(splitter.content('\n</')).toEqual([{ type: 'text', text: '\n' }]);
    expect(splitter.content('x')).toEqual([{ type: 'text', text: '</x' }]);
  });
});
