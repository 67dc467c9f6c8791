import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { variantName } from '../../../src/model/bot';
import { safeFileName } from '../../../src/model/fileName';

describe('safeFileName', () => {
  it.each([
    ['qwen/qwen3-4b@q4_k_m', 'qwen-qwen3-4b@q4_k_m'],
    ['gemma-2-27b-it@iq4_xs@temp03#2', 'gemma-2-27b-it@iq4_xs@temp03#2'],
    ['llama-3.2-1b-instruct:2', 'llama-3.2-1b-instruct-2'],
    ['../../etc/passwd', 'etc-passwd'],
    ['C:\\Windows\\system32', 'C-Windows-system32'],
    ['.hidden', 'hidden'],
    ['CON', '_CON'],
    ['nul.gguf', '_nul.gguf'],
    ['model. . ', 'model'],
    ['', 'bot'],
    ['///', 'bot'],
    ['a\u202egnp.exe', 'a-gnp.exe'],
    ['モデル名', 'モデル名'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it('is legal on every system, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const safe = safeFileName(name);
        expect(safe).not.toMatch(/[\\/:*?"<>|\u0000-\u001f\u007f-\u009f]/);
        expect(safe).not.toMatch(/^[.\s]|[.\s]$/);
        expect(safe).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        expect(Buffer.byteLength(safe)).toBeGreaterThan(0);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(124);
        expect(safeFileName(safe)).toBe(safe);
      }),
    );
  });
});

describe('variantName', () => {
  it.each([
    [0.3, 1, 'm@temp03'],
    [1, 1, 'm@temp10'],
    [0.25, 2, 'm@temp025#2'],
    [undefined, 3, 'm#3'],
    [undefined, 1, 'm'],
    [0, 1, 'm@temp00'],
  ])('temperature %s, repeat %s', (temperature, repeat, name) => {
    expect(variantName('m', { repeat, ...(temperature === undefined ? {} : { temperature }) })).toBe(name);
  });
});
