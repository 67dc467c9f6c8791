import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bundlePage, refusedPage, type BundleWords } from '../../../src/features/trust/bundlePage';
import type { BundlePreview } from '../../../src/playground/bundlePreview';

const words: BundleWords = {
  made: '',
  signature: '',
  nothingTaken: '',
  import: '',
  conflicts: '',
  known: '',
  bots: '',
  columns: [],
  unknown: '',
  categories: '',
  files: '',
  fileColumns: [],
  moreFiles: '',
};

/** The tags of a page; what a stranger wrote must add none. */
const tags = (html: string): string => (html.match(/<[^>]*>/g) ?? []).join('');

it('shows what strangers wrote as text, whatever it is', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=x>',
      "' onclick='x",
      '&lt;b&gt;',
      'a\u202eb',
      '</table>',
    ),
  );
  fc.assert(
    fc.property(text, (evil) => {
      const page = (one: string): string => {
        const preview: BundlePreview = {
          runs: 1,
          known: 1,
          createdAt: one,
          generator: one,
          signedBy: one,
          bots: [
            { id: 1, name: one, modelId: one, quantization: one, runtime: one, hardware: [one], runs: 1, scored: 1 },
          ],
          categories: [one],
          files: [{ name: one, bytes: 1, sha256: one }],
          conflicts: [one],
        };
        const said = Object.fromEntries(Object.keys(words).map((key) => [key, one]));
        return bundlePage(
          one,
          preview,
          { ...words, ...said, columns: [one], fileColumns: [one] },
          `command:x?${encodeURIComponent('[1]')}`,
        );
      };
      expect(tags(page(evil))).toBe(tags(page('plain')));
      expect(tags(refusedPage(evil, evil))).toBe(tags(refusedPage('plain', 'plain')));
      expect(page(evil)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    }),
  );
});
