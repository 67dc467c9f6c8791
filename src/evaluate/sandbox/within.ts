import type { Limits, SandboxJob } from './job';

/** What the kernel lets a process have, as a command prefix (prlimit of util-linux). */
export function limitPrefix(limits: Limits, ownUser: number | null): string[] {
  return [
    'prlimit',
    `--nproc=${limits.processes}`,
    `--fsize=${limits.fileBytes}`,
    `--cpu=${limits.cpuSeconds}`,
    `--data=${limits.memoryBytes}`,
    '--core=0',
    '--nofile=512',
    '--',
    // Root is exempt from the bound on processes, whatever a user namespace calls it: it has to become somebody else.
    'setpriv',
    ...(ownUser === null ? [] : [`--reuid=${ownUser}`, `--regid=${ownUser}`, '--clear-groups']),
    '--no-new-privs',
    '--bounding-set=-all',
    '--inh-caps=-all',
    '--',
  ];
}

/** Shell code that tells the keeper outside that the sandbox stands, and that hands it the file `$file`. */
export interface Tells {
  started: string;
  file: string;
}

/** What stands at the beginning of what comes through descriptor 3. */
export const startedLine = 'started\n';
const throughPipe: Tells = { started: 'echo started >&3;', file: 'cat "$file" >&3' };

/**
 * The program itself: first to go where memory runs out, without our pipe for collected files, and with its file
 * copied into that pipe once it has ended. Before it begins the keeper is told, so that a sandbox that could not be made
 * is never taken for a program that failed.
 */
export function programWithin(job: SandboxJob, tells = throughPipe): string[] {
  const before = `${tells.started} echo 1000 > /proc/self/oom_score_adj 2>/dev/null;`;
  if (job.collect === undefined) return ['sh', '-c', `${before} exec 3>&-; exec "$@"`, 'sh', ...job.argv];
  const script = `${before} file=$1; shift; "$@" 3>&-; code=$?; [ -f "$file" ] && [ ! -L "$file" ] && ${tells.file}; exit $code`;
  return ['sh', '-c', script, 'sh', `/tmp/${job.collect}`, ...job.argv];
}

/** The sandbox's environment; a program is found by its name. */
export function environmentOf(job: SandboxJob): [string, string][] {
  const defaults = {
    PATH: '/opt/llp/bin:/usr/local/bin:/usr/bin:/bin',
    HOME: '/tmp',
    TMPDIR: '/tmp',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
  };
  return Object.entries({ ...defaults, ...job.environment });
}

/** A command that joins control groups before it becomes the program. */
export function joining(groups: readonly string[], argv: string[]): string[] {
  if (groups.length === 0) return argv;
  const script = 'n=$1; shift; while [ "$n" -gt 0 ]; do echo $$ > "$1" || exit 125; shift; n=$((n-1)); done; exec "$@"';
  return ['sh', '-c', script, 'sh', String(groups.length), ...groups, ...argv];
}

/** A user of this machine that nobody is (60578 to 61183 are free by systemd's list), so that its processes are counted apart. */
export function freeUser(): number {
  return 60578 + Math.floor(Math.random() * 600);
}
