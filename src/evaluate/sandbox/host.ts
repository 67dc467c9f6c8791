import { execFile } from 'node:child_process';
import { chmod, chown, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cgroupVersion } from './cgroup';
import type { Limits, SandboxJob } from './job';

/** What this machine has to bound programs with. */
export interface Host {
  isRoot: boolean;
  cgroup: 1 | 2 | null;
  /** Folders below /usr that must not be seen: our own files, where they were installed there. */
  hidden: string[];
  canDisableUserNamespaces: boolean;
  boundsInWords: string;
  /** Prefix that gives a person who is not root a control group of the session, or none. */
  scope(limits: Limits): string[];
}

export interface CommandResult {
  ok: boolean;
  stdout: string;
  stderr: string;
}

/** Runs one of our own commands (never generated code), without a shell. */
export function ask(program: string, argv: string[], timeout = 20_000): Promise<CommandResult> {
  return new Promise((resolve) => {
    execFile(program, argv, { timeout, maxBuffer: 4 * 1024 * 1024, windowsHide: true }, (error, stdout, stderr) =>
      resolve({ ok: error === null, stdout, stderr }),
    );
  });
}

export async function lookAtHost(hidden: string[]): Promise<Host> {
  const isRoot = process.getuid?.() === 0;
  const cgroup = await cgroupVersion();
  const help = await ask('bwrap', ['--help']);
  const scoped =
    !isRoot &&
    (
      await ask(
        'systemd-run',
        scopeOf(64 * 1024 * 1024, 8)
          .slice(1)
          .concat('true'),
      )
    ).ok;
  const bounds = [
    isRoot ? 'another real user' : 'own user namespace',
    ...(cgroup !== null
      ? [`memory and pids cgroup v${cgroup}`]
      : scoped
        ? ['memory and pids cgroup of the session']
        : []),
    'rlimits',
  ];
  return {
    isRoot,
    cgroup,
    hidden,
    canDisableUserNamespaces: help.stdout.includes('--disable-userns') && !isRoot,
    boundsInWords: bounds.join(', '),
    scope: (limits) => (scoped ? scopeOf(limits.memoryBytes, limits.processes) : []),
  };
}

function scopeOf(memoryBytes: number, processes: number): string[] {
  const properties = [`MemoryMax=${memoryBytes}`, 'MemorySwapMax=0', `TasksMax=${processes + 8}`];
  return ['systemd-run', '--user', '--scope', '--quiet', '--collect', ...properties.map((one) => `-p${one}`), '--'];
}

/**
 * Lets the sandbox's user see a throwaway folder: it may read it, or owns it for a while where it may write; what comes
 * back is ours again. Several may read one folder at the same time. Nobody else gets there: its parent is ours alone.
 */
export async function letSee(
  { folder, writable = false }: Pick<SandboxJob, 'folder' | 'writable'>,
  user: number | null,
): Promise<() => Promise<void>> {
  if (user === null) return async () => undefined;
  if (!writable) {
    await openUp(folder, 0o055);
    return async () => undefined;
  }
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  await chownAll(folder, user, user);
  return () => chownAll(folder, uid, gid);
}

/** Lets others into a folder of ours: its folders by all of `bits`, what is in no folder by those for reading and writing. */
export async function openUp(path: string, bits: number): Promise<void> {
  const stat = await lstat(path);
  // A link would be followed to a file of ours.
  if (stat.isSymbolicLink()) return;
  const wanted = stat.isDirectory() || (stat.mode & 0o100) !== 0 ? bits : bits & 0o066;
  if ((stat.mode & wanted) !== wanted) await chmod(path, (stat.mode & 0o777) | wanted);
  if (!stat.isDirectory()) return;
  for (const name of await readdir(path)) await openUp(join(path, name), bits);
}

async function chownAll(path: string, uid: number, gid: number): Promise<void> {
  const stat = await lstat(path);
  // A link would be followed to a file of ours.
  if (stat.isSymbolicLink()) return;
  await chown(path, uid, gid);
  if (!stat.isDirectory()) return;
  for (const name of await readdir(path)) await chownAll(join(path, name), uid, gid);
}
