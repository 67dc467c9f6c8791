import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CommandRecord } from '../model';
import { buildLimits, runLimits, type Sandbox, type SandboxJob, type SandboxOutcome } from '../sandbox/job';
import { runsAtOnce } from './atOnce';
import type { Toolchain } from '../toolchains/toolchain';

export interface RunOptions {
  step: string;
  argv: string[];
  /** A compiler, which may write into the folder; it runs none of the code that it reads. */
  compiler?: boolean;
  environment?: Record<string, string>;
  stdin?: string;
  collect?: string;
  limits?: Partial<SandboxJob['limits']>;
  silenceMs?: number;
}

export interface WorkplaceOptions {
  /** Programs that may run at the same time; by default as many as the machine has room for. */
  atOnce?: number;
  signal?: AbortSignal;
  onCommand?: (command: CommandRecord, output: string) => void;
}

/** Of what a program writes, so many characters are shown while it is evaluated. */
const shownOutput = 4_000;

/** A throwaway folder that one answer is built and run in, and the book of what was run there. */
export class Workplace {
  readonly commands: CommandRecord[] = [];
  readonly atOnce: number;

  private constructor(
    readonly root: string,
    readonly sandbox: Sandbox,
    readonly toolchain: Toolchain,
    private readonly options: WorkplaceOptions,
  ) {
    this.atOnce = options.atOnce ?? runsAtOnce();
  }

  static async open(sandbox: Sandbox, toolchain: Toolchain, options: WorkplaceOptions = {}): Promise<Workplace> {
    const root = await mkdtemp(join(tmpdir(), 'llp-evaluate-'));
    return new Workplace(root, sandbox, toolchain, options);
  }

  async close(): Promise<void> {
    await rm(this.root, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Makes a folder that holds these files and nothing else. Names are ours, or were checked when they were extracted. */
  async folder(name: string, files: Record<string, string>): Promise<string> {
    const folder = join(this.root, name);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content, 'utf8');
    }
    return folder;
  }

  /** A folder with these files and, in its `bin`, what was built in another one: all of it or the programs named. */
  async folderWith(name: string, files: Record<string, string>, built: string, programs?: string[]): Promise<string> {
    const folder = await this.folder(name, { ...files, 'bin/.keep': '' });
    for (const entry of await readdir(built, { withFileTypes: true })) {
      if (entry.isFile() && (programs?.includes(entry.name) ?? true))
        await copyFile(join(built, entry.name), join(folder, 'bin', entry.name));
    }
    return folder;
  }

  /** Runs a program in the sandbox with the folder as /work. Throws where the person has cancelled. */
  async run(folder: string, options: RunOptions): Promise<SandboxOutcome> {
    const { signal, onCommand } = this.options;
    signal?.throwIfAborted();
    const { toolchain } = this;
    const limits = options.compiler ? buildLimits : runLimits;
    const outcome = await this.sandbox.run({
      argv: options.argv,
      folder,
      writable: options.compiler ?? false,
      mounts: this.sandbox.bringsToolchains ? toolchain.caches : [...toolchain.mounts, ...toolchain.caches],
      environment: { ...toolchain.environment, ...options.environment },
      limits: { ...limits, ...options.limits },
      ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
      ...(options.collect === undefined ? {} : { collect: options.collect }),
      ...(options.silenceMs === undefined ? {} : { silenceMs: options.silenceMs }),
      ...(signal ? { signal } : {}),
    });
    signal?.throwIfAborted();
    const output = createHash('sha256').update(outcome.stdout).update(outcome.stderr).digest('hex');
    const record: CommandRecord = {
      step: options.step,
      command: options.argv,
      exitCode: outcome.exitCode,
      signal: outcome.signal,
      stopped: outcome.stopped,
      milliseconds: Math.round(outcome.milliseconds),
      outputSha256: output,
    };
    this.commands.push(record);
    onCommand?.(record, (outcome.stdout + outcome.stderr).slice(0, shownOutput));
    return outcome;
  }

  async has(folder: string, name: string): Promise<boolean> {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.some((entry) => entry.name === name && entry.isFile());
  }
}
