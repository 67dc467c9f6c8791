import { asText, isRecord } from '../imported';
import { jsonLines } from '../jsonLines';
import { readTable } from '../table';
import { sentence } from '../../../l10n/sentence';
import { asList, countOthers, fileOf, followed, leaveOut, notUsed, readData, type Reading } from './config';
import { assertionFromText } from './asserts';

/** A test, as it stands, with what it inherits put in. */
export type Test = Record<string, unknown>;

/** All tests of a configuration: its own, those in files, and those of scenarios. One without any variables where it has none. */
export async function testsOf(reading: Reading, config: Record<string, unknown>): Promise<Test[]> {
  const { tests, scenarios } = config;
  const own = await listOfTests(reading, tests);
  const all = [...own, ...(await scenarioTests(reading, scenarios))];
  return all.length === 0 && (tests === undefined || tests === null) && asList(scenarios).length === 0 ? [{}] : all;
}

async function listOfTests(reading: Reading, tests: unknown): Promise<Test[]> {
  const all: Test[] = [];
  for (const test of asList(tests)) {
    if (typeof test === 'string') all.push(...(await testsInFile(reading, fileOf(test) ?? test)));
    else if (isRecord(test) && typeof test['path'] === 'string') {
      leaveOut(reading.leftOut, sentence('tests that stand in other files'));
      notUsed(reading.leftOut, 'reference', test['path']);
    } else {
      const found = await followed(reading, test);
      if (isRecord(found)) all.push(found);
      else leaveOut(reading.leftOut, sentence('tests that cannot be read'));
    }
  }
  return all;
}

/** Tests in a table, in JSON lines, or in YAML or JSON: one or a list. */
async function testsInFile(reading: Reading, path: string): Promise<Test[]> {
  const all: Test[] = [];
  for (const one of path.includes('*') ? await reading.list(path) : [path]) {
    const extension = /\.([a-z0-9]+)$/i.exec(one)?.[1]?.toLowerCase() ?? '';
    const text = ['csv', 'tsv', 'jsonl'].includes(extension) ? await reading.read(one) : null;
    if (text !== null && extension === 'jsonl')
      all.push(...jsonLines({ name: one, text }).map(({ value }) => value));
    else if (text !== null) all.push(...readTable({ name: one, text }).rows.map(({ cells }) => testOfRow(reading, cells)));
    else {
      const data = /^(?:ya?ml|json)$/.test(extension) ? await readData(reading, one) : undefined;
      for (const test of asList(data)) {
        const found = await followed(reading, test);
        if (isRecord(found)) all.push(found);
        else if (found !== undefined) leaveOut(reading.leftOut, sentence('tests that cannot be read'));
      }
      if (data !== undefined) continue;
      leaveOut(reading.leftOut, sentence('tests that stand in other files'));
      notUsed(reading.leftOut, 'reference', path);
    }
  }
  return all;
}

/** A row of a table of tests: names with two underscores mean something, all others are variables. */
function testOfRow(reading: Reading, cells: ReadonlyMap<string, string>): Test {
  const vars: Record<string, unknown> = {};
  const assert: unknown[] = [];
  const options: Record<string, unknown> = {};
  const test: Test = { vars, assert, options };
  for (const [name, value] of cells) {
    if (!name.startsWith('__')) vars[name] = value;
    else if (value.trim() === '') continue;
    else if (/^__expected\d*$/.test(name)) assert.push(assertionFromText(value));
    else if (name === '__prefix' || name === '__suffix') options[name.slice(2)] = value;
    else if (name === '__description') test['description'] = value;
    else notUsed(reading.leftOut, 'column', name);
  }
  return test;
}

/** Each of a scenario's sets of variables with each of its tests. */
async function scenarioTests(reading: Reading, scenarios: unknown): Promise<Test[]> {
  const all: Test[] = [];
  for (const written of asList(scenarios)) {
    const scenario = await followed(reading, written);
    if (!isRecord(scenario)) {
      if (scenario !== undefined) notUsed(reading.leftOut, 'reference', asText(scenario));
      continue;
    }
    countOthers(reading.leftOut, scenario, ['config', 'tests', 'description'], 'scenarios.');
    const sets = await listOfTests(reading, await followed(reading, scenario['config']));
    const tests = await listOfTests(reading, await followed(reading, scenario['tests']));
    for (const set of sets.length === 0 ? [{}] : sets)
      for (const test of tests.length === 0 ? [{}] : tests) all.push(merged(set, test));
  }
  return all;
}

/** A test with what it inherits: variables and options by name, checks one after the other. */
export function merged(inherited: Test, test: Test): Test {
  const both = (key: string): Record<string, unknown> => {
    const [from, own] = [inherited[key], test[key]];
    return { ...(isRecord(from) ? from : {}), ...(isRecord(own) ? own : {}) };
  };
  return {
    ...inherited,
    ...test,
    vars: both('vars'),
    options: both('options'),
    assert: [...asList(inherited['assert']), ...asList(test['assert'])],
  };
}
