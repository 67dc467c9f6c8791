import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Formats, languageTag } from '../../../src/l10n/formats';

describe('a language’s tag', () => {
  it('is written as BCP 47 has it, and English where it is none', () => {
    const tags = ['vi', 'zh-cn', 'pt-BR', 'qps-ploc', '', 'not a tag', 'vi"', 'vi\n', '</html>', '..'];
    expect(tags.map(languageTag)).toEqual(['vi', 'zh-CN', 'pt-BR', 'qps-Ploc', 'en', 'en', 'en', 'en', 'en', 'en']);
  });

  it('holds nothing but letters, digits and hyphens, whatever is said, and figures can be written in it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('e', 'n', '-', '1', '"', 'u') })), (text) => {
        const tag = languageTag(text);
        expect(tag).toMatch(/^[A-Za-z0-9-]+$/);
        expect(new Formats(tag).number(1)).not.toBe('');
      }),
    );
  });
});

describe('figures and days', () => {
  const [english, vietnamese] = [new Formats('en'), new Formats('vi')];

  it('in English are as programs write them', () => {
    expect([english.number(12345.67, 1), english.number(3), english.number(2.25, 0, 1)]).toEqual([
      '12,345.7',
      '3',
      '2.3',
    ]);
    expect([english.plain(12345.5), english.plain(0.1 + 0.2), english.plain(1.005, 2)]).toEqual([
      '12345.5',
      String(0.1 + 0.2),
      (1.005).toFixed(2),
    ]);
    expect(english.percent(0.6549)).toBe('65.5%');
    expect(english.day('2026-01-05T23:30:00.000Z')).toBe('2026-01-05');
  });

  it('in Vietnamese are as Vietnamese write them', () => {
    expect([vietnamese.number(12345.67, 1), vietnamese.plain(12345.5, 2)]).toEqual(['12.345,7', '12345,50']);
    expect(vietnamese.percent(0.6549)).toBe('65,5%');
    expect(vietnamese.day('2026-01-05T23:30:00.000Z')).toBe('05/01/2026');
    expect(vietnamese.day('some day in May')).toBe('some day i');
  });

  it('are counted: exactly one has a text of its own', () => {
    expect([0, 1, 1500].map((count) => english.counted(count, '1 bot', '{0} bots'))).toEqual([
      '0 bots',
      '1 bot',
      '1,500 bots',
    ]);
  });
});
