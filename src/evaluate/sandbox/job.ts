import { SaidError } from '../../l10n/said';
/** A folder or file of this machine that a sandbox shows read-only under another path. */
export interface Mount {
  from: string;
  to: string;
}

/** Bounds of one process tree. Bytes, seconds of processor time a process, milliseconds by the clock. */
export interface Limits {
  wallMs: number;
  cpuSeconds: number;
  memoryBytes: number;
  processes: number;
  /** The largest file, and the room for all temporary files together. */
  fileBytes: number;
  /** Of standard output and standard error together. */
  outputBytes: number;
}

const mebibyte = 1024 * 1024;

/** For compilers, which run no generated code but read it. */
export const buildLimits: Limits = {
  wallMs: 120_000,
  cpuSeconds: 120,
  memoryBytes: 2048 * mebibyte,
  processes: 256,
  fileBytes: 128 * mebibyte,
  outputBytes: 4 * mebibyte,
};

/** For generated code. */
export const runLimits: Limits = {
  wallMs: 60_000,
  cpuSeconds: 30,
  memoryBytes: 1024 * mebibyte,
  processes: 96,
  fileBytes: 32 * mebibyte,
  outputBytes: 8 * mebibyte,
};

export interface SandboxJob {
  /** Program by its name on the sandbox's PATH, and arguments. */
  argv: string[];
  /** Folder of this machine that the sandbox sees as /work. */
  folder: string;
  /** Only compilers may write into it; generated code sees it read-only. */
  writable?: boolean;
  mounts: Mount[];
  /** The whole environment; nothing of ours is handed on. */
  environment: Record<string, string>;
  stdin?: string;
  /** File in the sandbox's /tmp whose content is handed back after the program's end. */
  collect?: string;
  limits: Limits;
  signal?: AbortSignal;
  /** Kills the program where nothing was written for so long, in ms. */
  silenceMs?: number;
}

export type Stopped = 'time' | 'silence' | 'output' | 'memory' | 'cancelled';

export interface SandboxOutcome {
  /** Null when a signal ended it. */
  exitCode: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
  /** What was in the file to collect, or null. */
  collected: string | null;
  /** Why we stopped it, or null. */
  stopped: Stopped | null;
  milliseconds: number;
}

export type SandboxKind = 'bubblewrap' | 'namespaces' | 'docker' | 'podman';

/** One way to isolate, found to work on this machine. */
export interface Sandbox {
  kind: SandboxKind;
  /** What isolates and what bounds, e.g. `bubblewrap 0.8.0, uid 60601, memory and pids cgroup, seccomp`. */
  description: string;
  /** Path that stands for the toolchain's own folder, or null where an image brings its own. */
  bringsToolchains: boolean;
  run(job: SandboxJob): Promise<SandboxOutcome>;
}

/** No isolation is to be had, and so nothing is run. The message says what to install. */
export class NoSandbox extends SaidError {}
