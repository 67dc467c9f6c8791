import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkAnswer } from '../../../../src/evaluate/checks';
import type { Prompt } from '../../../../src/model/prompt';
import { loadSuites } from '../../../../src/suites/load';
import { drawAgain, drawNone, keptDraw } from '../../../../src/suites/variants/kept';
import { solvers, type Figures } from './solvers';

const folder = join(import.meta.dirname, '../../../../suites');
const draws = process.env['LLP_LONG'] ? 500 : 12;
const published = await promptsOf(null);
const drawn = await Promise.all(
  Array.from({ length: draws }, (_, at) => promptsOf({ seed: 'a'.repeat(32), number: at + 1 })),
);

async function promptsOf(draw: Parameters<typeof loadSuites>[1]): Promise<Map<string, Prompt>> {
  const { categories, problems } = await loadSuites(folder, draw);
  expect(problems).toEqual([]);
  const prompts = categories.flatMap((category) => category.prompts).filter((prompt) => prompt.drawn);
  return new Map(prompts.map((prompt) => [prompt.id, prompt]));
}

function solved(prompt: Prompt): Figures {
  const values = prompt.drawn?.values ?? {};
  const solver = solvers[prompt.id];
  if (!solver) throw new Error(`${prompt.id} has variants and no solver`);
  return solver(values as never, values as never);
}

function answerOf(prompt: Prompt, figures: Figures): string {
  if (prompt.id === 'general-six-jars') return `There is one.\n\n${figures['row'] ?? ''}`;
  const lines = Object.entries(figures).map(([key, value]) => `${key} = ${value}`);
  return `Worked out.\n\n\`\`\`answers\n${lines.join('\n')}\n\`\`\``;
}

/** The verdicts of those checks that ask for nothing but what the solver found. */
function verdicts(prompt: Prompt, figures: Figures): string[] {
  const keys = Object.keys(figures);
  const rubric = prompt.rubric.map(({ id, points, checks = [] }) => ({
    id,
    points,
    checks: checks.filter(({ kind, arguments: source, text }) =>
      prompt.id === 'general-six-jars'
        ? text.includes('regex')
        : kind === 'answers' &&
          [...source.matchAll(/(?:^|\s)([\w.-]+)=/g)].every((match) => keys.includes(match[1] ?? '')),
    ),
  }));
  const sheet = checkAnswer({ points: prompt.points, rubric }, answerOf(prompt, figures));
  return sheet.items.flatMap((item) =>
    item.verdicts.map(({ verdict, check, evidence }) => (verdict === 'pass' ? 'pass' : `${check}: ${evidence}`)),
  );
}

describe('variants of the bundled suites', () => {
  it('at least twenty prompts have them, each with a solver of its own', () => {
    expect([...published.keys()].sort()).toEqual(Object.keys(solvers).sort());
    expect(published.size).toBeGreaterThanOrEqual(20);
  });

  for (const [id, prompt] of published)
    it(`${id}: the checks want what the solver finds, in the published figures and in ${draws} draws`, () => {
      for (const one of [prompt, ...drawn.map((prompts) => prompts.get(id))]) {
        if (!one) throw new Error('not drawn');
        const found = verdicts(one, solved(one));
        expect(found.length).toBeGreaterThan(0);
        expect([one.drawn?.values, found.filter((verdict) => verdict !== 'pass')]).toEqual([one.drawn?.values, []]);
        expect(one.text + JSON.stringify(one.rubric)).not.toMatch(/\{\{|\}\}|NaN|undefined/);
      }
      // Who remembers the published answers has no use of them.
      const other = drawn.map((prompts) => prompts.get(id)).find((one) => one && one.hash !== prompt.hash);
      if (!other) throw new Error('the same in all draws');
      expect(verdicts(other, solved(prompt)).some((verdict) => verdict !== 'pass')).toBe(true);
    });

  it('a seed and a number give the same figures each time, and another number others', async () => {
    const first = drawn[0] ?? new Map<string, Prompt>();
    const again = await promptsOf({ seed: 'a'.repeat(32), number: 1 });
    expect([...again.values()].map(({ hash }) => hash)).toEqual([...first.values()].map(({ hash }) => hash));
    const second = drawn[1] ?? new Map<string, Prompt>();
    expect([...second.values()].filter(({ id, hash }) => first.get(id)?.hash !== hash).length).toBeGreaterThan(10);
  });
});

describe('the draw of a workspace', () => {
  const workspace = mkdtempSync(join(tmpdir(), 'llp-draw-'));
  afterAll(() => rmSync(workspace, { recursive: true, force: true }));

  it('is kept, counts up, and goes back to the published figures and on from there', async () => {
    expect(await keptDraw(workspace)).toBeNull();
    const first = await drawAgain(workspace);
    expect(first.number).toBe(1);
    expect(await keptDraw(workspace)).toEqual(first);
    await drawNone(workspace);
    expect(await keptDraw(workspace)).toBeNull();
    expect(await drawAgain(workspace)).toEqual({ seed: first.seed, number: 2 });
  });

  it('a file that LLP did not write is refused, and left as it is', async () => {
    const other = join(workspace, 'other');
    mkdirSync(join(other, '.llp'), { recursive: true });
    writeFileSync(join(other, '.llp', 'variants.json'), '{"seed":');
    await expect(keptDraw(other)).rejects.toThrow('is not what LLP wrote there');
    await expect(drawAgain(other)).rejects.toThrow('is not what LLP wrote there');
    expect(readFileSync(join(other, '.llp', 'variants.json'), 'utf8')).toBe('{"seed":');
  });
});
