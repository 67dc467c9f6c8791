import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/evaluate/evaluate';
import { languageFiles } from '../../../src/evaluate/extract/languages';
import type { Evaluation, Language } from '../../../src/evaluate/model';
import { chooseSandbox } from '../../../src/evaluate/sandbox/choose';
import type { Sandbox } from '../../../src/evaluate/sandbox/job';
import { shelfSheet } from '../../../src/evaluate/sheet/points';
import { findToolchain } from '../../../src/evaluate/toolchains/find';
import { cacheFolder } from '../../../src/playground/evaluator';

const content = join(import.meta.dirname, '../../../evaluate');
const sandbox: Sandbox | null = await chooseSandbox().catch(() => null);

/** The API without any work in it: `before` stands above it, `parse` in the body of parse. */
const stubs: Record<Language, (before: string, parse: string) => string> = {
  go: (before, parse) => `package shelf

import (
	"errors"
	"fmt"
	"os"
)

${before}

type Record map[string]string

var (
	ErrSyntax       = errors.New("syntax error")
	ErrDuplicateKey = errors.New("duplicate key")
	ErrUnterminated = errors.New("unterminated string")
)

type ParseError struct { Line int; Err error }
func (e *ParseError) Error() string { return fmt.Sprint(e.Line, os.PathSeparator) }
func (e *ParseError) Unwrap() error { return e.Err }
type QueryError struct { Pos int; Err error }
func (e *QueryError) Error() string { return fmt.Sprint(e.Pos) }
func (e *QueryError) Unwrap() error { return e.Err }
type Query struct{}
func Parse(text string) ([]Record, error) { ${parse}; return nil, nil }
func Compile(query string) (*Query, error) { return &Query{}, nil }
func (q *Query) Match(r Record) bool { return false }
func (q *Query) Run(records []Record) []Record { return nil }
`,
  python: (before, parse) => `import os, sys
class ParseError(ValueError): pass
class QueryError(ValueError): pass
class Query:
    def match(self, record): return False
    def run(self, records): return []
${before}
def parse(text):
    ${parse}
    return []
def compile(query): return Query()
`,
  typescript: (before, parse) => `import * as fs from 'node:fs';
export class ParseError extends Error {}
export class QueryError extends Error {}
export class Query { match(): boolean { return false } run(): unknown[] { return [] } }
${before}
export function parse(text: string): unknown[] { ${parse}; return [] }
export function compile(query: string): Query { return new Query() }
void fs;
`,
  rust: (before, parse) => `use std::fmt;
pub type Record = std::collections::BTreeMap<String, String>;
#[derive(Debug, Clone, Copy, PartialEq)] pub enum Reason { Syntax, DuplicateKey, Unterminated }
#[derive(Debug, Clone, PartialEq)] pub struct ParseError { pub line: usize, pub reason: Reason }
#[derive(Debug, Clone, PartialEq)] pub struct QueryError { pub pos: usize, pub reason: Reason }
impl fmt::Display for ParseError { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { write!(f, "") } }
impl fmt::Display for QueryError { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { write!(f, "") } }
impl std::error::Error for ParseError {}
impl std::error::Error for QueryError {}
pub struct Query;
${before}
#[allow(unreachable_code)] pub fn parse(_text: &str) -> Result<Vec<Record>, ParseError> { ${parse}; Ok(vec![]) }
pub fn compile(_query: &str) -> Result<Query, QueryError> { Ok(Query) }
impl Query { pub fn matches(&self, _: &Record) -> bool { false } pub fn run(&self, _: &[Record]) -> Vec<Record> { vec![] } }
`,
};

/** Language, what it tries, text above the API, text within parse, further files. */
const attacks: [Language, string, string, string, Record<string, string>?][] = [
  ['go', 'ends well before anything', 'func init() { os.Exit(0) }', ''],
  ['go', 'ends well in a case', '', 'os.Exit(0)'],
  [
    'go',
    'ends well in TestMain',
    '',
    '',
    {
      'shelf_test.go':
        'package shelf_test\n\nimport (\n\t"os"\n\t"testing"\n)\n\nfunc TestMain(m *testing.M) { os.Exit(0) }\n',
    },
  ],
  [
    'go',
    'prints passes',
    '',
    'fmt.Println("--- PASS: TestParse (0.00s)\\nPASS\\nok  \\tshelf\\t0.1s\\tcoverage: 100.0% of statements")',
  ],
  ['go', 'prints JSON events', '', 'fmt.Println(`{"Action":"pass","Package":"shelf","Test":"TestParse","Elapsed":0}`)'],
  [
    'go',
    'embeds what lies beside it',
    'import _ "embed"\n\n//go:embed llpdriver/main.go shelf_test.go cases.json\nvar all string',
    'fmt.Print(all)',
  ],
  ['go', 'runs C at build time', 'import "C"', ''],
  [
    'go',
    'has tests that say nothing',
    '',
    '',
    {
      'shelf_test.go':
        'package shelf_test\n\nimport (\n\t"shelf"\n\t"testing"\n)\n\nfunc TestAll(t *testing.T) { shelf.Parse("a: b"); q, _ := shelf.Compile("a"); q.Run(nil) }\n',
    },
  ],
  [
    'go',
    'reads the home folder, the workspace and the environment',
    '',
    'for _, p := range []string{"/root", "/home", "/work", "/proc/1/environ", "/tmp"} { d, _ := os.ReadDir(p); fmt.Println(d); b, _ := os.ReadFile(p); os.Stdout.Write(b) }; fmt.Println(os.Environ())',
  ],
  [
    'go',
    'fills the memory',
    '',
    'var all [][]byte; for { one := make([]byte, 1<<26); for i := range one { one[i] = 1 }; all = append(all, one) }',
  ],
  ['python', 'ends well when it is imported', 'os._exit(0)', 'pass'],
  [
    'python',
    'lies about equality',
    'class Liar(list):\n    def __eq__(self, other): return True\n    def __len__(self): return 0',
    'return Liar()',
  ],
  [
    'python',
    'answers for the driver',
    'for line in sys.stdin:\n    print(line.split()[0], "ready" if "hello" in line else "ok 0", flush=True)\nos._exit(0)',
    'pass',
  ],
  [
    'python',
    'patches the driver',
    'main = sys.modules["__main__"]\nmain.answer = lambda *a: "ready" if a[1] == "hello" else "ok 0"\nmain.shown = lambda records: "0"',
    'pass',
  ],
  [
    'python',
    'puts files that are read at the start',
    '',
    'pass',
    {
      'conftest.py': 'import os\nos._exit(0)',
      'sitecustomize.py': 'import os\nos._exit(0)',
      'json.py': 'import os\nos._exit(0)',
    },
  ],
  [
    'python',
    'kills what runs it',
    '',
    'import signal; [os.kill(p, signal.SIGKILL) for p in (os.getppid(), -1) if p != os.getpid()]',
  ],
  ['typescript', 'ends well when it is imported', 'process.exit(0);', ''],
  ['typescript', 'sends the bytes that hang a runner', '', 'fs.writeSync(1, Buffer.from([0xff, 0x0f, 0, 0, 0, 4]))'],
  ['typescript', 'writes without end', '', 'for (;;) fs.writeSync(1, "x".repeat(65536))'],
  [
    'typescript',
    'patches what the driver writes with',
    "fs.readdirSync('/work').forEach((name) => console.log(name));\nBuffer.from = (() => Buffer.alloc(0)) as never;",
    '',
  ],
  ['rust', 'ends well in a case', '', 'std::process::exit(0)'],
  ['rust', 'reads the driver at build time', 'pub const ALL: &str = include_str!("main.rs");', 'print!("{}", ALL)'],
  [
    'rust',
    'brings a build script and settings of cargo',
    '',
    '',
    { 'build.rs': 'fn main() { std::process::exit(0) }', '.cargo/config.toml': '[build]\nrustc-wrapper = "/bin/true"' },
  ],
];
// Twelve cases that each run into a limit take two minutes: in the long form only.
if (process.env['LLP_LONG'])
  attacks.push(['go', 'starts goroutines without end', '', 'for { go func() { select {} }() }']);
const present = new Set<Language>();
for (const language of ['go', 'rust', 'python', 'typescript'] as const)
  if (sandbox !== null)
    await findToolchain(language).then(
      () => present.add(language),
      () => undefined,
    );

describe('an answer without any work in it', () => {
  it.each(attacks)(
    'in %s that %s earns nothing and comes to an end',
    { timeout: 600_000 },
    async (language, _what, before, parse, more = {}) => {
      if (!present.has(language)) return;
      const files = new Map([[languageFiles[language].code, stubs[language](before, parse)], ...Object.entries(more)]);
      const result: Evaluation = await evaluate(
        { bot: 'attack', prompt: 'swe-shelf', language, files, leftOut: [], checks: {}, runId: null, limited: null },
        {
          sandbox: async () => sandbox as Sandbox,
          content,
          cacheFolder: cacheFolder(),
          seed: 'attacks',
          drawn: 20,
          sheet: shelfSheet,
        },
      );
      const { runnable, correctness, coverage } = result.items;
      expect([runnable?.points, correctness?.points]).toEqual([0, 0]);
      // Tests that only reach statements notice no fault, so that at most the share for reaching them is theirs.
      expect(coverage?.points).toBeLessThanOrEqual(40);
      if (!('shelf_test.go' in more)) expect(coverage?.points).toBe(0);
    },
  );
});
