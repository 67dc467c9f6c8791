import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Playground } from '../../../src/playground';
import { aModel, temporaryFolder } from '../builders';

const suite = (check: string): string => `---
id: demo
category: Demo
version: 1
---

## One {#demo-one points=10}

Say it in three words.

### Rubric

- **form** (4): Three words.
  - check: ${check}
- **sense** (3): It makes sense.
- **place** (3): Names the place.
  - check: 3 contains Paris in section "Where"
`;

async function open(check: string): Promise<{ playground: Playground; write: (check: string) => Promise<void> }> {
  const workspace = await temporaryFolder();
  const write = async (line: string): Promise<void> => {
    await mkdir(join(workspace, 'suites'), { recursive: true });
    await writeFile(join(workspace, 'suites', 'demo.md'), suite(line));
  };
  await write(check);
  const databaseFile = join(workspace, '.llp', 'playground.db');
  const playground = await Playground.open({ workspace, databaseFile, bundledSuites: workspace, servers: [] });
  onTestFinished(() => playground.close());
  return { playground, write };
}

it('what checks prove counts at once, what they cannot tell stays open, and a person overrules them', async () => {
  const { playground } = await open('4 words 3');
  const [bot] = playground.store.bots.preload([aModel('m')], false);
  const run = playground.answers.paste(bot?.id ?? 0, playground.suites.prompt('demo-one'), {
    text: 'One two three',
    completionTokens: null,
    tokensPerSecond: null,
    timeToFirstTokenSeconds: null,
  });
  await playground.checking.settled();
  expect(playground.scoring.counting(run.id)).toMatchObject({ points: 4, proven: 4, settled: 4, given: 0 });
  expect(playground.checking.sheet(run.id)?.items.map(({ id, settled }) => [id, settled])).toEqual([
    ['form', true],
    ['place', false],
  ]);
  playground.scoring.giveItems(run.id, { form: 2, sense: 3 }, 'The second word is none.');
  expect(playground.scoring.counting(run.id)).toMatchObject({ points: 5, proven: 0, given: 5 });
});

it('checks that are worth a part of an item give that part, and the rest of it stays open', async () => {
  const { playground, write } = await open('2.5 words 3');
  const [bot] = playground.store.bots.preload([aModel('m')], false);
  const figures = { completionTokens: null, tokensPerSecond: null, timeToFirstTokenSeconds: null };
  const prompt = playground.suites.prompt('demo-one');
  const run = playground.answers.paste(bot?.id ?? 0, prompt, { text: 'One two three', ...figures });
  await playground.checking.settled();
  playground.scoring.recordAutomatic(run.id, {
    by: 'evaluator 1',
    items: { sense: { points: 2 } },
    about: (id) => id === 'sense',
  });
  expect(playground.scoring.counting(run.id)).toMatchObject({ points: 4.5, proven: 4.5, settled: 5.5 });
  expect(playground.scoring.history(run.id)[0]).toMatchObject({ by: 'checks 1, evaluator 1' });
  await write('2.5 contains One');
  await playground.reloadSuites();
  await playground.checking.settled();
  // What another program has given stays.
  expect(playground.scoring.counting(run.id)).toMatchObject({ points: 4.5, proven: 4.5, settled: 5.5 });
});

it('changing only the checks scores stored answers anew, and makes no new version of the prompt', async () => {
  const { playground, write } = await open('4 words 3');
  const [bot] = playground.store.bots.preload([aModel('m')], false);
  const prompt = playground.suites.prompt('demo-one');
  const figures = { completionTokens: null, tokensPerSecond: null, timeToFirstTokenSeconds: null };
  const run = playground.answers.paste(bot?.id ?? 0, prompt, { text: 'One two three', ...figures });
  await playground.checking.settled();
  await write('4 words 4');
  await playground.reloadSuites();
  await playground.checking.settled();
  expect(playground.suites.prompt('demo-one')?.hash).toBe(prompt?.hash);
  expect(playground.scoring.counting(run.id)).toMatchObject({ points: 0, proven: 0, settled: 4 });
  expect(playground.scoring.history(run.id).filter(({ voidedAt }) => voidedAt === null)).toHaveLength(1);
});
