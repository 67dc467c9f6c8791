import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/exchange/suites/csvSuite';
import { leftOutText, readImport } from '../../../src/exchange/suites/importSuite';
import { readOpenAiEvals } from '../../../src/exchange/suites/openAiEvals';
import { temporaryFolder } from '../builders';

const jsonl = (...lines: unknown[]) => [
  { name: 'samples.jsonl', text: lines.map((line) => JSON.stringify(line)).join('\n') },
];
const csv = (text: string) => [{ name: 'table.csv', text }];

describe('OpenAI evals samples as their own registry has them', () => {
  const system = (content: string, name?: string) => ({
    role: 'system',
    content,
    ...(name === undefined ? {} : { name }),
  });

  it('ask in a lone system message', () => {
    const { prompts } = readOpenAiEvals(
      jsonl(
        { input: [system('Which word?')], ideal: 'hammer' },
        { input: [system('Be exact.'), system('3 + 4?')], ideal: 7 },
      ),
    );
    expect(prompts).toMatchObject([
      { text: 'Which word?', system: null },
      { text: '3 + 4?', system: 'Be exact.', criteria: [{ full: '7' }] },
    ]);
  });

  it('keep apart who speaks in their examples', () => {
    const input = [
      system('Be concise.'),
      system('Capital of Norway?', 'example_user'),
      system('Oslo', 'example_assistant'),
      { role: 'user', content: 'Capital of Peru?' },
    ];
    expect(readOpenAiEvals(jsonl({ input })).prompts).toMatchObject([
      {
        text: 'Capital of Peru?',
        system: 'Be concise.\n\nExample user: Capital of Norway?\n\nExample assistant: Oslo',
      },
    ]);
  });

  it('are told from a pointer of Git LFS, and their other keys are named', async () => {
    const file = join(await temporaryFolder(), 'samples.jsonl');
    await writeFile(file, 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n');
    await expect(readImport('openai-evals', file)).rejects.toThrow('git lfs pull');
    const imported = readOpenAiEvals(
      jsonl({ input: 'a', target: 'b', metadata: { x: 1 }, ideal: null }, { input: 'c', metadata: 1 }),
    );
    expect(imported.prompts[0]?.criteria).toMatchObject([{ full: 'b' }]);
    expect(leftOutText(imported)).toBe('2 times the key “metadata”');
  });
});

describe('CSV as other programs write it', () => {
  it('names its delimiter, writes 10 as 10.0, and has columns under other names', () => {
    const { prompts } = readCsv(
      csv(
        'sep=|\r\nACT|Prompt|Points|Expected Answer|__expected1|__expected2\r\nGuide|Hi; there|10.0|hello|icontains:h|not-contains: x\r\nB|C||||\r\n',
      ),
    );
    expect(prompts).toMatchObject([
      {
        title: 'Guide',
        text: 'Hi; there',
        points: 10,
        criteria: [{ full: 'hello' }, { id: 'icontains', full: 'h' }, { full: 'x' }],
      },
      { points: null, criteria: [] },
    ]);
  });

  it('has columns that are not used, which are named with their cells', () => {
    const imported = readCsv(csv('prompt,contributor,type,\na,@x,,1\nb,@y,,\n'));
    expect(leftOutText(imported)).toBe('2 cells of the column “contributor”, 1 cells of the column “column 4”');
  });

  it.each(['utf16le', 'utf16be', 'utf16le without a mark', 'utf8 with a mark'])('is %s', async (encoding) => {
    const mark = encoding.includes('without') ? '' : '\uFEFF';
    const text = Buffer.from(
      `${mark}prompt\ttitle\nNomme un musée.\tMusée\n`,
      encoding.startsWith('utf16') ? 'utf16le' : 'utf8',
    );
    const file = join(await temporaryFolder(), 'x.csv');
    await writeFile(file, encoding === 'utf16be' ? text.swap16() : text);
    expect((await readImport('csv', file)).prompts).toMatchObject([{ text: 'Nomme un musée.', title: 'Musée' }]);
  });

  it('is in an old code page, which is refused with a way out', async () => {
    const file = join(await temporaryFolder(), 'x.csv');
    await writeFile(file, Buffer.from('prompt\nmus\u00e9e\n', 'latin1'));
    await expect(readImport('csv', file)).rejects.toThrow('CSV UTF-8');
  });
});
