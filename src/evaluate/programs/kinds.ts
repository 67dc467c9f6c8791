import { extname } from 'node:path';

/** A program of the sandbox's PATH with its arguments; `FILE` stands for the check file. */
export interface Step {
  argv: string[];
  /** It compiles: it may write into the folder, and runs none of the code that it reads. */
  compiler: boolean;
}

/** How a check file runs. docs/checks.md has the same as a table. */
export interface ProgramKind {
  /** What it needs here, as findToolchain names it; bash comes with the system. */
  needs: 'go' | 'rust' | 'python' | 'typescript' | 'c' | 'c++' | 'bash';
  steps: Step[];
  /** Files that stand beside it. */
  files: Record<string, string>;
}

const compile = (...argv: string[]): Step => ({ argv, compiler: true });
const run = (...argv: string[]): Step => ({ argv, compiler: false });
const built = run('/work/check');

const kinds: Record<string, ProgramKind> = {
  '.py': { needs: 'python', steps: [run('python3', '-B', 'FILE')], files: {} },
  '.mjs': { needs: 'typescript', steps: [run('node', '--disable-warning=ExperimentalWarning', 'FILE')], files: {} },
  '.c': { needs: 'c', steps: [compile('gcc', '-std=c11', '-o', 'check', 'FILE'), built], files: {} },
  '.cpp': { needs: 'c++', steps: [compile('g++', '-std=c++17', '-o', 'check', 'FILE'), built], files: {} },
  '.go': {
    needs: 'go',
    steps: [
      compile('go', 'test', '-c', '-trimpath', '-vet=off', '-o', '/work/check', '.'),
      run('/work/check', '-test.timeout=50s'),
    ],
    files: { 'go.mod': 'module fan\n\ngo 1.22\n' },
  },
  '.rs': { needs: 'rust', steps: [compile('rustc', '--edition', '2021', '-o', 'check', 'FILE'), built], files: {} },
  '.sh': { needs: 'bash', steps: [run('bash', 'FILE')], files: {} },
};

/** Null for a file of an ending that nothing runs. */
export function programKindOf(file: string): ProgramKind | null {
  return kinds[extname(file).toLowerCase()] ?? null;
}

const endings: Record<string, string> = {
  python: 'py',
  typescript: 'ts',
  javascript: 'js',
  c: 'c',
  cpp: 'cpp',
  go: 'go',
  rust: 'rs',
  bash: 'sh',
};

/** Name of the file that holds the answer's code; `answer.txt` for what is read and not run. `language` as in a check's scope. */
export function answerFileName(language: string | null): string {
  return `answer.${(language === null ? undefined : endings[language]) ?? 'txt'}`;
}
