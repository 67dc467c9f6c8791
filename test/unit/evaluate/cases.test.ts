import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { inWords, quoted, shownRecords, type ShelfCase } from '../../../src/evaluate/shelf/cases';
import { generateCases } from '../../../src/evaluate/shelf/generate';
import { expectedOutput, stubPasses } from '../../../src/evaluate/shelf/oracle';
import { seedFaults, type FaultPatch } from '../../../src/evaluate/runners/faults';
import { runnerOf } from '../../../src/evaluate/runners/index';
import { correctnessPoints, shelfSheet, testPoints } from '../../../src/evaluate/sheet/points';

const content = join(import.meta.dirname, '../../../evaluate/shelf');
const read = (...path: string[]): string => readFileSync(join(content, ...path), 'utf8');
const { cases: fixed } = JSON.parse(read('cases.json')) as { cases: (ShelfCase & { expected: string })[] };

interface Package {
  parse: (text: string) => Map<string, string>[];
  compile: (query: string) => {
    match: (r: Map<string, string>) => boolean;
    run: (r: Map<string, string>[]) => Map<string, string>[];
  };
}

/** A version of the TypeScript reference, run here: it is our own code with a fault in it. */
function load(source: string): Package {
  const module = { exports: {} as Package };
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  runInNewContext(ts.transpileModule(source, { compilerOptions: options }).outputText, {
    module,
    exports: module.exports,
    TextEncoder,
    process: { env: {} },
  });
  return module.exports;
}

function outputOf(shelf: Package, one: ShelfCase): string {
  const shown = (records: Map<string, string>[]): string =>
    shownRecords(records.map((record) => [...record].sort(([a], [b]) => (a < b ? -1 : 1))));
  try {
    if (one.op === 'parse') return `ok ${shown(shelf.parse(one.text))}`;
    const records = one.records.map((record) => new Map(Object.entries(record)));
    const before = shown(records);
    const query = shelf.compile(one.query);
    const matches = records.map((record) => (query.match(record) ? '1' : '0')).join('');
    return `ok m${matches} ${shown(query.run(records))} ${before === shown(records) ? 1 : 0}`;
  } catch (error) {
    const {
      line,
      pos,
      reason = '?',
      message,
    } = error as { line?: number; pos?: number; reason?: string; message: string };
    return `err 1 ${line ?? pos} ${reason.charAt(0)} ${quoted(message)} 1`;
  }
}

const catches = (shelf: Package, cases: readonly ShelfCase[]): boolean => {
  const until = Date.now() + 5_000;
  return cases.some((one) => Date.now() > until || outputOf(shelf, one) !== expectedOutput(one));
};

describe('the cases', () => {
  it('say what the reference answers', () => {
    for (const one of fixed) expect([one.id, one.expected]).toEqual([one.id, inWords(expectedOutput(one))]);
  });

  it('are drawn the same from the same seed, and others from another', () => {
    expect(generateCases('a', 50)).toEqual(generateCases('a', 50));
    expect(generateCases('a', 50)).not.toEqual(generateCases('b', 50));
    const drawn = generateCases('c', 400);
    const failing = drawn.filter((one) => expectedOutput(one).startsWith('err')).length;
    expect(failing).toBeGreaterThan(60);
    expect(failing).toBeLessThan(300);
  });

  it('earn an empty stub nothing, a perfect answer everything', () => {
    const cases = [...fixed, ...generateCases('s', 150)];
    const stub = stubPasses(cases);
    expect(stub).toBeGreaterThan(20);
    expect(correctnessPoints(shelfSheet, stub, cases.length, stub)).toBe(0);
    expect(correctnessPoints(shelfSheet, cases.length, cases.length, stub)).toBe(250);
    expect(testPoints(shelfSheet, 1, 35, 35)).toBe(120);
    // Coverage alone, without an assertion.
    expect(testPoints(shelfSheet, 0.98, 0, 35)).toBe(39);
  });

  it('catch at least 95 % of the seeded faults', () => {
    const patches = JSON.parse(read('typescript', 'faults.json')) as FaultPatch[];
    const runner = runnerOf('typescript');
    const { source, faults } = seedFaults(read('typescript', 'shelf.ts'), patches, runner);
    expect(faults.length).toBeGreaterThanOrEqual(20);
    expect(catches(load(source), fixed)).toBe(false);
    const survived = faults.filter(({ name }, index) => {
      const active = source.replace(
        /function llpOn\(n: number\)[^]*$/,
        `function llpOn(n: number): boolean { return n === ${index + 1}; }`,
      );
      return name !== '' && !catches(load(active), fixed);
    });
    const share = 1 - survived.length / faults.length;
    console.log(
      `seeded faults: ${faults.length - survived.length} of ${faults.length} caught (${(share * 100).toFixed(1)} %)`,
    );
    expect(survived.map(({ name }) => name).slice(Math.floor(faults.length * 0.05))).toEqual([]);
  });

  it('catch at least 95 % of what can be changed in the reference without another meaning', () => {
    const { caught, survived } = mutate(read('typescript', 'shelf.ts'));
    const total = caught + survived.length;
    console.log(
      `mutants: ${caught} of ${total} caught (${((100 * caught) / total).toFixed(1)} %)${survived.map((one) => `\n  ${one}`).join('')}`,
    );
    expect(total).toBeGreaterThan(100);
    expect(caught / total).toBeGreaterThanOrEqual(0.95);
  }, 120_000);

  it.each(['go', 'rust', 'python', 'typescript'] as const)('has faults that fit the reference in %s', (language) => {
    const extension = { go: 'go', rust: 'rs', python: 'py', typescript: 'ts' }[language];
    const patches = JSON.parse(read(language, 'faults.json')) as FaultPatch[];
    const { faults, soundKeys } = seedFaults(read(language, `shelf.${extension}`), patches, runnerOf(language));
    expect(faults.length).toBeGreaterThanOrEqual(30);
    expect(new Set([...soundKeys, ...faults.map(({ key }) => key)]).size).toBe(faults.length + soundKeys.length);
  });
});

/** The usual operators of mutation testing, one place at a time. Left out is what keeps the meaning, with the reason. */
const operators: [RegExp, string][] = [
  [/ === /g, ' !== '],
  [/ !== /g, ' === '],
  [/ && /g, ' || '],
  [/ \|\| /g, ' && '],
  [/ < /g, ' <= '],
  [/ <= /g, ' < '],
  [/ > /g, ' >= '],
  [/ >= /g, ' < '],
  [/ \+ 1\b/g, ''],
  [/\btrue\b/g, 'false'],
  [/\bfalse\b/g, 'true'],
  [/!(?=[a-z])/g, ''],
  [/\? ([^?:;\n]+?) : ([^?:;\n]+?)([;)])/g, '? $2 : $1$3'],
  [/\bcontinue;/g, ';'],
  [/'([a-z ]{2,})'/g, "'$1x'"],
  [/\+\+/g, '--'],
  [/return -order|-order/g, 'order'],
];

const sameMeaning: [RegExp, string][] = [
  [/^export type|^type |^interface|^ {2}(readonly )?\w+: /, 'types'],
  [/let i = 0|while \(i < a\.length|0xffff|x - y/, 'behind the ends both texts give the same'],
  [/finish\(\);|let last|let current/, 'said elsewhere'],
];

function mutate(source: string): { caught: number; survived: string[] } {
  let caught = 0;
  const survived: string[] = [];
  const lines = source.split('\n');
  for (const [index, line] of lines.entries()) {
    if (/^\s*(?:\/\/|\/?\*)/.test(line) || sameMeaning.some(([pattern]) => pattern.test(line))) continue;
    for (const [pattern, to] of operators) {
      for (const match of line.matchAll(pattern)) {
        const changed =
          line.slice(0, match.index) +
          match[0].replace(new RegExp(pattern.source), to) +
          line.slice(match.index + match[0].length);
        // Endless loops cannot be ended here; the sandbox does that for answers.
        if (changed === line || (/\+\+|while|for \(/.test(line) && /--|<=|!==|\|\|/.test(changed))) continue;
        const mutant = [...lines.slice(0, index), changed, ...lines.slice(index + 1)].join('\n');
        let found: boolean;
        try {
          found = catches(load(mutant), fixed);
        } catch {
          found = true;
        }
        if (found) caught++;
        else survived.push(`${index + 1}: ${changed.trim()}`);
      }
    }
  }
  return { caught, survived };
}
