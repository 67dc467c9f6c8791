import { languageFiles } from '../extract/languages';
import { together } from './atOnce';
import { parseProfile } from './goProfile';
import type { AnswerFiles, Built, Covered, Runner } from './runner';
import type { Workplace } from './workplace';

const module = 'module shelf\n\ngo 1.22\n';
const { code, test } = languageFiles.go;
const isTest = (name: string): boolean => name.endsWith('_test.go');

/** The tests' own run is killed after this time, in ms. */
const testWallMs = 30_000;

export const goRunner: Runner = {
  language: 'go',

  async build(place: Workplace, files: AnswerFiles, driver: string): Promise<Built> {
    const sources = { 'go.mod': module, ...Object.fromEntries(files) };
    const folder = await place.folder('build', { ...sources, 'llpdriver/main.go': driver });
    const argv = ['go', 'build', '-trimpath', '-o', '/work/llpdriver/driver', './llpdriver'];
    const [built, vet] = await together(
      place,
      () => place.run(folder, { step: 'compile', argv, compiler: true }),
      async () =>
        place.run(await place.folder('vet', sources), { step: 'vet', argv: ['go', 'vet', '.'], compiler: true }),
    );
    const made = built.exitCode === 0 && (await place.has(`${folder}/llpdriver`, 'driver'));
    return {
      driver: made ? { folder, argv: ['/work/llpdriver/driver'] } : null,
      messages: built.stdout + built.stderr,
      complaints: vet.exitCode === 0 ? '' : vet.stdout + vet.stderr || 'go vet failed',
    };
  },

  async coverage(place: Workplace, files: AnswerFiles): Promise<Covered> {
    const folder = await place.folder('own', { 'go.mod': module, ...Object.fromEntries(files) });
    const built = await place.run(folder, {
      step: 'compile the tests',
      argv: [
        'go',
        'test',
        '-c',
        '-trimpath',
        '-vet=off',
        '-cover',
        '-covermode=count',
        '-coverpkg=shelf',
        '-o',
        '/work/own.test',
        '.',
      ],
      compiler: true,
    });
    if (built.exitCode !== 0 || !(await place.has(folder, 'own.test')))
      return { lines: {}, covered: 0, statements: 0, passed: false, messages: built.stdout + built.stderr };
    const ran = await place.run(folder, {
      step: 'own tests with coverage',
      argv: ['/work/own.test', '-test.timeout=25s', '-test.coverprofile=/tmp/cover.out'],
      collect: 'cover.out',
      limits: { wallMs: testWallMs },
    });
    const profile = parseProfile(ran.collected ?? '', (name) => !isTest(name));
    return { ...profile, passed: ran.exitCode === 0, messages: ran.stdout + ran.stderr };
  },

  async referenceTests(place, files, reference) {
    // The reference stands in a module of its own: embedding cannot reach out of the tests' module.
    const tests = [...files].filter(([name]) => isTest(name));
    const folder = await place.folder('reference', {
      'shelf/go.mod': `${module}\nrequire example.org/reference v0.0.0\n\nreplace example.org/reference => ../reference\n`,
      [`shelf/${code}`]: facade,
      ...Object.fromEntries(tests.map(([name, content]) => [`shelf/${name}`, content])),
      'reference/go.mod': 'module example.org/reference\n\ngo 1.22\n',
      'reference/reference.go': reference.source.replace(/^package shelf$/m, 'package reference'),
    });
    const built = await place.run(folder, {
      step: 'compile the tests against the reference',
      argv: ['go', 'test', '-C', '/work/shelf', '-c', '-trimpath', '-vet=off', '-o', '/work/bin/ref.test', '.'],
      compiler: true,
    });
    if (built.exitCode !== 0) return { run: null, messages: built.stdout + built.stderr };
    // Only the program goes on: the sources are not there when the tests run.
    const program = `${folder}/bin`;
    return {
      messages: '',
      run: async (key) => {
        const ran = await place.run(program, {
          step: 'tests against a reference',
          argv: ['/work/ref.test', '-test.timeout=10s'],
          environment: { LLP_KEY: key },
          limits: { wallMs: 15_000, cpuSeconds: 15 },
        });
        return ran.exitCode === 0;
      },
    };
  },

  refusal: (files) => {
    for (const [name, content] of files) {
      const imports = [
        ...content.matchAll(/^\s*(?:import\s+)?(?:(\w+|\.|_)\s+)?"([^"\n]+)"\s*(?:;\s*)?(?:\/\/.*)?$/gm),
      ];
      for (const [, alias, path = ''] of imports) {
        if (path === 'os' && alias === undefined) continue;
        if (
          path === 'C' ||
          /^(?:os|syscall|unsafe|net|plugin|embed|internal|io\/ioutil|log\/syslog)(?:\/|$)/.test(path) ||
          /^runtime\//.test(path)
        )
          return `${name} imports “${path}”`;
      }
      const used = /\bos\s*\.\s*(?!Exit\b|Args\b|Stdout\b|Stderr\b|Getenv\b)(\w+)/.exec(withoutText(content));
      if (used && imports.some(([, , path]) => path === 'os')) return `${name} uses os.${used[1] ?? ''}`;
      if (/^\s*\/\/go:(?:linkname|embed|generate|cgo)/m.test(content))
        return `${name} has a directive for the compiler`;
    }
    return null;
  },

  switchCode: (keys) => `
var llpFault = map[string]int{${keys.map(({ key, fault }) => `${JSON.stringify(key)}: ${fault}`).join(', ')}}[os.Getenv("LLP_KEY")]

func llpOn(n int) bool { return llpFault == n }
`,
  switchCall: (n) => `llpOn(${n})`,
};

const facade = `package shelf

import "example.org/reference"

type (
	Record     = reference.Record
	ParseError = reference.ParseError
	QueryError = reference.QueryError
	Query      = reference.Query
)

var (
	ErrSyntax       = reference.ErrSyntax
	ErrDuplicateKey = reference.ErrDuplicateKey
	ErrUnterminated = reference.ErrUnterminated
)

func Parse(text string) ([]Record, error)  { return reference.Parse(text) }
func Compile(query string) (*Query, error) { return reference.Compile(query) }
`;

/** Go code with its comments and the contents of its strings taken out. */
export function withoutText(content: string): string {
  return content.replace(/\/\/[^\n]*|\/\*[^]*?\*\/|`[^`]*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'/g, (part) =>
    part.startsWith('/') ? ' ' : '""',
  );
}

export const goTestName = test;
