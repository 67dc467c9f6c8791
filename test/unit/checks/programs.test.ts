import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerFileName, programKindOf } from '../../../src/evaluate/programs/kinds';
import { runProgramCheck, type ProgramOptions } from '../../../src/evaluate/programs/run';
import { chooseSandbox } from '../../../src/evaluate/sandbox/choose';
import type { Sandbox } from '../../../src/evaluate/sandbox/job';
import { findToolchain } from '../../../src/evaluate/toolchains/find';
import { cacheFolder } from '../../../src/playground/evaluator';
import { checkFileReader } from '../../../src/suites/checkFiles';
import { loadSuites } from '../../../src/suites/load';

const root = join(import.meta.dirname, '..', '..', '..');
const samples = join(root, 'test', 'fixtures', 'checks', 'programs');
const sandbox: Sandbox | null = await chooseSandbox().catch(() => null);
const options: ProgramOptions = {
  sandbox: async () => sandbox as Sandbox,
  readFile: checkFileReader(join(root, 'suites')),
  content: join(root, 'evaluate'),
  cacheFolder: cacheFolder(),
};

async function atHand(file: string): Promise<boolean> {
  const needs = programKindOf(file)?.needs;
  if (sandbox === null || needs === undefined) return false;
  if (needs === 'bash') return true;
  return findToolchain(needs).then(
    () => true,
    () => false,
  );
}

const { categories } = await loadSuites(join(root, 'suites'));
const runs = categories.flatMap(({ prompts }) =>
  prompts.flatMap(({ rubric }) =>
    rubric.flatMap(({ checks = [] }) =>
      checks
        .filter(({ kind }) => kind === 'run')
        .map(({ arguments: file, scope }) => ({
          file,
          language: /\bcode\s+([^\s\d]\S*)/.exec(scope ?? '')?.[1] ?? null,
        })),
    ),
  ),
);
const present = new Set<string>();
for (const { file } of runs) if (await atHand(file)) present.add(file);

describe('the programs that check answers', () => {
  it('are all used, and each has an answer that passes and two that narrowly fail', () => {
    const wanted = runs.flatMap(({ file, language }) =>
      answerFileName(language) === 'answer.txt' ? [basename(file)] : [basename(file), `${basename(file)}.expected`],
    );
    expect(readdirSync(join(root, 'suites', 'checks')).sort()).toEqual(wanted.sort());
    for (const { file } of runs) {
      const folder = join(samples, basename(file));
      expect([file, existsSync(folder) ? readdirSync(folder).sort() : []]).toEqual([
        file,
        ['fail-1.txt', 'fail-2.txt', 'pass.txt'],
      ]);
      expect(readFileSync(join(folder, 'fail-1.txt'), 'utf8')).not.toBe(
        readFileSync(join(folder, 'fail-2.txt'), 'utf8'),
      );
    }
  });

  for (const { file, language } of runs)
    it.skipIf(!present.has(file))(file, { timeout: 300_000 }, async () => {
      const found = (name: string) =>
        runProgramCheck({ file, language, code: readFileSync(join(samples, basename(file), name), 'utf8') }, options);
      const right = await found('pass.txt');
      expect(right).toMatchObject({ verdict: 'pass' });
      for (const name of ['fail-1.txt', 'fail-2.txt']) {
        const wrong = await found(name);
        expect([name, wrong]).toEqual([name, { ...wrong, verdict: 'fail' }]);
        // It fails for what it computes, not for what it cannot read.
        expect(wrong.evidence).not.toMatch(/SyntaxError|ModuleNotFoundError|ERR_|^$/);
      }
    });

  /** Ways to end well, or to look right, without being right. */
  const cheats: [string, string, string][] = [
    ['checks/share_test.py', 'python', 'import os\nos._exit(0)\ndef share(cents, weights): pass'],
    ['checks/share_test.py', 'python', 'import sys\nsys.exit(0)'],
    [
      'checks/share_test.py',
      'python',
      'class Liar(list):\n    def __eq__(self, other): return True\n    def __ne__(self, other): return False\ndef share(cents, weights): return Liar([1])',
    ],
    [
      'checks/share_test.py',
      'python',
      'import sys, os\nfor name in os.listdir("."): print(open(name).read())\nfor line in open("share_test.py.expected"): print(sys.modules["__main__"].nonce, line, end="")\nos._exit(0)',
    ],
    [
      'checks/size_rest.py',
      'python',
      'import builtins, sys\nbuiltins.print = lambda *a, **k: None\nsize = lambda n: sys.exit(0)',
    ],
    ['checks/mutants_test.py', 'python', 'assert fee.__code__.co_consts\nassert 1\nassert 2'],
    [
      'checks/retry_test.py',
      'python',
      'import atexit, os\natexit.register(lambda: os._exit(0))\ndef retry(times, on=None, first_delay=1): return lambda f: f',
    ],
    [
      'checks/last_le_test.c',
      'c',
      '#include <stdlib.h>\n__attribute__((constructor)) static void out(void) { exit(0); }\nint last_le(const int *a, int n, int key) { return 0; }',
    ],
    [
      'checks/last_le_test.c',
      'c',
      '#define main other\nint last_le(const int *a, int n, int key) { return 0; }\n#undef main\nint main(void) { return 0; }\n#define main other',
    ],
    [
      'checks/join_test.c',
      'c',
      '#include "join_test.c.expected"\nchar *join(const char **p, int n, char s) { return 0; }',
    ],
    [
      'checks/longest_test.rs',
      'rust',
      'fn longest(text: &str) -> &str { println!("{}", include_str!("longest_test.rs.expected")); std::process::exit(0) }',
    ],
    ['checks/top3_test.rs', 'rust', 'fn top3(text: &str) -> Vec<(&str, usize)> { std::process::exit(0) }'],
    [
      'checks/fanout_limits_test.go',
      'go',
      'package fan\n\nimport ("context"; "os")\n\nfunc init() { os.Exit(0) }\n\nfunc fetchAll(ctx context.Context, ids []int) ([]string, error) { return nil, nil }',
    ],
    [
      'checks/fanout_errors_test.go',
      'go',
      'package fan\n\nimport ("context"; "fmt"; "os")\n\nfunc fetchAll(ctx context.Context, ids []int) ([]string, error) { fmt.Println("--- PASS: TestFirstError (0.00s)\\nPASS"); os.Exit(0); return nil, nil }',
    ],
    ['checks/bus_rounds.mjs', 'typescript', 'process.exit(0); class Bus {}'],
    [
      'checks/bus_identity.mjs',
      'typescript',
      'console.log = () => {}; class Bus { on() { process.exit(0) } emit() {} }',
    ],
    ['checks/label_test.mjs', 'javascript', 'const label = () => ({ toString: () => "nobody" });'],
    ['checks/logs_test.sh', 'bash', 'cat /proc/$PPID/environ; kill $PPID; exit 0'],
    ['checks/report_test.py', 'python', 'import os, signal\nos.kill(os.getppid(), signal.SIGKILL)'],
  ];

  it.each(cheats.map((row, number) => [...row, number] as const))(
    '%s is not passed by a cheat in %s',
    { timeout: 300_000 },
    async (file, language, code, _number) => {
      if (!present.has(file)) return;
      const { verdict } = await runProgramCheck({ file, language, code }, options);
      expect(verdict).toBe(file.includes('mutants') ? 'unknown' : 'fail');
    },
  );

  it('are unknown where their file, what is expected or the language is missing', async () => {
    const none = { ...options, sandbox: () => Promise.reject(new Error('asked for')) };
    const check = { file: 'checks/no_such.py', language: 'python', code: 'x = 1' };
    expect((await runProgramCheck(check, none)).verdict).toBe('unknown');
    const readFile = (path: string): string | null => (path.endsWith('.expected') ? null : 'print(1)');
    expect(await runProgramCheck(check, { ...none, readFile })).toMatchObject({
      verdict: 'unknown',
      evidence: expect.stringContaining('no_such.py.expected') as string,
    });
    expect((await runProgramCheck({ ...check, file: 'checks/a.pl' }, { ...none, readFile })).verdict).toBe('unknown');
  });
});
