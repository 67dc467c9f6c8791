import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { collectText } from '../../../src/exchange/export/destination';
import { exportPlayground } from '../../../src/exchange/export/exportPlayground';
import { importResults } from '../../../src/exchange/results/importResults';
import type { Store } from '../../../src/store';
import { temporaryFolder, temporaryStore } from '../builders';
import { fillStore } from './arbitrary';

interface Loose {
  [key: string]: Loose & Loose[];
}

let folder: string;
let source: Store;

beforeEach(async () => {
  folder = await temporaryFolder();
  source = await temporaryStore();
  fillStore(source, {
    bots: [{ name: 'a', practice: false, deleted: false, notes: '', temperature: 0 }],
    prompts: [{ text: 't', points: 10, system: null }],
    runs: [0, 1].map((second) => ({
      bot: 0,
      prompt: 1,
      status: 'complete',
      text: 'answer',
      reasoning: '',
      startedAt: `2026-01-01T00:00:0${second}.000Z`,
      tokens: 1,
      flags: [],
      scores: [{ points: 0.5, note: '', rubric: 'style', voided: false }],
    })),
  });
});

async function importOf(text: string, target: Store): Promise<string> {
  const file = join(folder, 'x.json');
  await writeFile(file, text);
  return importResults(target, file).then(
    () => 'imported',
    (error: Error) => error.message,
  );
}

describe('a file that is not a good export', () => {
  it('is told from one of another program', async () => {
    expect(await importOf('{"hello": 1}', await temporaryStore())).toBe(
      'The file is not an export of LLP: format is missing. Nothing was imported.',
    );
  });

  const changes: [string, RegExp, (document: Loose) => unknown][] = [
    [
      'points beyond the maximum',
      /runs\[1\]\.scores\[0\]\.points must be a number from 0 to 10/,
      (d) => (d['runs']![1]!['scores']![0]!['points'] = 11 as never),
    ],
    [
      'a figure that is a text',
      /runs\[0\]\.stats\.tokensPerSecond must be a number/,
      (d) => (d['runs']![0]!['stats']!['tokensPerSecond'] = '20' as never),
    ],
    ['a missing field', /runs\[0\]\.text is missing/, (d) => delete d['runs']![0]!['text']],
    [
      'a field that would be lost',
      /bots\[0\]\.colour is not known/,
      (d) => (d['bots']![0]!['colour'] = 'red' as never),
    ],
    [
      'a field that every object seems to have',
      /bots\[0\]\.constructor is not known/,
      (d) => Object.defineProperty(d['bots']![0]!, 'constructor', { value: 'x', enumerable: true }),
    ],
    [
      'parameters that are a list',
      /bots\[0\]\.parameters must be an object/,
      (d) => (d['bots']![0]!['parameters'] = [] as never),
    ],
    [
      'points of an item that are a text',
      /runs\[0\]\.scores\[0\]\.rubric\["my item"\] must be a number from 0/,
      (d) => (d['runs']![0]!['scores']![0]!['rubric'] = { 'my item': '3' } as never),
    ],
    ['a bot that is not there', /runs\[0\]\.botId is 99/, (d) => (d['runs']![0]!['botId'] = 99 as never)],
    [
      'a path out of the workspace',
      /runs\[0\]\.output must be a file of llm_outputs\/c1/,
      (d) => (d['runs']![0]!['output'] = 'a/../../secret' as never),
    ],
    [
      'an absolute path of Windows',
      /runs\[1\]\.rawLog must be logs\/run-000002\.log/,
      (d) => (d['runs']![1]!['rawLog'] = 'C:/log' as never),
    ],
    [
      'a category named like a path',
      /categories\[0\]\.id must be lower-case letters/,
      (d) => (d['categories']![0]!['id'] = '../x' as never),
    ],
    [
      'two runs of one number',
      /runs\[1\]\.id is \d+, like an earlier run/,
      (d) => Object.assign(d['runs']![1]!, { id: d['runs']![0]!['id'], rawLog: null }),
    ],
    [
      'a number after which no run could be recorded',
      /runs\[1\]\.id must be a whole number from 1 to 999999999/,
      (d) => (d['runs']![1]!['id'] = (2 ** 53 - 1) as never),
    ],
    [
      'a time as people write it',
      /runs\[1\]\.startedAt must be a time such as/,
      (d) => (d['runs']![1]!['startedAt'] = 'January 1, 2020 10:00' as never),
    ],
    [
      'a time in the future',
      /runs\[1\]\.finishedAt must not lie in the future/,
      (d) => (d['runs']![1]!['finishedAt'] = '9999-01-01T00:00:00.000Z' as never),
    ],
    [
      'a prompt named like a path',
      /runs\[0\]\.promptId must be lower-case letters/,
      (d) => (d['runs']![0]!['promptId'] = '..' as never),
    ],
    [
      'the database as a raw log',
      /runs\[0\]\.rawLog must be logs\/run-000001\.log/,
      (d) => (d['runs']![0]!['rawLog'] = 'playground.db' as never),
    ],
    [
      'the log of another run',
      /runs\[0\]\.rawLog must be logs\/run-000001\.log/,
      (d) => (d['runs']![0]!['rawLog'] = 'logs/run-000002.log' as never),
    ],
    [
      'an answer in the file of another category',
      /runs\[0\]\.output must be a file of llm_outputs\/c1/,
      (d) => (d['runs']![0]!['output'] = 'llm_outputs/booting/bot.md' as never),
    ],
    [
      'a file name that no system has',
      /runs\[0\]\.output must be a file of llm_outputs\/c1/,
      (d) => (d['runs']![0]!['output'] = 'llm_outputs/c1/con.md' as never),
    ],
    [
      'a temperature that no bot has',
      /bots\[0\]\.parameters\.temperature must be: 0 to 2/,
      (d) => (d['bots']![0]!['parameters'] = { temperature: 9 } as never),
    ],
    [
      'a limit that is no whole number',
      /bots\[0\]\.parameters\.maxTokens must be: whole number/,
      (d) => (d['bots']![0]!['parameters'] = { maxTokens: 1.5 } as never),
    ],
    [
      'a score of a run that is not whole',
      /runs\[0\]\.scores must be empty: the run is truncated/,
      (d) => (d['runs']![0]!['status'] = 'truncated' as never),
    ],
    ['a newer version', /version is 3: the file was written by a newer LLP/, (d) => (d['version'] = 3 as never)],
    ['another format', /not an export of LLP: format must be/, (d) => (d['format'] = 'livebench' as never)],
    ['runs that are no list', /runs must be a list/, (d) => (d['runs'] = {} as never)],
  ];

  it.each(changes)('is refused with the path inside it, and nothing is stored: %s', async (_name, sentence, change) => {
    const document = JSON.parse(await collectText(exportPlayground(source, { format: 'json' }))) as Loose;
    change(document);
    const target = await temporaryStore();
    const message = await importOf(JSON.stringify(document), target);
    expect(message).toMatch(sentence);
    expect(message).toMatch(/Nothing was imported\.$/);
    for (const table of ['bot', 'run', 'answer', 'score', 'prompt', 'category'])
      expect(target.database.all(`SELECT * FROM ${table}`)).toEqual([]);
  });

  it('keeps points of an item whatever it is called', async () => {
    const document = JSON.parse(await collectText(exportPlayground(source, { format: 'json' }))) as Loose;
    document['runs']![0]!['scores']![0]!['rubric'] = { constructor: 0.25, prototype: 0.25 } as never;
    const target = await temporaryStore();
    expect(await importOf(JSON.stringify(document), target)).toBe('imported');
    const [first] = target.database.all<{ id: number }>('SELECT id FROM run ORDER BY started_at');
    expect(target.scores.history(first?.id ?? 0).map(({ rubric }) => rubric)).toContainEqual({
      constructor: 0.25,
      prototype: 0.25,
    });
  });

  it.each([
    ['', /cut off/],
    ['[]', /must be a JSON object/],
    ['{"format": "llp-playground-export", "version": 1', /cut off/],
    ['{"format": "llp-playground-export", "version": 1, "bots": [{]}', /bots\[0\] is not JSON/],
    ['{"format": "llp-playground-export", "version": 1, "bots": [1,]}', /bots\[0\] must be an object/],
    ['{"format": "llp-playground-export", "version": 1, "bots": [,]}', /bots\[0\] is not JSON/],
    ['{"format": "llp-playground-export", "version": 1, "runs": [], "runs": []}', /runs is there twice/],
    ['{"format": "llp-playground-export", "version": 1} x', /something after its end/],
    ['PK\u0003\u0004', /must be a JSON object/],
  ])('is refused where it is not JSON: %s', async (text, sentence) => {
    expect(await importOf(text, await temporaryStore())).toMatch(sentence);
  });

  it('cut off anywhere is refused', async () => {
    const text = await collectText(exportPlayground(source, { format: 'json' }));
    const target = await temporaryStore();
    for (let length = 0; length < text.trimEnd().length; length += 97)
      expect(await importOf(text.slice(0, length), target)).toMatch(/Nothing was imported/);
    expect(await importOf(text, target)).toBe('imported');
  });

  it('where two texts share a hash is refused, as one of them would be lost', async () => {
    const text = await collectText(exportPlayground(source, { format: 'json' }));
    const message = await importOf(text.replace('"text":"older"', '"text":"forged"'), source);
    expect(message).toMatch(/categories\[\d\]\.versions\[\d\]\.hash stands for another text/);
  });
});

describe('importing into a database in use', () => {
  it('keeps a bot of another machine apart, under a name of its own', async () => {
    const target = await temporaryStore();
    const bot = target.bots.add({ name: 'a', server: 'http://127.0.0.1:1000', modelId: 'a', practice: false });
    target.bots.setNotes(bot.id, 'mine');
    await importOf(await collectText(exportPlayground(source, { format: 'json' })), target);
    expect(target.bots.list().map((each) => [each.name, each.notes])).toEqual([
      ['a', 'mine'],
      ['a (imported)', ''],
    ]);
  });

  it('gives the results to a bot that was only just listed by its server', async () => {
    const target = await temporaryStore();
    const bot = target.bots.add({ name: 'a', server: 'http://127.0.0.1:1000', modelId: 'a', practice: false });
    await importOf(await collectText(exportPlayground(source, { format: 'json' })), target);
    expect(target.bots.list()).toHaveLength(1);
    expect(target.runs.history(bot.id, 'c1', 'p0').length).toBe(2);
    expect(target.board.read(false).rows[0]?.total).toBe(5);
  });

  it('puts older entries of a ledger before the newer ones, so that the latest still counts', async () => {
    const text = await collectText(exportPlayground(source, { format: 'json' }));
    const target = await temporaryStore();
    await importOf(text, target);
    const run = target.database.get<{ id: number }>('SELECT MAX(id) AS id FROM run')!.id;
    target.scores.add({ runId: run, points: 9 });
    const older = text.replaceAll(/"points":5,"max":10,/g, '"points":4,"max":10,');
    expect(await importOf(older, target)).toBe('imported');
    expect(target.scores.history(run).map((score) => score.points)[0]).toBe(9);
    expect(target.scores.history(run)).toHaveLength(3);
  });
});
