import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { liveBenchAverages, type AverageOptions } from '../../../src/exchange/livebench/averages';
import { newestRelease, notInRelease } from '../../../src/exchange/livebench/releases';
import { readLiveBenchCsv, tableToCsv } from '../../../src/exchange/livebench/tableCsv';
import { tableFromText, tableToText } from '../../../src/exchange/livebench/tableText';
import { findTree, readTree } from '../../../src/exchange/livebench/tree';
import { hasReference, reference } from '../rank/shared';

const livebench = join(reference, 'livebench');

/** The options of one run of the script. */
function optionsOf(argv: string[]) {
  const after = (flag: string) => {
    const at = argv.indexOf(flag);
    if (at < 0) return undefined;
    const rest = argv.slice(at + 1);
    const end = rest.findIndex((word) => word.startsWith('--'));
    return end < 0 ? rest : rest.slice(0, end);
  };
  return {
    bench: after('--bench-name')?.[0] ?? 'live_bench',
    release: after('--livebench-release-option')?.[0] ?? newestRelease,
    averageRow: argv.includes('--show-average-row'),
    options: {
      ...(argv.includes('--ignore-missing-judgments') ? { ignoreMissing: true } : {}),
      ...(argv.includes('--skip-average-column') ? { skipAverage: true } : {}),
      ...(after('--model-list') ? { models: after('--model-list')?.map((name) => name.toLowerCase()) } : {}),
    } as Partial<AverageOptions>,
  };
}

async function boardOf(root: string, release: string, options: Partial<AverageOptions>) {
  const tree = await readTree(root, await findTree(root));
  const questions = new Set(
    tree.questions.filter((question) => notInRelease(question, release) === null).map(({ id }) => id),
  );
  return { tree, ...liveBenchAverages(tree.judgments, { questions, ...options }) };
}

/** Lines in order, or as a set: models whose unrounded averages tie come in any order from the script. */
const sorted = (text: string) => text.trim().split('\n').sort();
const withoutAverageRow = (text: string) =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('average,'))
    .join('\n');

function replays(tree: string, expected: string, title: string) {
  const known = JSON.parse(readFileSync(join(expected, 'case.json'), 'utf8')) as { argv: string[]; exit: number };
  const { bench, release, options, averageRow } = optionsOf(known.argv);
  const csv = (name: string) => withoutAverageRow(readFileSync(join(expected, name), 'utf8'));
  it(title, async () => {
    const root = join(tree, 'data', bench.replace(/\/$/, ''));
    const made = boardOf(root, release, options);
    if (known.exit !== 0)
      return void (await made.then(({ tree }) => expect(tree.script.join()).toMatch(/stop with an error/)));
    const { groups, tasks, tree: read } = await made;
    if (csv('all_groups.csv').replace('\naverage', '').trim() === 'model')
      return void expect(
        read.script.join() +
          read.left
            .list()
            .map(({ why }) => why)
            .join(),
      ).toMatch(/empty/);
    expect(sorted(tableToCsv(groups))).toEqual(sorted(csv('all_groups.csv')));
    expect(sorted(tableToCsv(tasks))).toEqual(sorted(csv('all_tasks.csv')));
    const printed =
      readFileSync(join(expected, 'stdout.txt'), 'utf8').split('########## All Groups ##########\n')[1] ?? '';
    if (!averageRow) expect(sorted(tableToText(groups))).toEqual(sorted(printed));
  });
}

describe.runIf(hasReference)('LiveBench’s own tables', () => {
  if (!hasReference) return;
  for (const name of readdirSync(join(livebench, 'expected'))) {
    // Two benches that overlap are read twice by the script; asking for a question source in the network is another matter.
    if (/17-|23-/.test(name)) continue;
    replays(join(livebench, 'tree'), join(livebench, 'expected', name), name);
  }
  for (const tree of readdirSync(join(livebench, 'trees-odd'))) {
    for (const name of readdirSync(join(livebench, 'expected-odd', tree))) {
      const folder = join(livebench, 'expected-odd', tree, name);
      if (existsSync(join(folder, 'case.json')))
        replays(join(livebench, 'trees-odd', tree), folder, `${tree}, ${name}`);
    }
  }

  it('the seed’s table goes in and out byte for byte', () => {
    const seed = readFileSync(join(reference, '..', 'seeds', 'livebench-on-lm-studio.txt'), 'utf8');
    const table = tableFromText(seed);
    expect(table?.rows).toHaveLength(16);
    const shown = seed.slice(seed.indexOf('category      '), seed.lastIndexOf('```'));
    expect(tableToText(table as NonNullable<typeof table>)).toBe(shown);
  });
});

describe('a table of LiveBench', () => {
  const text = [
    'Some words before.',
    'category  average  coding   math',
    'model                           ',
    'a@q4         50.7    36.9  64.50',
    'b model      1.05     NaN   2.00',
    '',
    'words after',
  ].join('\r\n');

  it('is found in a text, its average kept as shown', () => {
    const table = tableFromText(text);
    expect(table).toEqual({
      columns: ['coding', 'math'],
      hasAverage: true,
      decimals: 2,
      rows: [
        { model: 'a@q4', average: 50.7, values: [36.9, 64.5] },
        { model: 'b model', average: 1.05, values: [null, 2] },
      ],
    });
  });

  it('names each row that cannot be read, and reads on behind it', () => {
    const unread: string[] = [];
    const broken = text
      .replace('b model', 'c@q8  12.5  n/a  3,5\r\nb model')
      .replace('\r\n\r\n', '\r\nd  1.0  2\r\n\r\n');
    const table = tableFromText(broken, (line) => unread.push(line));
    expect(table?.rows.map(({ model }) => model)).toEqual(['a@q4', 'b model']);
    expect(unread).toEqual(['c@q8  12.5  n/a  3,5', 'd  1.0  2']);
    tableFromText(text, (line) => unread.push(line));
    expect(unread).toHaveLength(2);
  });

  it('of other text is none', () => {
    expect(tableFromText('category of what\nmodel\nnothing here')).toBeNull();
    expect(tableFromText('')).toBeNull();
  });

  it('comes from CSV, with what was left out', () => {
    const content = readLiveBenchCsv('model,average,coding,math\nx,50.5,40.0,61\naverage,1,2,3\ny,,?,-\nx,1,2,3\n');
    expect(content.kind).toBe('groups');
    if (content.kind !== 'groups') return;
    expect(content.table.rows).toEqual([
      { model: 'x', average: 50.5, values: [40, 61] },
      { model: 'y', average: null, values: [null, null] },
    ]);
    expect(content.left.list()).toEqual([
      { what: 'row', why: 'it is the average of all models, not a model', count: 1 },
      { what: 'figure', why: 'it is not a number', count: 1 },
      { what: 'row', why: 'duplicate model; the first row counts', count: 1 },
    ]);
    expect(() => readLiveBenchCsv('a,b\n1,2')).toThrow('no table of LiveBench');
  });
});
