import { closeSync, existsSync, openSync, readlinkSync, lstatSync, unlinkSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCgroup } from './cgroup';
import { letSee, type Host } from './host';
import type { Sandbox, SandboxJob, SandboxOutcome } from './job';
import { runBounded } from './process';
import { seccompProgram } from './seccomp';
import { environmentOf, freeUser, joining, limitPrefix, programWithin } from './within';

const devicesBytes = 16 * 1024 * 1024;

/** Isolation by bubblewrap (https://github.com/containers/bubblewrap). */
export function bubblewrap(host: Host, version: string): Sandbox {
  const filter = seccompProgram();
  return {
    kind: 'bubblewrap',
    description: [`bubblewrap ${version}`, host.boundsInWords, ...(filter ? ['seccomp'] : [])].join(', '),
    bringsToolchains: false,
    async run(job: SandboxJob): Promise<SandboxOutcome> {
      const user = host.isRoot ? freeUser() : null;
      const group = host.cgroup === null ? null : await makeCgroup(host.cgroup, job.limits);
      const release = await letSee(job, user);
      const descriptor = filter ? fileOf(filter) : null;
      const argv = [
        'bwrap',
        ...options(job, user, host),
        ...(descriptor === null ? [] : ['--seccomp', '4']),
        '--',
        ...limitPrefix(job.limits, user),
        ...programWithin(job),
      ];
      try {
        return await runBounded(
          {
            argv: joining(group?.joins ?? [], [...host.scope(job.limits), ...argv]),
            ...(descriptor === null ? {} : { descriptors: [descriptor] }),
            ...(group ? { cleanUp: () => group.remove() } : {}),
          },
          job,
        );
      } finally {
        if (descriptor !== null) closeSync(descriptor);
        await release();
      }
    },
  };
}

function options(job: SandboxJob, user: number | null, host: Host): string[] {
  const room = String(job.limits.fileBytes * 4);
  return [
    '--die-with-parent',
    '--new-session',
    '--clearenv',
    '--unshare-pid',
    '--unshare-net',
    '--unshare-ipc',
    '--unshare-uts',
    '--unshare-cgroup-try',
    '--hostname',
    'sandbox',
    // Root makes the mounts and becomes another real user later; anyone else needs a user namespace for them.
    ...(user === null ? ['--unshare-user', ...(host.canDisableUserNamespaces ? ['--disable-userns'] : [])] : []),
    ...['--ro-bind', '/usr', '/usr'],
    // Folders on the way to what is mounted are the maker's alone unless they are made first.
    ...['/etc', ...job.mounts.flatMap(({ to }) => parents(to))].flatMap((path) => ['--perms', '0755', '--dir', path]),
    ...systemFolders(),
    ...['/etc/alternatives', '/etc/ld.so.cache'].flatMap((path) => ['--ro-bind-try', path, path]),
    ...['--proc', '/proc', '--dev', '/dev', '--size', String(devicesBytes), '--perms', '1777', '--tmpfs', '/dev/shm'],
    ...['--size', room, '--perms', '1777', '--tmpfs', '/tmp'],
    ...job.mounts.flatMap(({ from, to }) => ['--ro-bind', from, to]),
    ...host.hidden.filter((path) => path.startsWith('/usr/')).flatMap((path) => ['--tmpfs', path]),
    ...[job.writable ? '--bind' : '--ro-bind', job.folder, '/work', '--chdir', '/work'],
    ...['--remount-ro', '/dev', '--remount-ro', '/'],
    ...environmentOf(job).flatMap(([name, value]) => ['--setenv', name, value]),
  ];
}

function parents(path: string): string[] {
  const steps = path.split('/').slice(1, -1);
  return steps.map((_, index) => `/${steps.slice(0, index + 1).join('/')}`);
}

/** /bin, /lib and so on: links into /usr on most systems, folders of their own on others. */
function systemFolders(): string[] {
  return ['/bin', '/sbin', '/lib', '/lib32', '/lib64'].flatMap((path) => {
    if (!existsSync(path)) return [];
    return lstatSync(path).isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path];
  });
}

/** A descriptor of a file with this content, which has no name any more. */
function fileOf(content: Buffer): number {
  const path = join(tmpdir(), `llp-seccomp-${randomBytes(8).toString('hex')}`);
  writeFileSync(path, content, { mode: 0o600, flag: 'wx' });
  const descriptor = openSync(path, 'r');
  unlinkSync(path);
  return descriptor;
}
