import { said, SaidError } from '../../l10n/said';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { ask, openUp } from './host';
import type { Sandbox, SandboxJob, SandboxOutcome } from './job';
import { runBounded } from './process';
import { environmentOf, programWithin } from './within';

/** Images by the program that is run, with their whole names, as Podman knows no others; nothing is ever pulled by us. */
const images: Record<string, string> = {
  go: 'golang:1.26',
  rustc: 'rust:1.95',
  python3: 'python:3.13',
  node: 'node:24',
  gcc: 'gcc:15',
  'g++': 'gcc:15',
};
const nobody = '65534:65534';
const missing = /no such image|unable to find image|image not known|does not exist|did not resolve/i;

/** Isolation by Docker or Podman, also on macOS and Windows. */
export function container(kind: 'docker' | 'podman', version: string): Sandbox {
  return {
    kind,
    description: `${kind} ${version}, no network, capabilities dropped, memory and pids limits`,
    bringsToolchains: true,
    async run(job: SandboxJob): Promise<SandboxOutcome> {
      const name = `llp-${randomBytes(6).toString('hex')}`;
      const image = `docker.io/library/${images[job.environment['LLP_TOOLCHAIN'] ?? job.argv[0] ?? ''] ?? 'debian:stable-slim'}`;
      // Whoever nobody is outside, which depends on how the containers are run: the folder has to be open to them.
      if (process.platform !== 'win32') await openUp(job.folder, job.writable ? 0o077 : 0o055);
      // A container has only three descriptors.
      const mark = `llp-${randomBytes(16).toString('hex')}`;
      const program = programWithin(job, {
        // What a compiler leaves here must be ours to take away.
        started: `echo ${mark} started >&2; ${job.writable ? 'umask 0;' : ''}`,
        file: `{ echo ${mark} file >&2; cat "$file" >&2; }`,
      });
      try {
        return await runBounded(
          {
            argv: [kind, ...options(job, name), image, ...program],
            mark,
            // The client finds its daemon by it; within, a program sees only what --env gives it.
            environment: process.env,
            cleanUp: async () => void (await ask(kind, ['rm', '--force', name])),
          },
          job,
        );
      } catch (error) {
        if (error instanceof Error && missing.test(error.message))
          throw new SaidError(said`The image ${image} is not on this machine; run “${kind} pull ${image}” once.`);
        throw error;
      }
    },
  };
}

/** See https://docs.docker.com/reference/cli/docker/container/run; Podman's are the same. */
function options(job: SandboxJob, name: string): string[] {
  const { limits } = job;
  const bounds = [`fsize=${limits.fileBytes}`, `cpu=${limits.cpuSeconds}`, 'core=0', 'nofile=512:512'];
  // Where SELinux is at work a container reads nothing but what is labelled for it.
  const label = existsSync('/sys/fs/selinux/enforce') ? ',z' : '';
  return [
    ...['run', '--rm', '--interactive', '--pull', 'never', '--name', name],
    ...['--network', 'none', '--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
    ...['--user', nobody, '--pids-limit', String(limits.processes), '--ipc', 'none'],
    ...['--memory', String(limits.memoryBytes), '--memory-swap', String(limits.memoryBytes)],
    ...bounds.flatMap((bound) => ['--ulimit', bound]),
    ...['--tmpfs', `/tmp:rw,exec,mode=1777,size=${limits.fileBytes * 4}`, '--workdir', '/work'],
    ...['--volume', `${job.folder}:/work:${job.writable ? 'rw' : 'ro'}${label}`],
    ...job.mounts.flatMap(({ from, to }) => ['--volume', `${from}:${to}:ro${label}`]),
    ...environmentOf(job)
      .filter(([variable]) => variable !== 'PATH')
      .flatMap(([variable, value]) => ['--env', `${variable}=${value}`]),
  ];
}
