import { said, type Said } from '../../l10n/said';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bubblewrap } from './bubblewrap';
import { container } from './container';
import { ask, lookAtHost } from './host';
import { NoSandbox, runLimits, type Sandbox, type SandboxKind } from './job';
import { namespaces } from './namespaces';

export interface SandboxChoice {
  /** What the person chose, or null for the first that works. */
  kind?: SandboxKind | null;
  /** Folders that must not be seen from within, such as the workspace and our own installation. */
  hidden?: string[];
}

/**
 * The first way to isolate that works here, tried by running a program in it: bubblewrap, plain namespaces, Docker,
 * Podman. Throws `NoSandbox` where there is none.
 */
export async function chooseSandbox({ kind = null, hidden = [] }: SandboxChoice = {}): Promise<Sandbox> {
  const kinds: SandboxKind[] = kind === null ? ['bubblewrap', 'namespaces', 'docker', 'podman'] : [kind];
  const reasons: string[] = [];
  for (const each of kinds) {
    const found = await candidate(each, [...hidden, homedir()]);
    if (typeof found === 'string') {
      reasons.push(found);
      continue;
    }
    const why = found.bringsToolchains ? null : await failure(found);
    if (why === null) return found;
    reasons.push(`${each}: ${why}`);
  }
  throw new NoSandbox(
    said`Generated code is not run, because nothing here can isolate it. ${advice()} (${reasons.join('; ')})`,
  );
}

async function candidate(kind: SandboxKind, hidden: string[]): Promise<Sandbox | string> {
  if (kind === 'docker' || kind === 'podman') {
    const version = await ask(kind, ['version', '--format', '{{.Server.Version}}']);
    return version.ok ? container(kind, version.stdout.trim()) : `${kind} does not answer`;
  }
  if (process.platform !== 'linux') return `${kind} is for Linux only`;
  if (kind === 'namespaces') return namespaces(await lookAtHost(hidden));
  const version = await ask('bwrap', ['--version']);
  if (!version.ok) return 'bubblewrap is not installed';
  return bubblewrap(await lookAtHost(hidden), version.stdout.replace(/^bubblewrap\s*/, '').trim());
}

/** Why a program cannot be run in it, or null. */
async function failure(sandbox: Sandbox): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'llp-sandbox-'));
  try {
    const { exitCode, stderr, stdout } = await sandbox.run({
      argv: ['sh', '-c', 'cat; [ ! -e /root ] && [ ! -e /home ] && [ ! -w / ] && echo closed'],
      folder,
      mounts: [],
      environment: {},
      stdin: 'open ',
      limits: { ...runLimits, wallMs: 10_000 },
    });
    if (exitCode === 0 && stdout === 'open closed\n') return null;
    return stderr.trim().split('\n')[0] ?? `exit code ${exitCode}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function advice(): Said {
  if (process.platform === 'linux')
    return said`Install bubblewrap (on Debian or Ubuntu: sudo apt-get install bubblewrap) and allow user namespaces, or start Docker or Podman.`;
  return said`Start Docker or Podman.`;
}
