import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { makeCgroup } from './cgroup';
import { letSee, type Host } from './host';
import type { Sandbox, SandboxJob, SandboxOutcome } from './job';
import { runBounded } from './process';
import { environmentOf, freeUser, joining, limitPrefix, programWithin } from './within';

/** Isolation by Linux namespaces with the programs of util-linux alone (unshare, mount, setpriv), where bubblewrap is missing. */
export function namespaces(host: Host): Sandbox {
  return {
    kind: 'namespaces',
    description: `Linux namespaces (util-linux), ${host.boundsInWords}`,
    bringsToolchains: false,
    async run(job: SandboxJob): Promise<SandboxOutcome> {
      const user = host.isRoot ? freeUser() : null;
      const group = host.cgroup === null ? null : await makeCgroup(host.cgroup, job.limits);
      const release = await letSee(job, user);
      const environment = environmentOf(job).map(([name, value]) => `${name}=${value}`);
      const argv = [
        'unshare',
        ...(user === null ? ['--user', '--map-root-user'] : []),
        ...['--mount', '--pid', '--net', '--ipc', '--uts', '--cgroup', '--fork', '--kill-child=KILL'],
        ...['sh', '-c', jailScript(job, host), 'jail'],
        ...['/usr/bin/env', '-i', ...environment],
        ...limitPrefix(job.limits, user),
        ...programWithin(job),
      ];
      try {
        return await runBounded(
          {
            argv: joining(group?.joins ?? [], [...host.scope(job.limits), ...argv]),
            ...(group ? { cleanUp: () => group.remove() } : {}),
          },
          job,
        );
      } finally {
        await release();
      }
    },
  };
}

/** Builds a root of its own in memory, shows in it what the job names, and leaves the old one behind. */
function jailScript(job: SandboxJob, host: Host): string {
  const room = Math.round(job.limits.fileBytes * 4);
  const shown = [...job.mounts, { from: job.folder, to: '/work', writable: job.writable }] as {
    from: string;
    to: string;
    writable?: boolean;
  }[];
  const lines = [
    'set -e',
    'R=/tmp',
    'mount --make-rprivate /',
    // The sources are opened before /tmp is covered: they may lie in it.
    ...shown.map(({ from }, index) => `exec ${index + 5}<${quoted(from)}`),
    'mount -t tmpfs -o size=1m,mode=755 tmpfs $R',
    'cd $R',
    'mkdir -p usr etc/alternatives dev proc tmp work old',
    ...['bin', 'sbin', 'lib', 'lib32', 'lib64'].flatMap((name) => systemFolder(name)),
    'mount --rbind /usr usr',
    'mount -o remount,bind,ro,nosuid usr',
    '[ ! -d /etc/alternatives ] || mount --bind -o ro /etc/alternatives etc/alternatives',
    'for d in null zero full random urandom; do : > dev/$d; mount --bind /dev/$d dev/$d; done',
    'ln -s /proc/self/fd dev/fd; ln -s fd/0 dev/stdin; ln -s fd/1 dev/stdout; ln -s fd/2 dev/stderr',
    'mkdir dev/shm; mount -t tmpfs -o size=16m,mode=1777 tmpfs dev/shm',
    `mount -t tmpfs -o size=${room},mode=1777 tmpfs tmp`,
    'mount -t proc proc proc',
    ...shown.flatMap(({ to, writable }, index) => {
      const target = quoted(to.replace(/^\//, ''));
      const source = `/proc/self/fd/${index + 5}`;
      return [
        `if [ -d ${source}/ ]; then mkdir -p ${target}; else mkdir -p "$(dirname ${target})"; : > ${target}; fi`,
        `mount --bind "$(readlink ${source})" ${target} 2>/dev/null || mount --bind ${source} ${target}`,
        ...(writable ? [] : [`mount -o remount,bind,ro ${target}`]),
        `exec ${index + 5}<&-`,
      ];
    }),
    ...host.hidden
      .filter((path) => path.startsWith('/usr/'))
      .map((path) => `mount -t tmpfs -o size=4k,ro tmpfs ${quoted(path.slice(1))}`),
    'pivot_root . old',
    'umount -l /old',
    'rmdir /old',
    'mount -o remount,bind,ro /',
    'cd /work',
    'exec "$@"',
  ];
  return lines.join('\n');
}

function systemFolder(name: string): string[] {
  const path = `/${name}`;
  if (!existsSync(path)) return [];
  if (lstatSync(path).isSymbolicLink()) return [`ln -s ${quoted(readlinkSync(path))} ${name}`];
  return [`mkdir ${name}`, `mount --rbind ${path} ${name}`, `mount -o remount,bind,ro ${name}`];
}

/** As one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
