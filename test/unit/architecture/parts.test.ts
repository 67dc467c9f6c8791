import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { inParts } from '../../../scripts/lib/inParts.mjs';
import { temporaryFolder } from '../builders';

describe('programs in parts', () => {
  it('hold each module once, whichever part uses it', async () => {
    const folder = await temporaryFolder();
    const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
    write('shared.ts', 'export class Refusal extends Error {}\nexport const seen: string[] = [];');
    write('deep.ts', "import { seen } from './shared';\nexport const note = (text: string) => seen.push(text);");
    write(
      'part.ts',
      "import { note } from './deep';\nimport { Refusal } from './shared';\nexport function refuse() { note('part'); throw new Refusal('no'); }",
    );
    write(
      'one.ts',
      "#!/usr/bin/env node\nimport { Refusal, seen } from './shared';\nimport('./part').then(({ refuse }) => { try { refuse(); } catch (error) { console.log(error instanceof Refusal, seen.join()); } });",
    );
    write(
      'two.ts',
      "import('./part').then(({ refuse }) => { try { refuse(); } catch (error) { console.log((error as Error).message); } });",
    );
    const entryPoints = { one: join(folder, 'one.ts'), two: join(folder, 'two.ts') };
    const outdir = join(folder, 'out');
    await build(inParts({ entryPoints, outdir, platform: 'node', supported: { 'dynamic-import': false } }));
    const run = (name: string): string =>
      execFileSync(process.execPath, [join(outdir, name)], { encoding: 'utf8' }).trim();
    expect(run('one.js')).toBe('true part');
    expect(run('two.js')).toBe('no');
    expect(readFileSync(join(outdir, 'one.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(readFileSync(join(outdir, 'one.js'), 'utf8')).not.toContain('throw new Refusal');
  });

  it(
    'leave the extension’s own file below 465 kB, with the large libraries in parts',
    { timeout: 60_000 },
    async () => {
      const outdir = await temporaryFolder();
      let bytes: Record<string, number> = {};
      const options: BuildOptions = {
        platform: 'node',
        target: 'node22',
        minify: true,
        mainFields: ['module', 'main'],
      };
      const entryPoints = { extension: 'src/extension.ts', cli: 'src/cli/main.ts' };
      await build(inParts({ ...options, entryPoints, outdir, external: ['vscode'] }, (built) => (bytes = built)));
      expect(bytes['extension.js']).toBeGreaterThan(100_000);
      expect(bytes['extension.js']).toBeLessThanOrEqual(465_000);
      expect(readdirSync(outdir).filter((name) => name.startsWith('part-openai'))).toHaveLength(1);
      // English windows have no use for the sentences by which errors are recognised in other languages.
      const own = readFileSync(join(outdir, 'extension.js'), 'utf8');
      expect(own.includes('A suite must begin with front matter')).toBe(false);
      expect(readdirSync(outdir).filter((name) => name.startsWith('part-knownSentences'))).toHaveLength(1);
    },
  );
});
