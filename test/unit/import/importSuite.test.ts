import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/exchange/suites/csvSuite';
import { ImportRefused, type Imported, type ImportedPrompt } from '../../../src/exchange/suites/imported';
import { leftOutText, readImport } from '../../../src/exchange/suites/importSuite';
import { readLiveBench } from '../../../src/exchange/suites/liveBench';
import { readOpenAiEvals } from '../../../src/exchange/suites/openAiEvals';
import { rubricValue, sharePoints, suiteText } from '../../../src/exchange/suites/suiteText';
import { parseSuite } from '../../../src/suites/parse';
import { temporaryFolder } from '../builders';
import { hostileText } from '../suites/suiteText';

const options = { id: 'mine', title: 'Mine', points: 10, taken: new Set<string>(), origin: 'a file' };
const toSuite = (imported: Imported, changes = {}) => {
  const { category, problems } = parseSuite(suiteText(imported, { ...options, ...changes }), 'mine.md', new Map());
  expect(problems).toEqual([]);
  return category?.prompts ?? [];
};
const jsonl = (...lines: unknown[]) => [
  { name: 'question.jsonl', text: lines.map((line) => JSON.stringify(line)).join('\n') },
];
const csv = (text: string) => [{ name: 'table.csv', text }];

describe('what is imported', () => {
  const anyPrompt = fc.record<ImportedPrompt>({
    title: fc.oneof(hostileText, fc.string({ unit: 'binary' })),
    text: fc.oneof(hostileText, fc.string({ unit: 'binary' })).filter((text) => text.trim() !== ''),
    system: fc.option(
      fc.oneof(hostileText, fc.constantFrom('@calm', '@none', '### Rubric')).filter((text) => text !== ''),
    ),
    group: fc.option(fc.oneof(fc.string(), fc.constantFrom('# #', '## x {#a points=1}', 'A\nB'))),
    points: fc.option(fc.integer({ min: 1, max: 999 })),
    idFrom: fc.option(fc.string()),
    criteria: fc
      .array(
        fc.record({
          title: fc.constant('A check.'),
          full: fc.option(hostileText),
          none: fc.option(fc.string()),
          weight: fc.integer({ min: 1, max: 9 }),
        }),
        { maxLength: 4 },
      )
      .map((all) => all.map((one, index) => ({ ...one, id: `check-${index}` }))),
  });

  it('comes out of the suite file exactly as it went in, whatever it looks like', () => {
    fc.assert(
      fc.property(fc.array(anyPrompt, { minLength: 1, maxLength: 4 }), (prompts) => {
        const read = toSuite({ title: 'X', prompts, leftOut: new Map() });
        const lf = (text: string | null) => text?.replace(/\r\n?/g, '\n') ?? null;
        const key = (prompt: { text: string; system: string | null }) => JSON.stringify([prompt.text, prompt.system]);
        expect(read.map(key).sort()).toEqual(
          prompts.map((prompt) => key({ text: lf(prompt.text) ?? '', system: lf(prompt.system) })).sort(),
        );
        expect(new Set(read.map((prompt) => prompt.id)).size).toBe(prompts.length);
      }),
      { numRuns: 150 },
    );
  });

  it('is left readable where it can be, and fenced where it looks like structure', () => {
    const prompt = (text: string): ImportedPrompt => ({
      title: 'T',
      text,
      system: null,
      group: null,
      points: null,
      idFrom: null,
      criteria: [],
    });
    const text = suiteText(
      {
        title: 'X',
        prompts: [prompt('Plain.\n\n- list'), prompt('# Heading\n\nText')],
        leftOut: new Map(),
      },
      { ...options, order: 7, taken: new Set(['mine-t']), origin: 'C:\\x\n# y <!--' },
    );
    expect(text).toBe(
      '---\nid: mine\ncategory: Mine\nversion: 1\norder: 7\n---\n\nImported from C: x y --.\n\n' +
        '## T {#mine-t-2 points=10}\n\nPlain.\n\n- list\n\n## T {#mine-t-3 points=10}\n\n```prompt\n# Heading\n\nText\n```\n',
    );
  });

  it('refuses a text beyond all measure', () => {
    const prompts = readCsv(csv(`prompt\n${'x'.repeat(1_000_001)}`)).prompts;
    expect(() => suiteText({ title: 'X', prompts, leftOut: new Map() }, options)).toThrow('nothing was imported');
  });

  it('shares points out by weight, in whole points that add up', () => {
    expect(sharePoints(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(sharePoints(3, [1, 1, 1, 1, 1]).reduce((a, b) => a + b)).toBe(3);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1 }),
        (points, weights) => {
          const shares = sharePoints(points, weights);
          expect(shares.reduce((a, b) => a + b)).toBe(points);
          expect(shares.every((share) => Number.isInteger(share) && share >= 0)).toBe(true);
        },
      ),
    );
  });

  it('keeps known answers: as they are on one line, as JSON where blanks count', () => {
    expect(rubricValue('42')).toBe('42');
    expect(rubricValue('a\nb')).toBe('"a\\nb"');
    fc.assert(
      fc.property(hostileText, (text) => {
        const value = rubricValue(text);
        const read = toSuite({
          title: 'X',
          leftOut: new Map(),
          prompts: [
            {
              title: 'T',
              text: 'x',
              system: null,
              group: null,
              points: null,
              idFrom: null,
              criteria: [{ id: 'a', title: 'A.', full: text, none: null, weight: 1 }],
            },
          ],
        })[0]?.rubric[0]?.full;
        expect(read).toBe(value);
        if (value !== text) expect(JSON.parse(value)).toBe(text);
      }),
    );
  });
});

describe('LiveBench questions', () => {
  const question = {
    question_id: '0075AE2ffe',
    category: 'math',
    task: 'AMPS_Hard',
    turns: ['What is 2 + 2?\n# really'],
    ground_truth: '4',
    livebench_release_date: '2024-11-25',
    livebench_removal_date: '',
  };

  it('become prompts with the ground truth in the rubric and their own id', () => {
    const [prompt] = toSuite(readLiveBench(jsonl(question)));
    expect(prompt).toMatchObject({
      id: 'mine-0075ae2ffe',
      title: 'AMPS Hard 1',
      text: 'What is 2 + 2?\n# really',
      group: 'math / AMPS_Hard',
      points: 10,
      rubric: [{ id: 'correct', points: 10, full: '4' }],
    });
  });

  it('keep instructions and public tests, and never look into the private ones', () => {
    const [first, second, third] = toSuite(
      readLiveBench(
        jsonl(
          { ...question, ground_truth: undefined, instruction_id_list: ['length:words'], kwargs: [{ n: 3 }] },
          {
            ...question,
            question_id: 'b',
            ground_truth: undefined,
            public_test_cases: '[{"input":"1"}]',
            private_test_cases: 'gASVsecret',
          },
          { ...question, question_id: 'c', ground_truth: [1, 2], system_prompt: 'Be exact.' },
        ),
      ),
    );
    expect(first?.rubric[0]).toMatchObject({ id: 'words', full: '{"n":3}' });
    expect(second?.rubric[0]?.full).toBe('[{"input":"1"}]');
    expect(JSON.stringify(second)).not.toContain('gASV');
    expect(third).toMatchObject({ system: 'Be exact.', rubric: [{ full: '[1,2]' }] });
  });

  it('of several turns or withdrawn are left out, and that is said', () => {
    const imported = readLiveBench(
      jsonl(question, { ...question, turns: ['a', 'b'] }, { ...question, livebench_removal_date: '2025-01-01' }),
    );
    expect(imported.prompts).toHaveLength(1);
    expect(leftOutText(imported)).toBe('1 questions of several turns, 1 questions that LiveBench has withdrawn');
  });

  it('have ids that may be numbers, and keys that are named where they are not used', () => {
    const imported = readLiveBench(
      jsonl({ ...question, question_id: 81, ground_truth: undefined, reference: ['yes'], extra: 1 }),
    );
    expect(imported.prompts).toMatchObject([{ idFrom: '81', criteria: [{ full: 'yes' }] }]);
    expect(leftOutText(imported)).toBe('1 times the key “extra”');
  });

  it('that want a temperature of their own have it', () => {
    const prompts = toSuite(
      readLiveBench(jsonl({ ...question, required_temperature: 0.7 }, { ...question, required_temperature: 'hot' })),
    );
    expect(prompts.map((prompt) => prompt.temperature)).toEqual([0.7, null]);
  });

  it.each([
    ['bad JSON', '{"turns":["a"]}\n{"turns":["a"', 'question.jsonl, line 2: this is not a JSON object.'],
    ['a number', '{"turns":["a"]}\n\n7', 'line 3'],
    ['no turns', '{"question_id":"x"}', 'line 1: a LiveBench question needs “turns”'],
    ['turns that are no texts', '{"turns":[{"a":1}]}', 'line 1'],
    ['nothing', '\n \n', 'the file is empty'],
  ])('with %s are refused with the line', (_what, text, message) => {
    expect(() => readLiveBench([{ name: 'question.jsonl', text }])).toThrow(message);
  });

  it('are found in folders of any depth, but not through links', async () => {
    const folder = await temporaryFolder();
    const deep = join(folder, 'live_bench', 'math', 'olympiad');
    await mkdir(deep, { recursive: true });
    await writeFile(join(deep, 'question.jsonl'), JSON.stringify({ turns: ['Deep'], question_id: 'd' }));
    await writeFile(join(deep, 'other.jsonl'), 'not json');
    const outside = await temporaryFolder();
    await writeFile(join(outside, 'question.jsonl'), JSON.stringify({ turns: ['Outside'], question_id: 'o' }));
    await symlink(outside, join(folder, 'linked'), 'junction');
    const { prompts } = await readImport('livebench', folder);
    expect(prompts.map(({ text, group }) => [text, group])).toEqual([['Deep', 'math / olympiad']]);
    await expect(readImport('livebench', outside + '-none')).rejects.toThrow('no such file');
    await expect(readImport('livebench', await temporaryFolder())).rejects.toThrow('there is no question.jsonl');
  });
});

describe('OpenAI evals samples', () => {
  it('become prompts with their system message and the ideal answer', () => {
    const [chat, text, list] = toSuite(
      readOpenAiEvals(
        jsonl(
          {
            input: [
              { role: 'system', content: 'Be exact.' },
              { role: 'user', content: 'Capital of France?' },
            ],
            ideal: 'Paris',
          },
          { input: 'Two plus two?', ideal: ['4', 'four'] },
          {
            input: [
              {
                role: 'user',
                content: [
                  { type: 'text', text: 'A' },
                  { type: 'text', text: 'B' },
                ],
              },
            ],
          },
        ),
      ),
    );
    expect(chat).toMatchObject({ title: 'Capital of France?', system: 'Be exact.', rubric: [{ full: 'Paris' }] });
    expect(text).toMatchObject({ text: 'Two plus two?', rubric: [{ full: 'One of ["4","four"]' }] });
    expect(list).toMatchObject({ text: 'A\nB', rubric: [] });
  });

  it('leave out what is no single question, and say so', () => {
    const user = { role: 'user', content: 'Hi' };
    const imported = readOpenAiEvals(
      jsonl(
        { input: [user, { role: 'assistant', content: 'Yes?' }, user] },
        { input: [{ role: 'user', content: [{ type: 'image_url' }] }] },
        { input: [{ role: 'assistant', content: 'x' }] },
        { input: { a: 1 } },
        { input: [] },
      ),
    );
    expect(imported.prompts).toEqual([]);
    expect(leftOutText(imported)).toBe(
      '2 conversations of several turns, 1 entries with pictures or tools, 1 entries that are no chat messages, 1 entries without a user message',
    );
    expect(() => readOpenAiEvals(jsonl({ ideal: 'x' }))).toThrow('line 1: a sample needs an “input”');
  });
});

describe('CSV', () => {
  it('is read by its column names, with quotes, line ends and commas in cells', () => {
    const rows =
      'Title,Prompt,Points,Level,Answer,System\r\n"A, b","Say ""hi"".\r\nTwice.",5,Easy,hi,\r\n,Count to 3,,,"1\n2\n3",Be brief.\r\n';
    const [second, first] = toSuite(readCsv(csv(`\uFEFF${rows}`)));
    expect(first).toMatchObject({
      title: 'A, b',
      text: 'Say "hi".\nTwice.',
      points: 5,
      group: 'Easy',
      rubric: [{ points: 5, full: 'hi' }],
    });
    expect(second).toMatchObject({
      title: 'Count to 3',
      points: 10,
      group: null,
      system: 'Be brief.',
      rubric: [{ full: '"1\\n2\\n3"' }],
    });
  });

  it.each([';', '\t'])('is read with %j between the cells', (delimiter) => {
    const text = ['prompt,points', '"a, b; c",3'].map((line) => line.replace(/,(?! )/g, delimiter)).join('\n');
    expect(readCsv(csv(text)).prompts).toMatchObject([{ text: 'a, b; c', points: 3 }]);
  });

  it.each([
    [
      'no prompt column',
      'a,b\n1,2',
      'table.csv, line 1: the first line must name the columns, one of them “prompt”; it names a, b.',
    ],
    ['points that are none', 'prompt,points\nx,5\ny,many', 'line 3: points must be a whole number from 1'],
    ['an open quote', 'prompt,b\nx,"y\nz,1', 'a quoted cell is not closed'],
    ['a stray quote', 'prompt,b\nx,y"z\n', 'line 2'],
    ['ragged rows', 'prompt,b\nx,y\nz\n', 'line 3: this row has another number of cells'],
    ['an empty file', '', 'line 1'],
  ])('with %s is refused', (_what, text, message) => {
    expect(() => readCsv(csv(text))).toThrow(message);
    expect(() => readCsv(csv(text))).toThrow(ImportRefused);
  });

  it('reads back what any program following RFC 4180 has written', () => {
    const cell = fc.string({ unit: 'binary' }).filter((text) => text.trim() !== '' && !text.startsWith('\uFEFF'));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), fc.constantFrom('\n', '\r\n'), (texts, end) => {
        const table = ['prompt,x', ...texts.map((text) => `"${text.replaceAll('"', '""')}",y`)].join(end);
        expect(readCsv(csv(table)).prompts.map((prompt) => prompt.text)).toEqual(texts);
      }),
    );
  });
});

describe('a file to import', () => {
  it('is refused when it is not text, not there, or a folder where a file is needed', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'x.csv'), Buffer.from([0x70, 0xff, 0xfe]));
    await expect(readImport('csv', join(folder, 'x.csv'))).rejects.toThrow(
      'x.csv cannot be imported: the file is not UTF-8 text.',
    );
    await expect(readImport('csv', folder)).rejects.toThrow('choose a file');
    await writeFile(join(folder, 'y.csv'), 'prompt\n""\n');
    await expect(readImport('csv', join(folder, 'y.csv'))).rejects.toThrow(
      'no prompt in it that can be used: 1 rows without a prompt',
    );
  });

  it('of many megabytes on one line is read or refused within seconds', () => {
    const started = performance.now();
    const text = JSON.stringify({ turns: ['x'], private_test_cases: 'A'.repeat(20_000_000) });
    expect(readLiveBench([{ name: 'q', text }]).prompts).toHaveLength(1);
    expect(() => readLiveBench([{ name: 'q', text: '['.repeat(5_000_000) }])).toThrow('line 1');
    expect(() => readCsv(csv(`prompt\n"${'x'.repeat(8_000_000)}`))).toThrow(ImportRefused);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
