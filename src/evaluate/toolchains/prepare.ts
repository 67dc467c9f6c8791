import { said, SaidError } from '../../l10n/said';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Language } from '../model';
import { buildLimits, type Sandbox } from '../sandbox/job';
import { loadShelfTask } from '../shelf/task';
import { findToolchain } from './find';
import { toolchainInImage } from './inImage';
import type { Toolchain } from './toolchain';

const found = new Map<string, Promise<Toolchain>>();

/** The toolchain of a language, ready to be used; Go's with its standard library compiled once and for all. */
export function toolchainFor(
  language: Language,
  sandbox: Sandbox,
  content: string,
  cacheFolder: string,
): Promise<Toolchain> {
  const key = `${language} ${sandbox.kind} ${cacheFolder}`;
  let toolchain = found.get(key);
  if (!toolchain) {
    toolchain = prepare(language, sandbox, content, cacheFolder);
    found.set(key, toolchain);
    toolchain.catch(() => found.delete(key));
  }
  return toolchain;
}

async function prepare(language: Language, sandbox: Sandbox, content: string, cacheFolder: string): Promise<Toolchain> {
  const toolchain = await (sandbox.bringsToolchains ? toolchainInImage(language, sandbox) : findToolchain(language));
  if (language !== 'go') return toolchain;
  const folder = join(
    cacheFolder,
    `${sandbox.kind === 'docker' || sandbox.kind === 'podman' ? sandbox.kind : 'host'}-${toolchain.version}`,
  );
  if (!(await isThere(join(folder, 'cache')))) await warm(folder, toolchain, sandbox, content);
  const caches = [{ from: join(folder, 'cache'), to: '/opt/llp/gocache' }];
  return { ...toolchain, caches, environment: { ...toolchain.environment, GOCACHE: '/opt/llp/gocache' } };
}

/** Compiles our own reference in a folder that becomes the cache; later runs see it read-only. */
async function warm(folder: string, toolchain: Toolchain, sandbox: Sandbox, content: string): Promise<void> {
  const task = await loadShelfTask(content, 'go');
  const unfinished = `${folder}.${randomBytes(4).toString('hex')}`;
  const files = {
    'go.mod': 'module shelf\n\ngo 1.22\n',
    'shelf.go': task.reference,
    'shelf_test.go': `package shelf\n\nimport (\n${'bufio bytes cmp container/heap encoding/json errors fmt maps math math/rand os reflect regexp slices sort strconv strings sync sync/atomic testing text/tabwriter text/template time unicode unicode/utf8 iter testing/quick'
      .split(' ')
      .map((path) => `\t_ "${path}"`)
      .join('\n')}\n)\n`,
    'llpdriver/main.go': task.driver,
  };
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(unfinished, path, '..'), { recursive: true });
      await writeFile(join(unfinished, path), text);
    }
    const script =
      'go build -trimpath -o /work/llpdriver/driver ./llpdriver && go vet . && go test -c -trimpath -vet=off -o /work/a.test . && go test -c -trimpath -vet=off -cover -covermode=count -coverpkg=shelf -o /work/b.test .';
    const outcome = await sandbox.run({
      argv: ['sh', '-c', script],
      folder: unfinished,
      writable: true,
      mounts: sandbox.bringsToolchains ? [] : toolchain.mounts,
      environment: { ...toolchain.environment, GOCACHE: '/work/cache' },
      limits: { ...buildLimits, wallMs: 600_000, cpuSeconds: 600 },
    });
    if (outcome.exitCode !== 0)
      throw new SaidError(said`Go’s standard library could not be compiled: ${outcome.stderr.slice(0, 400)}`);
    await rename(unfinished, folder).catch(async (error: NodeJS.ErrnoException) => {
      // Another process was faster.
      if (!(await isThere(join(folder, 'cache')))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function isThere(folder: string): Promise<boolean> {
  return readdir(folder).then(
    () => true,
    () => false,
  );
}
