import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSuites } from '../../../src/suites/load';
import { makeRow, type CorpusRow } from './corpusMaker';
import { verdictOn } from './helper';

const folder = join(__dirname, '..', '..', 'fixtures', 'checks');
const { categories } = await loadSuites(join(__dirname, '..', '..', '..', 'suites'));

/** `LLP_CORPUS=write` makes the rows anew that can be made; those written by hand are in NAME.hand.json. */
if (process.env['LLP_CORPUS'] === 'write')
  for (const { id, prompts } of categories) {
    const rows = prompts.flatMap((prompt) =>
      prompt.rubric.flatMap((item) => (item.checks ?? []).map(({ text }) => makeRow(prompt.id, item.id, text))),
    );
    const good = rows.filter(
      (row): row is CorpusRow =>
        row !== null &&
        row.passes.every((answer) => verdictOn(row.check, answer).verdict === 'pass') &&
        row.fails.every((answer) => verdictOn(row.check, answer).verdict === 'fail'),
    );
    writeFileSync(join(folder, `${id}.json`), `${JSON.stringify(good, null, 1)}\n`);
  }

const tables = readdirSync(folder).filter((name) => name.endsWith('.json'));
const rows = tables.flatMap((name) =>
  (JSON.parse(readFileSync(join(folder, name), 'utf8')) as CorpusRow[]).map((row) => ({ ...row, name })),
);

describe('the corpus of the bundled suites’ checks', () => {
  for (const name of tables)
    it(`${name}: passing answers pass, narrow failures fail`, () => {
      const wrong = rows
        .filter((row) => row.name === name)
        .flatMap((row) => [
          ...row.passes.map((answer) => ({ row, answer, verdict: 'pass' })),
          ...row.fails.map((answer) => ({ row, answer, verdict: 'fail' })),
        ])
        .map(({ row, answer, verdict }) => ({ check: row.check, answer, verdict, found: verdictOn(row.check, answer) }))
        .filter(({ verdict, found }) => found.verdict !== verdict)
        .map(({ check, answer, found }) => `${check} · ${answer} · ${found.verdict}: ${found.evidence}`);
      expect(wrong).toEqual([]);
    });

  it('has at least 600 cases, and one that passes and two that fail for each check but those that run programs', () => {
    const cases = rows.reduce((sum, row) => sum + row.passes.length + row.fails.length, 0);
    const covered = new Set(rows.map((row) => `${row.prompt} ${row.item} ${row.check}`));
    const missing = categories.flatMap(({ prompts }) =>
      prompts.flatMap((prompt) =>
        prompt.rubric.flatMap((item) =>
          (item.checks ?? []).filter(({ kind }) => kind !== 'run').map(({ text }) => `${prompt.id} ${item.id} ${text}`),
        ),
      ),
    );
    expect(missing.filter((key) => !covered.has(key))).toEqual([]);
    expect(cases).toBeGreaterThanOrEqual(600);
    for (const row of rows)
      expect([row.passes.length >= 1, row.fails.length >= 2, row.check]).toEqual([true, true, row.check]);
  });
});
