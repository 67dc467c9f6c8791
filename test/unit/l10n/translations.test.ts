import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ingestStrings } from '../../../src/features/scoring/strings';
import { fill, translate } from '../../../src/ui/strings';

const root = join(import.meta.dirname, '..', '..', '..');
const texts = (file: string): Record<string, string> =>
  JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, string>;
const files = ['l10n/bundle.l10n', 'package.nls'];

/** Placeholders, icons, targets of links, and what stands in backticks: the same in every language. */
const fixed = (text: string): string[] => (text.match(/\{\d+\}|\$\([\w~-]+\)|\]\([^)]*\)|`[^`]*`/g) ?? []).sort();

describe('the translations', () => {
  it('have every text of the source and of the manifest, and no other', async () => {
    const check = promisify(execFile)(process.execPath, [join(root, 'scripts', 'l10n.mjs'), '--check']);
    const faults = await check.then(
      () => '',
      (error: { stderr: string }) => error.stderr,
    );
    expect(faults).toBe('');
  });

  it.each(files)('of %s keep placeholders, icons, links and code', (file) => {
    const english = texts(`${file}.json`);
    const vietnamese = texts(`${file}.vi.json`);
    const changed = Object.keys(english).filter(
      (key) => fixed(english[key] ?? '').join() !== fixed(vietnamese[key] ?? '').join(),
    );
    expect(changed).toEqual([]);
  });

  it.each(files)('of %s keep an ellipsis, a colon and the lines of a text', (file) => {
    const english = texts(`${file}.json`);
    const vietnamese = texts(`${file}.vi.json`);
    const shape = (text = ''): string => `${/(…|[.:?])?$/.exec(text)?.[1] ?? ''} ${text.split('\n').length}`;
    const changed = Object.keys(english).filter((key) => shape(english[key]) !== shape(vietnamese[key]));
    expect(changed).toEqual([]);
  });

  it.each(files)('of %s are composed letters without stray spaces', (file) => {
    for (const text of Object.values(texts(`${file}.vi.json`))) {
      expect(text).toBe(text.normalize('NFC'));
      expect(text).toBe(text.trim());
      expect(text).not.toMatch(/ {2}|\u200b/);
    }
  });

  it('reach a screen with its figures filled in', () => {
    const bundle = texts('l10n/bundle.l10n.vi.json');
    const strings = translate(ingestStrings, (text) => bundle[text] ?? text);
    expect(strings.save).toBe('Lưu');
    expect(fill(strings.saved, 12, 20)).toBe('Đã lưu: 12/20 điểm.');
  });
});
