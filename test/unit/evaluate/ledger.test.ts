import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Evaluated } from '../../../src/playground/evaluator';
import { chooseSandbox } from '../../../src/evaluate/sandbox/choose';
import { findToolchain } from '../../../src/evaluate/toolchains/find';
import { Playground } from '../../../src/playground';
import { recordRun, temporaryFolder } from '../builders';

const root = join(import.meta.dirname, '../../..');
const answer = (name: string): string => readFileSync(join(root, 'test/fixtures/evaluate', name), 'utf8');
const sandbox = await chooseSandbox().catch(() => null);
const python = await findToolchain('python').catch(() => null);
const leave = { consent: true, trusted: true };

async function opened(code: string) {
  const workspace = await temporaryFolder();
  const playground = await Playground.open({
    workspace,
    databaseFile: join(workspace, '.llp', 'playground.db'),
    bundledSuites: join(root, 'suites'),
    servers: [],
    codeLanguage: 'python',
  });
  onTestFinished(() => playground.close());
  const { store } = playground;
  const prompt = playground.suites.prompt('swe-shelf');
  if (!prompt) throw new Error('There is no such prompt.');
  const bot = store.bots.add({ name: 'gemma', server: 'http://127.0.0.1:1234', modelId: 'g', practice: false });
  const run = recordRun(store, bot.id, prompt, { text: `Here it is.\n\n\`\`\`python\n${code}\`\`\`\n` });
  const evaluate = (): Promise<Evaluated> => playground.evaluator.evaluateRun(run.id, leave);
  const cell = () => playground.board(false).rows[0]?.categories['swe'];
  return { workspace, playground, run, evaluate, cell };
}

describe.skipIf(!sandbox || !python)('an evaluation', () => {
  it('becomes one automatic entry of the ledger and stands on the board; running it again adds nothing', async () => {
    const { workspace, playground, run, evaluate, cell } = await opened(answer('partly.py'));
    const first = await evaluate();
    expect(first.status).toBe('scored');
    expect(playground.scoring.history(run.id)).toMatchObject([
      { source: 'automatic', by: 'evaluator 1', points: first.points, voidedAt: null, whole: false },
    ]);
    expect(cell()).toMatchObject({ points: first.points, proven: first.points });
    const file = join(workspace, first.scoreFile ?? '');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ points: first.points, max: 420 });
    const again = await evaluate();
    const points = ({ items }: Evaluated): unknown => Object.entries(items).map(([id, one]) => [id, one.points]);
    expect(points(again)).toEqual(points(first));
    expect(playground.scoring.history(run.id)).toHaveLength(1);
    expect(cell()).toMatchObject({ points: first.points });
  }, 300_000);

  it('that comes to other points takes the place of the one before, and a person’s points stay', async () => {
    const { workspace, playground, run, evaluate, cell } = await opened(answer('partly.py'));
    const first = await evaluate();
    playground.scoring.giveItems(run.id, { explanation: 40 });
    expect(cell()).toMatchObject({ points: (first.points ?? 0) + 40 });
    // Other cases are drawn from another seed: another part of them fails.
    const seeds = Array.from({ length: 8 }, (_, index) => String(index + 1).repeat(32));
    for (const seed of seeds) {
      writeFileSync(join(workspace, '.llp', 'evaluate-seed'), `${seed}\n`);
      const next = await evaluate();
      expect(next.cases.fixed).toBe(first.cases.fixed);
      if (next.points === first.points) continue;
      const automatic = playground.scoring.history(run.id).filter(({ source }) => source === 'automatic');
      expect(automatic.filter(({ voidedAt }) => voidedAt === null)).toMatchObject([{ points: next.points }]);
      expect(automatic.length).toBe(2);
      expect(cell()).toMatchObject({ points: (next.points ?? 0) + 40 });
      return;
    }
    throw new Error('No seed gave other points.');
  }, 300_000);
});

describe.skipIf(!sandbox || !python)('the private seed of cases', () => {
  it('is made once, for its owner alone, and neither it nor any case can be seen by the program under test', async () => {
    // It looks everywhere that holds something, and ends with what it found.
    const spy = `import os, sys
class ParseError(ValueError): pass
class QueryError(ValueError): pass
class Query:
    def match(self, record): return False
    def run(self, records): return []
def compile(query): return Query()
found = []
for top in ("/work", "/tmp", "/proc/1", "/opt", "/home", "/root", "/var", "/run", "/etc"):
    for folder, _, names in os.walk(top, onerror=lambda error: None):
        for name in names:
            path = os.path.join(folder, name)
            try:
                if os.path.isfile(path) and os.path.getsize(path) < 100000 and not path.startswith("/opt/llp/python"):
                    with open(path, "rb") as file: found.append((path, file.read()))
            except OSError: pass
WANTED = [b"SEED", b'"expected"', b"evaluate-seed"]
OWN = open(__file__, "rb").read()
bad = [path for path, content in found if content != OWN and any(one in content for one in WANTED)]
bad += [path for path, _ in found if "seed" in path or "cases.json" in path or ".llp" in path]
def parse(text): return []
raise SystemExit(f"LOOKED {len(found)} FOUND {bad}")
`;
    const { workspace, playground, run } = await opened('x = 1\n');
    const file = join(workspace, '.llp', 'evaluate-seed');
    mkdirSync(join(workspace, '.llp'), { recursive: true });
    await playground.evaluator.cases();
    expect(existsSync(file)).toBe(true);
    const seed = readFileSync(file, 'utf8').trim();
    expect(seed).toMatch(/^[0-9a-f]{32}$/);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
    const outputs: string[] = [];
    const path = join(workspace, 'llm_outputs', 'swe', 'spy.py');
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, spy.replace('SEED', seed.slice(0, 12)));
    const found = await playground.evaluator.evaluateFile(path, {
      ...leave,
      onCommand: ({ step }, output) => {
        if (step === 'cases') outputs.push(output);
      },
    });
    expect(outputs.join('\n')).toMatch(/LOOKED \d+ FOUND \[\]/);
    expect(found.points).toBe(0);
    // What is stored of it names the cases, not the seed.
    expect(readFileSync(join(workspace, found.scoreFile ?? ''), 'utf8')).not.toContain(seed);
    await playground.evaluator.evaluateRun(run.id, leave);
    expect(readFileSync(file, 'utf8').trim()).toBe(seed);
  }, 300_000);
});
