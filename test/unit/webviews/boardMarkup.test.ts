import { build } from 'esbuild';
import { paceOf } from '../../../src/model/pace';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstScreen, type MarkupModule } from '../../../src/features/board/first';
import { leaderboardStrings } from '../../../src/features/board/strings';
import { defaultView } from '../../../src/features/board/view';
import { aRow, categories } from './builders';

const rest = { present: { real: true, practice: false }, available: ['llp.details', 'llp.export'], pace: paceOf([]) };

describe('the board as it is painted before its script runs', () => {
  let boardMarkup: MarkupModule['boardMarkup'];
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'llp-test-'));
    const outfile = join(folder, 'boardMarkup.cjs');
    const entry = 'src/features/board/ui/markup.tsx';
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      logLevel: 'silent',
    });
    boardMarkup = (createRequire(import.meta.url)(outfile) as MarkupModule).boardMarkup;
  });
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  function drawn(names: string[], language = 'en', size = { width: 1300, height: 900 }): string {
    const rows = names.map((bot, at) => aRow(at + 1, 90.5 - at / 10, { bot }));
    const first = firstScreen({ practice: false, categories, rows }, { ...defaultView, figureChosen: true }, rest);
    if (!first) throw new Error('There is no first screen.');
    return boardMarkup({ strings: leaderboardStrings, first, language, size });
  }
  const rowsIn = (html: string): number => html.split('role="row"').length - 2;

  it('shows the best bots in their order with their points, and the controls', () => {
    const html = drawn(['ada@q8_0', 'bert@q4_k_m']);
    expect(html.indexOf('ada@q8_0')).toBeGreaterThan(0);
    expect(html.indexOf('bert@q4_k_m')).toBeGreaterThan(html.indexOf('ada@q8_0'));
    expect(html).toContain('90.5');
    expect(html).toContain('Conduct…');
    expect(html).toMatch(/aria-disabled="true"|disabled/);
  });

  it('writes figures as the person does', () => {
    expect(drawn(['ada'], 'vi')).toContain('90,5');
    expect(drawn(['ada'], 'en')).toContain('90.5');
  });

  it('draws as many rows as the page shows, and few more', () => {
    const names = Array.from({ length: 40 }, (_, at) => `bot ${at}`);
    expect(rowsIn(drawn(names))).toBeGreaterThan(27);
    expect(rowsIn(drawn(names))).toBeLessThan(36);
    expect(rowsIn(drawn(names, 'en', { width: 600, height: 300 }))).toBeLessThan(12);
  });

  it('makes text of what a name would like to be', () => {
    const html = drawn(['<img src=x onerror=alert(1)>', '"><script>alert(2)</script>\u202e']);
    expect(html).not.toMatch(/<img|<script|\u202e/);
    expect(html).toContain('&lt;img');
  });
});
