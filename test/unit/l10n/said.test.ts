import fc from 'fast-check';
import { expect, it } from 'vitest';
import { said, SaidError, inEnglish, translateError } from '../../../src/l10n/said';

it('an error says in another language what it says in English, whatever was filled in', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer(), (name, number) => {
      const error = new SaidError(said`Tournament ${number} of ${name} is over.`);
      expect(error.message).toBe(`Tournament ${number} of ${name} is over.`);
      const swapped = translateError(error, (template, ...values) => {
        expect(template).toBe('Tournament {0} of {1} is over.');
        return inEnglish({ template: 'Đấu {1}: hết {0}.', values });
      });
      expect(swapped).toBe(`Đấu ${name}: hết ${number}.`);
    }),
  );
});

it('an error that does not keep its template is left to others', () => {
  expect(translateError(new Error('x'), (template) => template)).toBeNull();
});
