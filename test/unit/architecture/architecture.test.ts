import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { cyclesIn } from '../../../scripts/lib/house/cycles.mjs';
import { drawn } from '../../../scripts/lib/house/document.mjs';
import { house } from '../../../scripts/lib/house/eslintRule.mjs';
import { importsIn, importsOfSource, sourceFiles } from '../../../scripts/lib/house/imports.mjs';
import { objection } from '../../../scripts/lib/house/rooms.mjs';

/** Lines that are neither blank nor comment. */
function linesOfCode(file: string): number {
  return readFileSync(join('src', file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trim().startsWith('//')).length;
}

const imports = importsOfSource();

describe('the source', () => {
  it('has no file that depends on itself by way of others, types and `import()` included', () => {
    expect(imports.length).toBeGreaterThan(1000);
    expect(cyclesIn(imports)).toEqual([]);
  });

  it('keeps to the walls between its rooms', () => {
    const broken = imports.flatMap(({ from, to }) => {
      const message = objection(from, to);
      return message === null ? [] : [`${from} → ${to}: ${message}`];
    });
    expect(broken).toEqual([]);
  });

  it('consists of small files', () => {
    const sizes = sourceFiles().map((file) => ({ file, lines: linesOfCode(file) }));
    expect(sizes.filter(({ lines }) => lines > 350)).toEqual([]);
    const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[sorted.length >> 1]).toBeLessThanOrEqual(60);
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThanOrEqual(150);
    expect(linesOfCode('extension.ts')).toBeLessThanOrEqual(120);
  });

  it('keeps names that differ by case only out of one folder, for Windows and macOS', () => {
    const files = sourceFiles().map((file) => file.replace(/\.tsx?$/, '').toLowerCase());
    expect(files.filter((file, index) => files.indexOf(file) !== index)).toEqual([]);
  });

  it('has each place that the document sends people to', () => {
    const [, places = ''] = readFileSync('docs/architecture.md', 'utf8').split('## Where does X go?');
    const rows = places.split('\n').filter((line) => line.startsWith('| a'));
    expect(rows).toHaveLength(10);
    const paths = [...rows.join('').matchAll(/`([\w./]+(?:\/|\.tsx?))`/g)].map(([, path = '']) => path);
    expect(paths.length).toBeGreaterThan(10);
    const inFeature = /^(panel|protocol|strings|index|ui\/main|request|importSuite)\.tsx?$/;
    expect(paths.filter((path) => !inFeature.test(path) && !existsSync(join('src', path)))).toEqual([]);
  });

  it('is drawn as it is; else run “node scripts/house.mjs”', async () => {
    const text = readFileSync('docs/architecture.md', 'utf8');
    expect(text).toBe(await drawn(text));
  });
});

describe('the walls', () => {
  it.each([
    ['model/score.ts', 'store/runs.ts'],
    ['features/bots/bots.ts', 'features/board/panel.ts'],
    ['features/bots/index.ts', 'features/board/index.ts'],
    ['features/bots/bots.ts', 'store/bots.ts'],
    ['features/board/ui/App.tsx', 'edge/session.ts'],
    ['edge/session.ts', 'features/bots/bots.ts'],
    ['extension.ts', 'features/bots/bots.ts'],
    ['exchange/csv.ts', 'playground.ts'],
    ['cli/run.ts', 'edge/session.ts'],
    ['elsewhere/file.ts', 'model/run.ts'],
    ['features/stray.ts', 'features/bots/bots.ts'],
  ])('keep %s from %s', (from, to) => {
    expect(objection(from, to)).not.toBeNull();
  });

  it.each([
    ['extension.ts', 'features/bots/index.ts'],
    ['features/board/ui/App.tsx', 'features/board/columns.ts'],
    ['features/board/panel.ts', 'edge/commands.ts'],
    ['store/runs.ts', 'model/run.ts'],
  ])('let %s to %s', (from, to) => {
    expect(objection(from, to)).toBeNull();
  });

  it('stand in lint too, for every way to import, and for files in no room', { timeout: 60_000 }, async () => {
    const eslint = new ESLint({
      overrideConfigFile: true,
      overrideConfig: [
        {
          files: ['**/*.ts'],
          languageOptions: { parser: tseslint.parser },
          plugins: { house },
          rules: { 'house/walls': 'error' },
        },
      ],
    });
    const said = async (text: string, file: string): Promise<string[]> => {
      const [result] = await eslint.lintText(text, { filePath: join('src', file) });
      return (result?.messages ?? []).map(({ message }) => message);
    };
    const ways = [
      "import { Session } from '../edge/session';\nexport const a = Session;",
      "import type { Session } from '../edge/session';\nexport type A = Session;",
      "export * from '../edge/session';",
      "export const a = import('../edge/session');",
      "export type A = import('../edge/session').Session;",
      "import type { Uri } from 'vscode';\nexport type A = Uri;",
    ];
    for (const way of ways) expect(await said(way, 'model/bot.ts'), way).toHaveLength(1);
    expect(await said("import type { Uri } from 'vscode';\nexport type A = Uri;", 'edge/session.ts')).toEqual([]);
    expect(await said('export {};', 'elsewhere/file.ts')).toHaveLength(1);
    for (const file of ['src/model/bot.ts', 'src/elsewhere/page.tsx'])
      expect(await new ESLint().calculateConfigForFile(file)).toMatchObject({ rules: { 'house/walls': [2] } });
  });
});

describe('imports', () => {
  it('are found in every form', () => {
    const text = `import a from './a'; import type { B } from './b'; import { type C } from './c'; export * from './d';
      export type { E } from './e'; const f = import('./f'); type G = import('./g').G; import './h.css';`;
    expect(importsIn(text, 'x.ts').map(({ specifier, kind }) => `${specifier} ${kind}`)).toEqual([
      ...['./a value', './b type', './c type', './d value', './e type', './f dynamic', './g type', './h.css value'],
    ]);
  });

  it('in circles are found, of whatever length, and by themselves', () => {
    const edges = ['ab', 'bc', 'ca', 'cd', 'de', 'ed', 'ff', 'gh'].map(([from = '', to = '']) => ({ from, to }));
    expect(cyclesIn(edges).sort()).toEqual([['a', 'b', 'c'], ['d', 'e'], ['f']]);
  });
});
