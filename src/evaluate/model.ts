import type { SandboxKind, Stopped } from './sandbox/job';

export type Language = 'go' | 'rust' | 'python' | 'typescript';

/** A program that was run for an evaluation. Times in milliseconds. */
export interface CommandRecord {
  /** What it was for, e.g. `compile` or `cases`. */
  step: string;
  command: string[];
  exitCode: number | null;
  signal: string | null;
  stopped: Stopped | null;
  milliseconds: number;
  /** Of standard output followed by standard error. */
  outputSha256: string;
}

export interface ItemPoints {
  /** Null while nobody has settled it. */
  points: number | null;
  max: number;
  /** Why, in one sentence. */
  evidence: string;
}

export interface FailedCase {
  id: string;
  input: string;
  expected: string;
  actual: string;
}

/** What an evaluation found. Points are those of the rubric. */
export interface Evaluation {
  bot: string;
  prompt: string;
  language: Language | null;
  status: 'scored' | 'unscored';
  /** Why it is unscored, e.g. `context-limited`; null where it is scored. */
  reason: string | null;
  points: number | null;
  /** 500 with a person's points for explanation and suggestions, else 420. */
  max: number;
  items: Record<string, ItemPoints>;
  /** 0 as it came, 1 after a minor adjustment, -1 disqualified. */
  adjustment: 0 | 1 | -1 | null;
  adjustments: { file: string; what: string[]; before: string; after: string }[];
  cases: {
    passed: number;
    total: number;
    /** Of those passed, how many are of the fixed set; the others were drawn from the workspace's private seed. */
    fixed: number;
    fixedTotal: number;
    stub: number;
    /** What failed; a score file has the first 25. */
    failed: FailedCase[];
    /** The ids of all that failed. */
    wrong: string[];
  };
  /** Share of the statements, 0 to 1, or null where it was not to be had. */
  coverage: number | null;
  /** By file: the lines with statements, and how often each ran (0: never). */
  lines: Record<string, Record<number, number>>;
  mutants: { caught: number; total: number; survived: string[] };
  sandbox: { kind: SandboxKind; description: string } | null;
  toolchain: string | null;
  files: { name: string; sha256: string }[];
  leftOut: { what: string; why: string }[];
  commands: CommandRecord[];
  /** Lines to underline in the answer's code. */
  problems: { file: string; line: number; message: string }[];
}
