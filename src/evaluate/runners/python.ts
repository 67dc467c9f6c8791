import { languageFiles } from '../extract/languages';
import type { AnswerFiles, Covered, Runner } from './runner';
import { pythonRefusal } from './refusals';

const { code, test } = languageFiles.python;

/** Runs tests of unittest, plain test functions, and pytest’s where it is installed; its exit code is theirs. */
const testProgram = `import sys, unittest
sys.path.insert(0, "/work")
def run():
    with open("/work/${test}", encoding="utf-8") as file:
        uses_pytest = "pytest" in file.read()
    if uses_pytest:
        import pytest
        return int(pytest.main(["-q", "-p", "no:cacheprovider", "--noconftest", "-c", "/dev/null", "/work/${test}"]))
    import importlib
    module = importlib.import_module("${test.replace('.py', '')}")
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    for name, value in list(vars(module).items()):
        if name.startswith("test") and type(value).__name__ == "function":
            suite.addTest(unittest.FunctionTestCase(value))
    result = unittest.TextTestRunner(verbosity=1).run(suite)
    return 0 if result.wasSuccessful() and result.testsRun > 0 else 1
`;

const coverProgram = `${testProgram}
import json, os, threading
hits = {}
def trace(frame, event, argument):
    if frame.f_code.co_filename != "/work/${code}":
        return None
    if event == "line" or event == "call":
        hits[frame.f_lineno] = hits.get(frame.f_lineno, 0) + (event == "line")
    return trace
write, dump, leave = open, json.dumps, os._exit
sys.settrace(trace)
threading.settrace(trace)
status = 1
try:
    status = run()
except SystemExit as end:
    status = end.code if isinstance(end.code, int) else int(bool(end.code))
except BaseException as error:
    print(repr(error), file=sys.stderr)
finally:
    sys.settrace(None)
    with write("/tmp/cover.json", "w") as file:
        file.write(dump(hits))
    sys.stdout.flush()
    sys.stderr.flush()
    leave(status)
`;

/** Lines of statements: for each its first line, and the last line on which a hit still means it; documentation is none. */
const statementProgram = `import ast, json
with open("/work/${code}", encoding="utf-8") as file:
    tree = ast.parse(file.read())
rows = []
for node in ast.walk(tree):
    if not isinstance(node, ast.stmt):
        continue
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        continue
    if isinstance(node, (ast.Global, ast.Nonlocal)):
        continue
    start = min([node.lineno] + [d.lineno for d in getattr(node, "decorator_list", [])])
    rows.append([start, node.body[0].lineno - 1 if getattr(node, "body", None) else node.end_lineno])
print(json.dumps(rows))
`;

export const pythonRunner: Runner = {
  language: 'python',

  async build(place, files, driver) {
    const folder = await place.folder('build', { [code]: files.get(code) ?? '', 'llp_driver.py': driver });
    const checked = await place.run(folder, {
      step: 'compile',
      argv: [
        'python3',
        '-s',
        '-X',
        'utf8',
        '-c',
        `import ast; ast.parse(open("/work/${code}", encoding="utf-8").read(), "${code}")`,
      ],
    });
    const made = checked.exitCode === 0;
    return {
      driver: made ? { folder, argv: ['python3', '-s', '-B', '-X', 'utf8', '/work/llp_driver.py'] } : null,
      messages: checked.stderr,
      complaints: '',
    };
  },

  async coverage(place, files): Promise<Covered> {
    const folder = await place.folder('own', {
      [code]: files.get(code) ?? '',
      [test]: files.get(test) ?? '',
      'llp_cover.py': coverProgram,
    });
    const stated = await place.run(folder, {
      step: 'find statements',
      argv: ['python3', '-s', '-X', 'utf8', '-c', statementProgram],
    });
    const ran = await place.run(folder, {
      step: 'own tests with coverage',
      argv: ['python3', '-s', '-B', '-X', 'utf8', '/work/llp_cover.py'],
      collect: 'cover.json',
      limits: { wallMs: 30_000 },
    });
    const hits = numbersOf(ran.collected ?? '');
    const lines: Record<number, number> = {};
    let covered = 0;
    const statements = rowsOf(stated.stdout);
    for (const [from, to] of statements) {
      let count = 0;
      for (let line = from; line <= Math.max(from, to); line++) count = Math.max(count, hits.get(line) ?? 0);
      if (count > 0) covered++;
      lines[from] = Math.max(lines[from] ?? 0, count);
    }
    return {
      lines,
      covered,
      statements: statements.length,
      passed: ran.exitCode === 0,
      messages: ran.stdout + ran.stderr,
    };
  },

  async referenceTests(place, files, reference) {
    const folder = await place.folder('reference', {
      [code]: reference.source,
      [test]: files.get(test) ?? '',
      'llp_test.py': `${testProgram}\nsys.exit(run())\n`,
    });
    return {
      messages: '',
      run: async (key) => {
        const ran = await place.run(folder, {
          step: 'tests against a reference',
          argv: ['python3', '-s', '-B', '-X', 'utf8', '/work/llp_test.py'],
          environment: { LLP_KEY: key },
          limits: { wallMs: 15_000, cpuSeconds: 15 },
        });
        return ran.exitCode === 0;
      },
    };
  },

  refusal: (files: AnswerFiles) => pythonRefusal(files),

  switchCode: (keys) => `
import os as _os
_llp_fault = {${keys.map(({ key, fault }) => `"${key}": ${fault}`).join(', ')}}.get(_os.environ.pop("LLP_KEY", ""), 0)
def _llp_on(n):
    return _llp_fault == n
del _os
`,
  switchCall: (n) => `_llp_on(${n})`,
};

function numbersOf(text: string): Map<number, number> {
  try {
    const parsed = JSON.parse(text) as unknown;
    if (typeof parsed !== 'object' || parsed === null) return new Map();
    return new Map(Object.entries(parsed).map(([line, count]) => [Number(line), Number(count)]));
  } catch {
    return new Map();
  }
}

function rowsOf(text: string): [number, number][] {
  try {
    return JSON.parse(text) as [number, number][];
  } catch {
    return [];
  }
}
