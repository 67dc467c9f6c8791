import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateCategory, newCategoryText, setFrontMatter } from '../../../../src/suites/edit/category';
import { deleteGroup, groupStep, moveGroup, renameGroup } from '../../../../src/suites/edit/groups';
import { EditRefused, stepPlace, type Place } from '../../../../src/suites/edit/places';
import {
  deletePrompt,
  duplicatePrompt,
  insertPrompt,
  movePrompt,
  newPromptBlock,
  promptBlock,
  promptIds,
  renamePrompt,
} from '../../../../src/suites/edit/prompts';
import { differenceOf, splice } from '../../../../src/suites/edit/splice';
import { layoutOf } from '../../../../src/suites/layout';
import { parseSuite } from '../../../../src/suites/parse';
import { lineEnd, ordinaryText, suite } from '../suiteText';

const parse = (source: string) => parseSuite(source, 'demo.md', new Map());
const structure = (source: string) =>
  parse(source).category?.prompts.map((prompt) => [prompt.group, prompt.id].filter((part) => part !== null).join('/'));

const demo = suite(`Intro.

## Zero {#demo-zero points=1}

0

# Warm

## One   {#demo-one points=5} ##

1

### Rubric

* __odd__
* **a** (5): A.


## Two {#demo-two points=5}

2
# Cold

## Three {#demo-three points=5}

3`);

/** A suite that is sound, with prompts in groups and outside of them, in any formatting. */
const anySuite = fc
  .record({
    bodies: fc.array(
      ordinaryText.filter((text) => (structure(suite(`## A {#x points=1}\n\n${text}\n\n## B {#y points=1}\n\nx`)) ?? []).join() === 'x,y'),
      { minLength: 3, maxLength: 7 },
    ),
    groups: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
    gaps: fc.array(fc.constantFrom('\n', '\n\n', '\n\n\n'), { minLength: 7, maxLength: 7 }),
    end: lineEnd,
  })
  .map(({ bodies, groups, gaps, end }) => {
    const blocks = bodies.map(
      (body, at) => `${groups[at] ? `# Group ${at}\n\n` : ''}## Title ${at}  {#demo-${at}   points=${at + 1}}\n${body}${gaps[at]}`,
    );
    return { source: suite(blocks.join('')).replaceAll('\n', end), count: bodies.length };
  })
  .filter(({ source, count }) => structure(source)?.length === count);

/** `after` with `piece` cut out once is `before`, or the other way round, apart from blank lines at the seam. */
function squeeze(text: string): string {
  return text.replace(/(?:[ \t]*(?:\r\n|\n))+/g, '\n').trim();
}

describe('renaming a prompt', () => {
  it('changes the title and no other byte', () => {
    expect(renamePrompt(demo, 'demo-one', 'Eins')).toBe(demo.replace('## One   {', '## Eins   {'));
    fc.assert(
      fc.property(anySuite, fc.nat(), fc.string(), ({ source, count }, pick, raw) => {
        const title = raw.replace(/\s+/g, ' ').trim() || 'x';
        const at = pick % count;
        const renamed = renamePrompt(source, `demo-${at}`, title);
        expect(renamed).toBe(source.split(`## Title ${at}  {`).join(`## ${title}  {`));
        expect(parse(renamed).category?.prompts.map((prompt) => prompt.hash)).toEqual(
          parse(source).category?.prompts.map((prompt) => prompt.hash),
        );
      }),
    );
  });

  it('refuses an empty title and a prompt that is gone', () => {
    expect(() => renamePrompt(demo, 'demo-one', ' \n ')).toThrow(EditRefused);
    expect(() => renamePrompt(demo, 'demo-none', 'x')).toThrow('does not stand in this file any more');
  });
});

describe('deleting a prompt', () => {
  it('takes out its block and nothing else', () => {
    expect(deletePrompt(demo, 'demo-one')).toBe(demo.replace(/## One[^]*?\n\n\n(?=## Two)/, ''));
    fc.assert(
      fc.property(anySuite, fc.nat(), ({ source, count }, pick) => {
        const id = `demo-${pick % count}`;
        const block = promptBlock(source, id);
        const at = source.indexOf(block);
        const after = deletePrompt(source, id);
        const isLast = at + block.length === source.length;
        expect(isLast ? after.trimEnd() : after).toBe(
          isLast ? source.slice(0, at).trimEnd() : source.slice(0, at) + source.slice(at + block.length),
        );
      }),
    );
  });

  it('leaves one line end at the end of the file', () => {
    expect(deletePrompt(demo, 'demo-three').endsWith('2\n# Cold\n')).toBe(true);
  });
});

describe('moving a prompt', () => {
  const places: [Place, string[]][] = [
    [{ before: 'demo-zero' }, ['demo-two', 'demo-zero', 'Warm/demo-one', 'Cold/demo-three']],
    [{ after: 'demo-zero' }, ['demo-zero', 'demo-two', 'Warm/demo-one', 'Cold/demo-three']],
    [{ group: null }, ['demo-zero', 'demo-two', 'Warm/demo-one', 'Cold/demo-three']],
    [{ before: 'demo-one' }, ['demo-zero', 'Warm/demo-two', 'Warm/demo-one', 'Cold/demo-three']],
    [{ group: 'Cold' }, ['demo-zero', 'Warm/demo-one', 'Cold/demo-three', 'Cold/demo-two']],
    [{ group: 'Brand new' }, ['demo-zero', 'Warm/demo-one', 'Cold/demo-three', 'Brand new/demo-two']],
    [{ before: 'demo-two' }, ['demo-zero', 'Warm/demo-one', 'Warm/demo-two', 'Cold/demo-three']],
  ];
  it.each(places)('to %j', (place, expected) => {
    expect(structure(movePrompt(demo, 'demo-two', place))).toEqual(expected);
  });

  it('keeps its text, the others’ and their versions; only blank lines at the seams may differ', () => {
    fc.assert(
      fc.property(anySuite, fc.nat(), fc.nat(), fc.boolean(), ({ source, count }, from, to, before) => {
        const [id, other] = [`demo-${from % count}`, `demo-${to % count}`];
        const place = before ? { before: other } : { after: other };
        const moved = movePrompt(source, id, place);
        const hashes = (text: string) =>
          new Map(parse(text).category?.prompts.map((prompt) => [prompt.id, prompt.hash] as const));
        expect(hashes(moved)).toEqual(new Map([...hashes(source)].sort(byOrder(promptIds(moved)))));
        const ids = promptIds(moved);
        if (id !== other) expect(ids.indexOf(id) - ids.indexOf(other)).toBe(before ? -1 : 1);
        // What stands before the first and after the last byte that moved is untouched.
        expect(squeeze(deletePrompt(moved, id))).toBe(squeeze(deletePrompt(source, id)));
        expect(moved.includes('\r')).toBe(source.includes('\r'));
        expect(/(?<!\r)\n/.test(moved)).toBe(/(?<!\r)\n/.test(source));
      }),
      { numRuns: 50 },
    );
  });

  it('refuses a place behind a fence that nobody closed', () => {
    const open = suite('## One {#demo-one points=1}\n\nx\n\n## Two {#demo-two points=1}\n\n```\nopen\n');
    expect(() => movePrompt(open, 'demo-one', { after: 'demo-two' })).toThrow(EditRefused);
    expect(() => movePrompt(open, 'demo-two', { before: 'demo-one' })).toThrow(EditRefused);
  });

  it('goes step by step through the groups, up and down, and stops at the edges', () => {
    let source = demo;
    const seen = [structure(source)?.join(' ')];
    for (let place = stepPlace(source, 'demo-three', 'up'); place; place = stepPlace(source, 'demo-three', 'up')) {
      source = movePrompt(source, 'demo-three', place);
      seen.push(structure(source)?.join(' '));
    }
    expect(seen).toEqual([
      'demo-zero Warm/demo-one Warm/demo-two Cold/demo-three',
      'demo-zero Warm/demo-one Warm/demo-two Warm/demo-three',
      'demo-zero Warm/demo-one Warm/demo-three Warm/demo-two',
      'demo-zero Warm/demo-three Warm/demo-one Warm/demo-two',
      'demo-zero demo-three Warm/demo-one Warm/demo-two',
      'demo-three demo-zero Warm/demo-one Warm/demo-two',
    ]);
    for (let place = stepPlace(source, 'demo-three', 'down'); place; place = stepPlace(source, 'demo-three', 'down'))
      source = movePrompt(source, 'demo-three', place);
    expect(structure(source)?.join(' ')).toBe(seen[0]);
    expect(layoutOf(source).groups.map((group) => group.title)).toEqual(['Warm', 'Cold']);
  });
});

describe('duplicating and creating', () => {
  it('puts the copy below, with its own id and the same content', () => {
    const copied = duplicatePrompt(demo, 'demo-one', { id: 'demo-copy', title: 'One more' });
    expect(structure(copied)).toEqual([
      'demo-zero', 'Warm/demo-one', 'Warm/demo-copy', 'Warm/demo-two', 'Cold/demo-three',
    ]);
    const [, one, copy] = parse(copied).category?.prompts ?? [];
    expect(copy?.hash).toBe(one?.hash);
    expect(deletePrompt(copied, 'demo-copy')).toBe(demo);
  });

  it('makes prompts that are sound for any points and title, in files with any line end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.string(), lineEnd, (points, raw, end) => {
        const title = raw.trim() || 'x';
        const source = demo.replaceAll('\n', end);
        const made = insertPrompt(source, newPromptBlock({ id: 'demo-new', title, points }), { group: 'Cold' });
        const { category, problems } = parse(made);
        expect(problems.filter((problem) => problem.severity === 'error' && problem.line > 30)).toEqual([]);
        expect(category?.prompts.at(-1)).toMatchObject({ id: 'demo-new', group: 'Cold', points });
        expect(deletePrompt(made, 'demo-new').trimEnd()).toBe(source);
      }),
    );
  });

  it('makes a category of any title that can be read back', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (raw) => {
        const title = raw.replace(/\s+/g, ' ').trim() || 'x';
        const { category } = parse(newCategoryText({ id: 'demo', title, order: 3 }));
        expect(category).toMatchObject({ id: 'demo', title, order: 3, prompts: [] });
      }),
    );
  });
});

describe('groups', () => {
  it('are renamed, moved and deleted with their prompts', () => {
    expect(renameGroup(demo, 'Warm', 'Hot')).toBe(demo.replace('# Warm', '# Hot'));
    expect(structure(moveGroup(demo, 'Cold', 'Warm'))).toEqual([
      'demo-zero', 'Cold/demo-three', 'Warm/demo-one', 'Warm/demo-two',
    ]);
    expect(structure(moveGroup(demo, 'Warm', null))).toEqual([
      'demo-zero', 'Cold/demo-three', 'Warm/demo-one', 'Warm/demo-two',
    ]);
    expect(structure(deleteGroup(demo, 'Warm'))).toEqual(['demo-zero', 'Cold/demo-three']);
    expect(groupStep(demo, 'Warm', 'down')).toBeNull();
    expect(groupStep(demo, 'Cold', 'up')).toBe('Warm');
    expect(groupStep(demo, 'Cold', 'down')).toBeUndefined();
  });
});

describe('front matter', () => {
  const source = '---\r\n# mine\r\nid: demo   # stable\r\ncategory:  "Demo"\r\nversion: 1\r\n---\r\n\r\n## One {#demo-one points=1}\r\n\r\nX\r\n';
  it('changes one value and keeps comments, quotes and line ends', () => {
    expect(setFrontMatter(source, 'category', 'New: one')).toBe(source.replace('"Demo"', '"New: one"'));
    expect(setFrontMatter(source, 'order', 4)).toBe(source.replace('version: 1\r\n', 'version: 1\r\norder: 4\r\n'));
    expect(setFrontMatter('---\nid: a\ncategory:\nversion: 1\n---\n', 'category', 'X')).toContain('category: X\n');
  });

  it('reads back any title', () => {
    fc.assert(
      fc.property(fc.string(), (raw) => {
        const title = raw.replace(/\s+/g, ' ').trim() || 'x';
        expect(parse(setFrontMatter(source, 'category', title)).category?.title).toBe(title);
      }),
    );
  });

  it('of a copied category is its own, and so are the ids of its prompts', () => {
    const copied = duplicateCategory(demo, { from: 'demo', id: 'demo-2', title: 'Demo 2', order: 9 }, new Set(['demo-2-one']));
    const { category } = parse(copied);
    expect(category).toMatchObject({ id: 'demo-2', title: 'Demo 2', order: 9 });
    expect(category?.prompts.map((prompt) => prompt.id)).toEqual(['demo-2-zero', 'demo-2-one-2', 'demo-2-two', 'demo-2-three']);
    expect(category?.prompts.map((prompt) => prompt.hash)).toEqual(parse(demo).category?.prompts.map((prompt) => prompt.hash));
  });
});

describe('the suites that come with LLP', () => {
  const folder = join(import.meta.dirname, '../../../../suites');
  it.each(readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'system-prompts.md'))('%s survives being taken apart', (name) => {
    const source = readFileSync(join(folder, name), 'utf8');
    for (const id of promptIds(source).filter((other) => other !== null).slice(0, 3)) {
      const copied = duplicatePrompt(source, id, { id: 'a-copy', title: 'Copy' });
      expect(deletePrompt(copied, 'a-copy')).toBe(source);
    }
  });
});

describe('the one replacement between two texts', () => {
  it('makes the one of the other and never splits a character or a line end', () => {
    const text = fc.array(fc.constantFrom('a', '\r\n', '\n', '🙂', '😀', 'b')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { start, end, text: put } = differenceOf(before, after);
        expect(splice(before, start, end, put)).toBe(after);
        expect(put.isWellFormed()).toBe(true);
        expect(before.slice(0, start).endsWith('\r')).toBe(false);
      }),
    );
  });
});

function byOrder(ids: (string | null)[]) {
  return ([a]: readonly [string, string], [b]: readonly [string, string]): number => ids.indexOf(a) - ids.indexOf(b);
}
