import { mkdtemp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copySuites } from '../../../src/suites/copySuites';
import { loadSuites, suitesFolder } from '../../../src/suites/load';
import { suite } from './suiteText';

describe('a folder of suites', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'llp-suites-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const put = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);

  it('is read in the order of the front matter, then by name, without readme and shared prompts', async () => {
    await put('README.md', '# Readme');
    await put('System-Prompts.md', 'not a suite on any file system');
    await put('a.md', suite('## A {#a-one points=1}\n\nX', 'id: a\ncategory: Last\nversion: 1\norder: 2'));
    await put('b.md', suite('## B {#b-one points=1}\n\nX', 'id: b\ncategory: First\nversion: 1\norder: 1'));
    await put('c.md', suite('## C {#c-one points=1}\n\nX', 'id: c\ncategory: Without\nversion: 1'));
    const { categories, problems } = await loadSuites(folder);
    expect(problems).toEqual([]);
    expect(categories.map((category) => category.title)).toEqual(['First', 'Last', 'Without']);
  });

  it('reports a broken file and still reads the others', async () => {
    await put('a.md', 'nothing');
    await put('b.md', suite('## B {#b-one points=1}\n\nX', 'id: b\ncategory: B\nversion: 1'));
    const { categories, problems } = await loadSuites(folder);
    expect(categories.map((category) => category.id)).toEqual(['b']);
    expect(problems).toMatchObject([{ file: join(folder, 'a.md'), line: 0, severity: 'error' }]);
  });

  it('takes an id once: the second category or prompt that claims it is left out and told of', async () => {
    await put('a.md', suite('## A {#same points=1}\n\nX', 'id: a\ncategory: A\nversion: 1'));
    await put('b.md', suite('## B {#same points=2}\n\nX\n\n## C {#own points=3}\n\nY', 'id: b\ncategory: B\nversion: 1'));
    await put('c.md', suite('## D {#other points=1}\n\nX', 'id: a\ncategory: C\nversion: 1'));
    const { categories, problems } = await loadSuites(folder);
    expect(categories.map(({ id, points }) => [id, points])).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
    expect(problems.map(({ file }) => file)).toEqual([join(folder, 'b.md'), join(folder, 'c.md')]);
  });

  it('is read anew where a file, the shared prompts or another suite has changed', async () => {
    const titles = async () => (await loadSuites(folder)).categories.flatMap(({ prompts }) => prompts.map((p) => p.id));
    const a = (id: string) => suite(`## A {#${id} points=1}\n\nX`, 'id: a\ncategory: A\nversion: 1\nsystem-prompt: "@calm"');
    await put('system-prompts.md', '## calm\n\nBreathe.\n');
    await put('a.md', a('one'));
    await put('b.md', suite('## B {#two points=1}\n\nX', 'id: b\ncategory: B\nversion: 1'));
    expect(await titles()).toEqual(['one', 'two']);
    await put('a.md', a('two'));
    expect(await titles()).toEqual(['two']);
    await put('a.md', a('one'));
    expect(await titles()).toEqual(['one', 'two']);
    await put('system-prompts.md', '## calm\n\nSit.\n');
    expect((await loadSuites(folder)).categories[0]?.prompts[0]?.system).toBe('Sit.');
  });

  it('is copied all at once, and never over one that is there', async () => {
    await put('a.md', suite('## A {#a-one points=1}\n\nX', 'id: a\ncategory: A\nversion: 1'));
    const workspace = await mkdtemp(join(tmpdir(), 'llp-copy-'));
    expect((await loadSuites(await copySuites(folder, workspace))).categories.map(({ id }) => id)).toEqual(['a']);
    await expect(copySuites(folder, workspace)).rejects.toThrow('already has its own suites folder');
    expect(await readdir(workspace)).toEqual(['suites']);
    await rm(join(workspace, 'suites'), { recursive: true });
    await expect(copySuites(join(folder, 'none'), workspace)).rejects.toThrow();
    expect(await readdir(workspace)).toEqual([]);
    await rm(workspace, { recursive: true });
  });

  it('is the workspace’s own where it has one', async () => {
    expect(await suitesFolder(folder, 'bundled')).toBe('bundled');
    await mkdir(join(folder, 'suites'));
    expect(await suitesFolder(folder, 'bundled')).toBe(join(folder, 'suites'));
    expect(await suitesFolder(null, 'bundled')).toBe('bundled');
  });
});
