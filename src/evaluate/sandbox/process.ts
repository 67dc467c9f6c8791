import { said, SaidError } from '../../l10n/said';
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { SandboxJob, SandboxOutcome, Stopped } from './job';
import { treeMemory } from './processTree';
import { startedLine } from './within';

/** Room for what is collected after the end, in bytes. */
const collectBytes = 16 * 1024 * 1024;
const watchEveryMs = 200;

export interface Launch {
  argv: string[];
  /** Of the isolating program itself, where nothing of it can be read from within; by default next to nothing. */
  environment?: NodeJS.ProcessEnv;
  /** A word that nobody can know: where there is no descriptor 3, lines with it on standard error stand for it. */
  mark?: string;
  /** More descriptors to hand on, from number 4. */
  descriptors?: number[];
  /** Ends what may be left of the tree, and frees what was taken for it. */
  cleanUp?: () => Promise<void>;
}

/**
 * Starts a sandbox's command line and keeps it within time and output; memory is watched from outside too, because
 * not every machine has a cgroup for us. Descriptor 3 carries the collected file.
 */
export async function runBounded(launch: Launch, job: SandboxJob): Promise<SandboxOutcome> {
  const [program = '', ...rest] = launch.argv;
  const start = performance.now();
  // The environment of the isolating program can be read from within, so it gets none of ours.
  const child = spawn(program, rest, {
    env: launch.environment ?? { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C.UTF-8' },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', ...(launch.descriptors ?? [])],
    detached: true,
    windowsHide: true,
  });
  let stopped: Stopped | null = null;
  const kill = (why: Stopped): void => {
    stopped ??= why;
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      child.kill('SIGKILL');
    }
  };
  let heard = performance.now();
  let bytes = 0;
  const read = (stream: Readable, most: number): (() => Buffer) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => {
      heard = performance.now();
      bytes += chunk.length;
      if (bytes > most) kill('output');
      else chunks.push(chunk);
    });
    stream.on('error', () => undefined);
    return () => Buffer.concat(chunks);
  };
  const stdout = read(child.stdout as Readable, job.limits.outputBytes);
  const stderr = read(child.stderr as Readable, job.limits.outputBytes);
  const collected = read(child.stdio[3] as Readable, job.limits.outputBytes + collectBytes);
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(job.stdin ?? '');
  const wall = setTimeout(() => kill('time'), job.limits.wallMs);
  const watch = setInterval(() => {
    if (job.silenceMs !== undefined && performance.now() - heard > job.silenceMs) kill('silence');
    if (child.pid !== undefined && stopped === null)
      void treeMemory(child.pid).then((used) => {
        if (used > job.limits.memoryBytes * 1.25) kill('memory');
      });
  }, watchEveryMs);
  const abort = (): void => kill('cancelled');
  job.signal?.addEventListener('abort', abort, { once: true });
  if (job.signal?.aborted) abort();
  try {
    const end = await new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        // What outlived its parent may hold the pipes open for ever.
        const patience = setTimeout(() => {
          for (const stream of child.stdio) stream?.destroy();
        }, 2000);
        child.on('close', () => {
          clearTimeout(patience);
          resolve({ code, signal });
        });
      });
    });
    const told = toldIn(stderr().toString('utf8'), collected().toString('utf8'), launch.mark);
    // It is this machine that failed, not the program: nobody may lose points by it.
    if (!told.started && stopped === null) throw notStarted(told.stderr);
    return {
      exitCode: end.code,
      signal: end.signal,
      stdout: stdout().toString('utf8'),
      stderr: told.stderr,
      collected: job.collect === undefined ? null : told.collected,
      stopped,
      milliseconds: performance.now() - start,
    };
  } finally {
    clearTimeout(wall);
    clearInterval(watch);
    job.signal?.removeEventListener('abort', abort);
    await launch.cleanUp?.();
  }
}

/** What the sandbox told us, apart from what the program wrote. */
function toldIn(
  stderr: string,
  piped: string,
  mark: string | undefined,
): { started: boolean; stderr: string; collected: string } {
  if (mark === undefined) {
    const started = piped.startsWith(startedLine);
    return { started, stderr, collected: started ? piped.slice(startedLine.length) : '' };
  }
  const [before = '', ...rest] = stderr.split(`${mark} ${startedLine}`);
  const [own = '', ...file] = rest.join('').split(`${mark} file\n`);
  return { started: rest.length > 0, stderr: rest.length > 0 ? own : before, collected: file.join('') };
}

function notStarted(stderr: string): SaidError {
  const lines = stderr.split('\n').map((line) => line.trim());
  const why = lines.find((line) => /error|denied|cannot|can't|failed|not /i.test(line)) ?? lines[0] ?? '';
  return new SaidError(said`The sandbox could not be started: ${why.slice(0, 300)}`);
}
