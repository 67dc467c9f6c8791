import { serverKindNames } from '../model/server';
import { counted } from './counted';
import { examineChain, examineDatabase } from '../playground/health';
import { loadSuites, suitesFolder } from '../suites/load';
import { ServerPool } from '../playground/serverPool';
import {
  bundledSuites,
  CommandFailed,
  databaseOf,
  print,
  printJson,
  serversOf,
  workspaceOf,
  type CommonOptions,
} from './context';
import { checkEvaluator } from './doctorEvaluator';
import { visible } from './textTable';
import { Trust } from './trust';

interface Check {
  name: string;
  ok: boolean;
  /** What was found, or what to do. */
  detail: string;
}

/** Checks what LLP needs, each point by itself; fails when one of them does. */
export async function runDoctor(options: CommonOptions): Promise<void> {
  const checks = [
    { name: 'Node', ok: true, detail: process.versions.node },
    await check('Database', () => checkDatabase(options)),
    await check('Logs', () => checkChain(options)),
    await check('Suites', () => checkSuites(options)),
    ...(await checkServers(options)),
    ...(await checkEvaluator()),
  ];
  if (options.json) printJson(checks);
  else
    for (const { name, ok, detail } of checks) print(`${ok ? 'ok  ' : 'FAIL'}  ${visible(name)}: ${visible(detail)}`);
  if (checks.some((one) => !one.ok)) throw new CommandFailed('');
}

async function check(name: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, detail: await look() };
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

async function checkDatabase(options: CommonOptions): Promise<string> {
  const file = await databaseOf(options);
  const { version, mended, damage, isEmptied, whyReadOnly, runs } = await examineDatabase(file);
  if (damage !== null)
    throw new Error(`The database ${file} is damaged (${damage}); llp restore puts the latest backup in its place.`);
  if (isEmptied)
    throw new Error(
      `The database ${file} is empty, though results had been stored in it: llp restore puts the latest backup in its place.`,
    );
  if (whyReadOnly) throw whyReadOnly;
  return `SQLite ${version} with FTS5, sound${mended ? ', its search index was broken and has been made anew' : ''}, ${counted(runs, 'run')}`;
}

/** The chain of checksums; `llp logs check` reads the logs themselves. */
async function checkChain(options: CommonOptions): Promise<string> {
  const chain = await examineChain(await databaseOf(options));
  if (chain === null) return 'none yet';
  if (chain.brokenAt !== null)
    throw new Error(
      `The chain of the logs’ checksums is broken at run ${chain.brokenAt}; llp logs check says which logs still hold.`,
    );
  return `${chain.logs} logs, the chain of their checksums holds`;
}

async function checkSuites(options: CommonOptions): Promise<string> {
  const { categories, problems, folder } = await loadSuites(await suitesFolder(workspaceOf(options), bundledSuites));
  const [first] = problems.filter((problem) => problem.severity === 'error');
  if (first) throw new Error(`${first.file}:${first.line + 1}: ${first.message}`);
  const prompts = categories.reduce((sum, category) => sum + category.prompts.length, 0);
  const points = categories.reduce((sum, category) => sum + category.points, 0);
  return `${counted(categories.length, 'category')}, ${counted(prompts, 'prompt')}, ${counted(points, 'point')} in ${folder}`;
}

async function checkServers(options: CommonOptions): Promise<Check[]> {
  const trust = new Trust(options);
  const states = await new ServerPool(await serversOf(options), (url) => trust.apiKey(url)).refreshAll();
  return states.map(({ url, error, adapter, models }) => ({
    name: `Server ${url}`,
    ok: error === null,
    detail:
      error?.message ??
      `${adapter ? serverKindNames[adapter.kind] : 'unknown'}${adapter?.practice ? ' (practice)' : ''}, ${counted(models.length, 'model')}`,
  }));
}
