import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name));
}

/** Lines that are neither blank nor comment. */
function linesOfCode(text: string): number {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trim().startsWith('//')).length;
}

describe('the source', () => {
  it('has no import cycles at run time', async () => {
    const { metafile } = await build({
      entryPoints: ['src/extension.ts', 'src/cli/main.ts'],
      bundle: true,
      write: false,
      outdir: 'out',
      metafile: true,
      platform: 'node',
      external: ['vscode'],
      packages: 'external',
      loader: { '.json': 'json' },
      logLevel: 'silent',
    });
    const imports = new Map(
      Object.entries(metafile.inputs).map(([file, input]) => [
        file,
        input.imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path),
      ]),
    );
    const cycles: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, path: string[]): void => {
      const at = path.indexOf(file);
      if (at !== -1) cycles.push([...path.slice(at), file].join(' → '));
      if (at !== -1 || done.has(file)) return;
      for (const next of imports.get(file) ?? []) visit(next, [...path, file]);
      done.add(file);
    };
    for (const file of imports.keys()) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it('consists of small files', () => {
    const sizes = sources(resolve('src')).map((file) => ({ file, lines: linesOfCode(readFileSync(file, 'utf8')) }));
    expect(sizes.filter(({ lines }) => lines > 400)).toEqual([]);
    const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[sorted.length >> 1]).toBeLessThanOrEqual(60);
    expect(linesOfCode(readFileSync('src/extension.ts', 'utf8'))).toBeLessThanOrEqual(150);
  });

  it('keeps names that differ by case only out of one folder, for Windows and macOS', () => {
    const files = sources(resolve('src')).map((file) => file.replace(/\.tsx?$/, '').toLowerCase());
    expect(files.filter((file, index) => files.indexOf(file) !== index)).toEqual([]);
  });
});
