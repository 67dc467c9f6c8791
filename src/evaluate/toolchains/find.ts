import { said } from '../../l10n/said';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { Language } from '../model';
import { ask } from '../sandbox/host';
import { NoToolchain, type Toolchain } from './toolchain';

const opt = '/opt/llp';
const path = (...first: string[]): string => [...first, '/usr/local/bin', '/usr/bin', '/bin'].join(':');

/** What a language's tools are told, wherever they stand. */
export const settings: Record<Language | 'c' | 'c++', Record<string, string>> = {
  go: {
    GOPATH: '/tmp/go',
    GOPROXY: 'off',
    GOSUMDB: 'off',
    GOFLAGS: '-mod=mod',
    GOTOOLCHAIN: 'local',
    GOTELEMETRY: 'off',
    GOENV: 'off',
    GO111MODULE: 'on',
    GOMAXPROCS: '4',
    CGO_ENABLED: '0',
    // The index of packages would be written into the cache, which is read-only: without it none but those in it are found.
    GODEBUG: 'goindex=0',
    LLP_TOOLCHAIN: 'go',
  },
  rust: { LLP_TOOLCHAIN: 'rustc' },
  python: {
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONNOUSERSITE: '1',
    PYTHONHASHSEED: '0',
    PYTHONUTF8: '1',
    LLP_TOOLCHAIN: 'python3',
  },
  typescript: { NODE_NO_WARNINGS: '1', LLP_TOOLCHAIN: 'node' },
  c: { LLP_TOOLCHAIN: 'gcc' },
  'c++': { LLP_TOOLCHAIN: 'g++' },
};

/** How to install what is missing, by language. */
export const installation: Record<Language | 'c' | 'c++', string> = {
  go: 'Install Go 1.22 or later from https://go.dev/dl/ (on Debian or Ubuntu: sudo apt-get install golang-go).',
  rust: 'Install Rust 1.82 or later from https://rustup.rs, and a C linker (on Debian or Ubuntu: sudo apt-get install gcc).',
  python:
    'Install Python 3.10 or later from https://www.python.org (on Debian or Ubuntu: sudo apt-get install python3).',
  typescript: 'Install Node 24 or later from https://nodejs.org, which runs TypeScript by itself.',
  c: 'Install a C compiler (on Debian or Ubuntu: sudo apt-get install gcc).',
  'c++': 'Install a C++ compiler (on Debian or Ubuntu: sudo apt-get install g++).',
};

/** Finds a language's tools on this machine. Throws `NoToolchain` with what to install. */
export async function findToolchain(language: Language | 'c' | 'c++'): Promise<Toolchain> {
  const found = await finders[language]();
  if (!found)
    throw new NoToolchain(said`${name(language)} is not installed here, or too old. ${installation[language]}`);
  return { language, caches: [], ...found };
}

type Found = Omit<Toolchain, 'language' | 'caches'> | null;

const finders: Record<Language | 'c' | 'c++', () => Promise<Found>> = {
  async go() {
    const program = await firstThatAnswers(['go', '/usr/local/go/bin/go'], ['env', 'GOROOT', 'GOVERSION']);
    if (!program) return null;
    const [root = '', version = 'unknown'] = program.stdout.trim().split('\n');
    if (!isAtLeast(version, 1, 22)) return null;
    const environment = { PATH: path(`${opt}/go/bin`), GOROOT: `${opt}/go`, ...settings.go };
    return { version, mounts: [{ from: realpathSync(root), to: `${opt}/go` }], environment };
  },
  async rust() {
    const program = await firstThatAnswers(['rustc'], ['--print', 'sysroot']);
    if (!program) return null;
    const lines = program.stdout.trim().split('\n');
    const root = lines.find((line) => line.startsWith('/')) ?? '';
    if (root === '') return null;
    const version = (await ask(join(root, 'bin', 'rustc'), ['--version'])).stdout.trim();
    if (!isAtLeast(version, 1, 82)) return null;
    return {
      version,
      mounts: [{ from: realpathSync(root), to: `${opt}/rust` }],
      environment: { PATH: path(`${opt}/rust/bin`), ...settings.rust },
    };
  },
  async python() {
    const script =
      'import sys; print(sys.base_prefix); print(sys.version.split()[0]); print(sys.version_info >= (3, 10))';
    const program = await firstThatAnswers(['python3', 'python', '/usr/bin/python3'], ['-I', '-c', script]);
    if (!program) return null;
    const [prefix = '', version = '', newEnough] = program.stdout.trim().split('\n');
    if (newEnough !== 'True') return null;
    const inUsr = prefix === '/usr';
    return {
      version: `Python ${version}`,
      mounts: inUsr ? [] : [{ from: realpathSync(prefix), to: `${opt}/python` }],
      environment: { PATH: inUsr ? path() : path(`${opt}/python/bin`), ...settings.python },
    };
  },
  async typescript() {
    const own = process.execPath.endsWith('node') ? [process.execPath] : [];
    for (const program of [...own, ...everyOnPath('node')]) {
      const version = (await ask(program, ['--version'])).stdout.trim();
      if (Number(/^v(\d+)/.exec(version)?.[1]) < 24 || version === '') continue;
      return {
        version: `node ${version}`,
        mounts: [{ from: realpathSync(program), to: `${opt}/node/node` }],
        environment: { PATH: path(`${opt}/node`), ...settings.typescript },
      };
    }
    return null;
  },
  c: () => compiler('gcc'),
  'c++': () => compiler('g++'),
};

function isAtLeast(version: string, major: number, minor: number): boolean {
  const [, first, second] = /(\d+)\.(\d+)/.exec(version) ?? [];
  return Number(first) > major || (Number(first) === major && Number(second) >= minor);
}

async function compiler(program: string): Promise<Found> {
  const { ok, stdout } = await ask(program, ['--version']);
  if (!ok) return null;
  return {
    version: stdout.split('\n')[0] ?? program,
    mounts: [],
    environment: { PATH: path(), ...settings[program === 'gcc' ? 'c' : 'c++'] },
  };
}

async function firstThatAnswers(programs: string[], argv: string[]): Promise<{ stdout: string } | null> {
  for (const program of programs) {
    const result = await ask(program, argv);
    if (result.ok) return result;
  }
  return null;
}

function everyOnPath(program: string): string[] {
  const file = process.platform === 'win32' ? `${program}.exe` : program;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, file)).filter((each) => existsSync(each) && dirname(each) !== '.');
}

function name(language: Language | 'c' | 'c++'): string {
  const names = { go: 'Go', rust: 'Rust', python: 'Python', typescript: 'Node for TypeScript', c: 'C', 'c++': 'C++' };
  return names[language];
}
