import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOfModel, parameterText, quantizationText, soundModels } from '../../../src/model/modelId';
import { aModel } from '../builders';

describe('a model’s id', () => {
  it.each([
    ['gemma-2-27b-it@iq4_xs', 'gemma-2-27b-it@iq4_xs'],
    ['lmstudio-community/qwen3-8b', 'lmstudio-community/qwen3-8b'],
    ['/home/ann/models/x.gguf', 'x.gguf'],
    ['C:\\Users\\Ann\\models\\x.gguf', 'x.gguf'],
    ['models/sub/x.GGUF', 'x.GGUF'],
    ['hf.co/user/model:Q4_K_M', 'hf.co/user/model:Q4_K_M'],
    ['two\nlines', 'two lines'],
  ])('%s is called %s', (id, name) => {
    expect(nameOfModel(id)).toBe(name);
  });

  it('of any length makes a name of one line that fits', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600, unit: 'grapheme' }), (id) => {
        const name = nameOfModel(id);
        expect([...name].length).toBeLessThanOrEqual(120);
        expect(name).not.toMatch(/[\n\r\u0000]/);
      }),
    );
    expect(nameOfModel(`/srv/${'deep/'.repeat(60)}qwen3-8b-q4_k_m.gguf`)).toBe('qwen3-8b-q4_k_m.gguf');
  });

  it('that is blank or a repeat hides none of the others', () => {
    const { models, left } = soundModels(['m', '   ', ' m', 'n', ''].map((id) => aModel(id)));
    expect(models.map(({ id }) => id)).toEqual(['m', 'n']);
    expect(left).toEqual(['   ', ' m', '']);
  });
});

describe('facts of a model', () => {
  it('are spelled as people do', () => {
    expect([134_515_008, 1_700_000_000, 26_000_000_000, 4e9, 500_000, null].map(parameterText)).toEqual([
      '135M',
      '1.7B',
      '26B',
      '4B',
      '0.50M',
      null,
    ]);
    expect(
      [
        'Q4_K - Medium',
        'Q2_K - Medium',
        'Q2_K - Small',
        'q4_k_m',
        'Q8_0',
        'IQ4_XS - 4.25 bpw',
        'all F32',
        '4bit',
        null,
      ].map(quantizationText),
    ).toEqual(['Q4_K_M', 'Q2_K', 'Q2_K_S', 'Q4_K_M', 'Q8_0', 'IQ4_XS', 'F32', '4bit', null]);
  });
});
