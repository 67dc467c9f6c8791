import { chmod, lstat, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Prompt } from '../../../../src/model/prompt';
import { DiskFiles } from '../../../../src/suites/edit/diskFiles';
import { SuiteEditor } from '../../../../src/suites/edit/suiteEditor';
import { loadSuites, type LoadedSuites } from '../../../../src/suites/load';
import { suite } from '../suiteText';

const one = suite(
  '# Warm\n\n## One {#one-a points=1}\n\nA\n\n## Two {#one-b points=2}\n\nB\n\n# Cold\n\n## Three {#one-c points=3}\n\nC\n',
  'id: one\ncategory: One\nversion: 1\norder: 1',
).replaceAll('\n', '\r\n');
const two = `\uFEFF${suite('## Four {#two-a points=4}\n\nD\n', 'id: two\ncategory: Two\nversion: 1\norder: 2')}`;

describe('the prompt manager', () => {
  let folder: string;
  let suites: LoadedSuites;
  let editor: SuiteEditor;
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const reload = async () => {
    suites = await loadSuites(folder);
    expect(suites.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
    return suites.categories.map(({ id, prompts }) => `${id}: ${prompts.map((prompt) => prompt.id).join(' ')}`);
  };
  const prompt = (id: string): Prompt => {
    const found = suites.categories.flatMap((category) => category.prompts).find((other) => other.id === id);
    if (!found) throw new Error(`no ${id}`);
    return found;
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'llp-edit-'));
    await writeFile(join(folder, 'one.md'), one);
    await writeFile(join(folder, 'two.md'), two);
    await reload();
    editor = new SuiteEditor(new DiskFiles(), () => suites);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('creates a prompt with a unique slug for an id, in the line ends of the file', async () => {
    const id = await editor.createPrompt('one', { title: 'Ä!', points: 7, group: 'Warm' });
    await reload();
    const again = await editor.createPrompt('one', { title: 'a', points: 7, group: null });
    expect([id, again]).toEqual(['one-a-2', 'one-a-3']);
    expect(await reload()).toEqual(['one: one-a-3 one-a one-b one-a-2 one-c', 'two: two-a']);
    expect(prompt('one-a-2')).toMatchObject({ title: 'Ä!', points: 7, group: 'Warm' });
    expect(/(?<!\r)\n/.test(await read('one.md'))).toBe(false);
  });

  it('renames without touching the id or the version', async () => {
    const { hash } = prompt('one-a');
    await editor.renamePrompt(prompt('one-a'), 'Eins');
    await reload();
    expect(prompt('one-a')).toMatchObject({ title: 'Eins', hash });
    expect(await read('one.md')).toBe(one.replace('## One {', '## Eins {'));
  });

  it('moves prompts between categories in their order, and back by undo to the last byte', async () => {
    await editor.movePrompts([prompt('one-a'), prompt('one-c')], 'two', { before: 'two-a' });
    expect(await reload()).toEqual(['one: one-b', 'two: one-a one-c two-a']);
    expect((await read('two.md')).startsWith('\uFEFF---\n')).toBe(true);
    expect(await editor.undo()).toBe('Move 2 prompts');
    expect([await read('one.md'), await read('two.md')]).toEqual([one, two]);
    await reload();
    await editor.movePrompts([prompt('one-a'), prompt('one-c')], 'two', { after: 'two-a' });
    expect(await reload()).toEqual(['one: one-b', 'two: two-a one-a one-c']);
  });

  it('moves several prompts within a category and keeps their order', async () => {
    await editor.movePrompts([prompt('one-a'), prompt('one-b')], 'one', { after: 'one-c' });
    expect(await reload()).toEqual(['one: one-c one-a one-b', 'two: two-a']);
    await editor.movePrompts([prompt('one-a'), prompt('one-b')], 'one', { before: 'one-c' });
    expect(await reload()).toEqual(['one: one-a one-b one-c', 'two: two-a']);
  });

  it('never lets a category go missing for those who read the suites meanwhile', async () => {
    let edits = 0;
    const seen = new Set<string>();
    const renaming = (async () => {
      for (; edits < 300; edits++) await editor.renamePrompt(prompt('one-a'), `Title ${edits}`);
    })();
    while (edits < 300) seen.add((await loadSuites(folder)).categories.map(({ id }) => id).join());
    await renaming;
    expect([...seen]).toEqual(['one,two']);
    expect((await readdir(folder)).sort()).toEqual(['one.md', 'two.md']);
  });

  it('writes through a link, and leaves the file’s rights as they are', async () => {
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    await rename(join(folder, 'one.md'), join(elsewhere, 'one.md'));
    await chmod(join(elsewhere, 'one.md'), 0o640);
    await symlink(join(elsewhere, 'one.md'), join(folder, 'one.md'));
    await editor.renamePrompt(prompt('one-a'), 'Eins');
    expect(await readFile(join(elsewhere, 'one.md'), 'utf8')).toContain('## Eins {');
    expect((await lstat(join(folder, 'one.md'))).isSymbolicLink()).toBe(true);
    expect((await stat(join(elsewhere, 'one.md'))).mode & 0o777).toBe(0o640);
  });

  it('says when a step leads nowhere, and writes nothing then', async () => {
    await editor.stepPrompt(prompt('one-a'), 'up');
    await reload();
    expect(prompt('one-a').group).toBeNull();
    const before = await read('one.md');
    expect(await editor.stepPrompt(prompt('one-a'), 'up')).toBe(false);
    expect(await read('one.md')).toBe(before);
  });

  it('deletes prompts of several files at once and takes that back at once', async () => {
    await editor.deletePrompts([prompt('one-b'), prompt('two-a')]);
    expect(await reload()).toEqual(['one: one-a one-c', 'two: ']);
    await editor.undo();
    expect([await read('one.md'), await read('two.md')]).toEqual([one, two]);
  });

  it('refuses to undo over a change that was made since, and leaves all files alone', async () => {
    await editor.movePrompts([prompt('one-a')], 'two', { group: null });
    const moved = await read('one.md');
    await writeFile(join(folder, 'two.md'), `${await read('two.md')}\nmine\n`);
    await expect(editor.undo()).rejects.toThrow('two.md was changed meanwhile');
    expect(await read('one.md')).toBe(moved);
    expect(editor.undoable).toBe('Move “One”');
  });

  it('refuses to write when the file is changed between reading and writing', async () => {
    const files = new DiskFiles();
    const slow = new SuiteEditor(
      {
        read: async (file) => {
          const text = await files.read(file);
          await writeFile(file, `${text}\nsomeone else\n`);
          return text;
        },
        write: (changes) => files.write(changes),
      },
      () => suites,
    );
    await expect(slow.renamePrompt(prompt('one-a'), 'x')).rejects.toThrow('was changed meanwhile');
    expect(await read('one.md')).toBe(`${one}\nsomeone else\n`);
  });

  it('refuses a file that is not UTF-8 instead of spoiling it', async () => {
    const bytes = Buffer.concat([Buffer.from(one), Buffer.from([0xff, 0xfe])]);
    await writeFile(join(folder, 'one.md'), bytes);
    await expect(editor.renamePrompt(prompt('one-a'), 'x')).rejects.toThrow('not UTF-8');
    expect(await readFile(join(folder, 'one.md'))).toEqual(bytes);
  });

  it('creates, renames, copies, reorders and deletes categories, and takes each back', async () => {
    const id = await editor.createCategory('Third: “one”');
    expect(id).toBe('third-one');
    await reload();
    await editor.renameCategory('two', 'Zwei: #2');
    const copy = await editor.duplicateCategory('two', 'Two again');
    expect(await reload()).toEqual([
      'one: one-a one-b one-c',
      'two: two-a',
      'third-one: ',
      'two-again: two-again-a',
    ]);
    expect(suites.categories.map((category) => category.title)).toContain('Zwei: #2');
    await editor.moveCategory(copy, 'one');
    expect((await reload()).map((line) => line.split(':')[0])).toEqual(['two-again', 'one', 'two', 'third-one']);
    expect(await editor.stepCategory('one', 'up')).toBe(true);
    expect((await reload())[0]).toMatch(/^one:/);
    await editor.deleteCategory('two-again');
    expect(await readdir(folder)).toEqual(['one.md', 'third-one.md', 'two.md']);
    while (editor.undoable !== null) await editor.undo();
    expect([await read('one.md'), await read('two.md'), await readdir(folder)]).toEqual([one, two, ['one.md', 'two.md']]);
  });

  it('never overwrites a file that lies there under the new category’s name', async () => {
    await writeFile(join(folder, 'third.md'), 'mine');
    await expect(editor.createCategory('Third')).rejects.toThrow('already a file third.md');
    expect(await editor.createCategory('Readme')).toBe('readme-2');
    expect(await read('third.md')).toBe('mine');
  });
});
