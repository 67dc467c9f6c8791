import { said, SaidError } from '../../l10n/said';
import { randomBytes } from 'node:crypto';
import { ask } from './host';
import type { Sandbox, SandboxJob, SandboxOutcome } from './job';
import { runBounded } from './process';
import { environmentOf, programWithin } from './within';

/** Images by the program that is run; nothing is ever pulled by us. */
const images: Record<string, string> = {
  go: 'golang:1.26',
  rustc: 'rust:1.95',
  python3: 'python:3.13',
  node: 'node:24',
  gcc: 'gcc:15',
  'g++': 'gcc:15',
};

/** Isolation by Docker or Podman, also on macOS and Windows. */
export function container(kind: 'docker' | 'podman', version: string): Sandbox {
  return {
    kind,
    description: `${kind} ${version}, no network, capabilities dropped, memory and pids limits`,
    bringsToolchains: true,
    async run(job: SandboxJob): Promise<SandboxOutcome> {
      const name = `llp-${randomBytes(6).toString('hex')}`;
      const image = images[job.environment['LLP_TOOLCHAIN'] ?? job.argv[0] ?? ''] ?? 'debian:stable-slim';
      const { limits } = job;
      const options = [
        ...['run', '--rm', '--interactive', '--pull', 'never', '--name', name],
        ...['--network', 'none', '--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
        ...['--user', '65534:65534', '--pids-limit', String(limits.processes), '--ipc', 'none'],
        ...['--memory', String(limits.memoryBytes), '--memory-swap', String(limits.memoryBytes)],
        ...[
          '--ulimit',
          `fsize=${limits.fileBytes}`,
          '--ulimit',
          `cpu=${limits.cpuSeconds}`,
          '--ulimit',
          'core=0',
          '--ulimit',
          'nofile=512:512',
        ],
        ...['--tmpfs', `/tmp:rw,exec,mode=1777,size=${limits.fileBytes * 4}`, '--workdir', '/work'],
        ...['--volume', `${job.folder}:/work:${job.writable ? 'rw' : 'ro'}`],
        ...job.mounts.flatMap(({ from, to }) => ['--volume', `${from}:${to}:ro`]),
        ...environmentOf(job)
          .filter(([name]) => name !== 'PATH')
          .flatMap(([name, value]) => ['--env', `${name}=${value}`]),
        image,
      ];
      // A container has only three descriptors: what is collected follows a mark that nobody can know on stderr.
      const mark = `llp-${randomBytes(16).toString('hex')}`;
      const program = programWithin(job).map((word) =>
        word.replace('cat "$file" >&3', `{ echo ${mark} >&2; cat "$file" >&2; }`),
      );
      const outcome = await runBounded(
        {
          argv: [kind, ...options, ...program],
          // The client finds its daemon by it; within, a program sees only what --env gives it.
          environment: process.env,
          cleanUp: async () => void (await ask(kind, ['rm', '--force', name])),
        },
        job,
      );
      const [stderr = '', collected] = outcome.stderr.split(`${mark}\n`);
      if (outcome.exitCode === 125 && /no such image|unable to find image|image not known/i.test(outcome.stderr))
        throw new SaidError(said`The image ${image} is not on this machine; run “${kind} pull ${image}” once.`);
      return { ...outcome, stderr, collected: job.collect === undefined ? null : (collected ?? '') };
    },
  };
}
