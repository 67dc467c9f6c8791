import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/evaluate/evaluate';
import { readSubmission } from '../../../src/playground/submission';
import type { Evaluation, Language } from '../../../src/evaluate/model';
import { chooseSandbox } from '../../../src/evaluate/sandbox/choose';
import type { Sandbox } from '../../../src/evaluate/sandbox/job';
import { shelfSheet } from '../../../src/evaluate/sheet/points';
import { findToolchain } from '../../../src/evaluate/toolchains/find';
import { cacheFolder } from '../../../src/playground/evaluator';

const answers = join(import.meta.dirname, '../../fixtures/evaluate');
const content = join(import.meta.dirname, '../../../evaluate');
const sandbox: Sandbox | null = await chooseSandbox().catch(() => null);

async function scored(name: string): Promise<Evaluation> {
  return evaluate(await readSubmission(join(answers, name), 'swe-shelf'), {
    sandbox: async () => sandbox as Sandbox,
    content,
    cacheFolder: cacheFolder(),
    seed: 'calibration',
    sheet: shelfSheet,
  });
}

/** Points as they are fixed: runnable, correctness, tests; null where a person has to say. */
const points = ({ items }: Evaluation): (number | null)[] =>
  ['runnable', 'correctness', 'coverage'].map((id) => items[id]?.points ?? null);

const languages: [Language, string, { perfectTests: number }][] = [
  ['go', 'go', { perfectTests: 117 }],
  ['python', 'py', { perfectTests: 118 }],
  ['typescript', 'ts', { perfectTests: 118 }],
  ['rust', 'rs', { perfectTests: 118 }],
];
const present = await Promise.all(
  languages.map(([language]) =>
    findToolchain(language).then(
      () => true,
      () => false,
    ),
  ),
);

describe.each(languages.map((row, index) => [...row, sandbox !== null && present[index] === true] as const))(
  'answers in %s',
  (_language, extension, { perfectTests }, canRun) => {
    const test = canRun ? it : it.skip;
    const patience = 600_000;

    test(
      'that are perfect get everything, with a person’s points from the header',
      async () => {
        const result = await scored(`perfect.${extension}`);
        expect(points(result).slice(0, 2)).toEqual([50, 250]);
        const [, , tests] = points(result);
        expect(tests).toBeGreaterThanOrEqual(perfectTests);
        expect(result.mutants.survived).toEqual([]);
        expect([result.items['explanation']?.points, result.items['suggestions']?.points, result.max]).toEqual([
          50, 15, 500,
        ]);
        expect(result.commands.length).toBeGreaterThan(30);
        expect(result.sandbox?.description).toBeTruthy();
        fitsSchema(result);
      },
      patience,
    );

    test(
      'that are partly right get a part, the same each time',
      async () => {
        const result = await scored(`partly.${extension}`);
        const [runnable, correctness] = points(result);
        expect(runnable).toBe(50);
        expect(correctness).toBeGreaterThanOrEqual(200);
        expect(correctness).toBeLessThanOrEqual(245);
        expect(result.max).toBe(420);
        expect(result.cases.failed[0]?.expected).not.toBe(result.cases.failed[0]?.actual);
      },
      patience,
    );

    test(
      'that need a minor adjustment get 10 for running, and say what was done',
      async () => {
        const result = await scored(`adjusted.${extension}`);
        expect(points(result)).toEqual([10, 250, 0]);
        expect([result.adjustment, result.max]).toEqual([1, 420]);
        expect(result.adjustments[0]?.what).toHaveLength(1);
      },
      patience,
    );

    test(
      'that do not compile are disqualified',
      async () => {
        const result = await scored(`broken.${extension}`);
        expect([result.points, result.max, result.adjustment]).toEqual([0, 500, -1]);
      },
      patience,
    );

    test(
      'without tests lose only the points for them',
      async () => {
        expect(points(await scored(`untested.${extension}`))).toEqual([50, 250, 0]);
      },
      patience,
    );

    test(
      'that cheat gain nothing',
      async () => {
        const result = await scored(`cheats.${extension}`);
        expect([result.points, result.cases.passed <= result.cases.stub]).toEqual([0, true]);
      },
      patience,
    );
  },
);

describe('an answer', () => {
  it('that was cut off is unscored, and nothing is run', async () => {
    const submission = await readSubmission(join(answers, 'perfect.go'), 'swe-shelf');
    const result = await evaluate(
      { ...submission, limited: 'The answer was stopped by “length”, so it is not whole.' },
      {
        sandbox: () => Promise.reject(new Error('asked for')),
        content,
        cacheFolder: mkdtempSync(join(tmpdir(), 'llp-cache-')),
        seed: 's',
        sheet: shelfSheet,
      },
    );
    expect([result.status, result.reason, result.points]).toEqual(['unscored', 'context-limited', null]);
    expect(result.items['correctness']?.points).toBeNull();
  });

  it('that a person disqualifies in its header has no points', async () => {
    const submission = await readSubmission(join(answers, 'perfect.go'), 'swe-shelf');
    submission.checks['adjustment'] = -1;
    const result = await evaluate(submission, {
      sandbox: () => Promise.reject(new Error('asked for')),
      content,
      cacheFolder: 'none',
      seed: 's',
      sheet: shelfSheet,
    });
    expect([result.points, result.adjustment]).toEqual([0, -1]);
    fitsSchema(result);
  });
});

function fitsSchema(result: Evaluation): void {
  const file = join(import.meta.dirname, '../../../schemas/evaluation.schema.json');
  const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(file, 'utf8')) as object);
  expect([validate(JSON.parse(JSON.stringify({ version: 1, ...result }))), validate.errors]).toEqual([true, null]);
}
