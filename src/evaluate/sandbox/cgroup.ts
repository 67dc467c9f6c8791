import { randomBytes } from 'node:crypto';
import { access, constants, mkdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Limits } from './job';

/** Groups of one run, one a hierarchy; version 1 has a hierarchy a controller, version 2 one for all. */
export interface Cgroup {
  /** The files a process writes its number into to join. */
  joins: string[];
  remove(): Promise<void>;
}

const base = '/sys/fs/cgroup';

/** Which kind of control group can be made here: only root can, and not in every container. */
export async function cgroupVersion(): Promise<1 | 2 | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  for (const version of [2, 1] as const) {
    const group = await makeCgroup(version, { memoryBytes: 64 * 1024 * 1024, processes: 8 }).catch(() => null);
    if (!group) continue;
    await group.remove();
    return version;
  }
  return null;
}

/** Makes the groups that bound a run's memory and processes. Throws where the system refuses. */
export async function makeCgroup(version: 1 | 2, limits: Pick<Limits, 'memoryBytes' | 'processes'>): Promise<Cgroup> {
  const name = `llp-${randomBytes(6).toString('hex')}`;
  const folders = version === 2 ? [join(base, name)] : [join(base, 'memory', name), join(base, 'pids', name)];
  const memory = String(limits.memoryBytes);
  const made: string[] = [];
  try {
    for (const folder of folders) {
      await mkdir(folder);
      made.push(folder);
    }
    if (version === 2) {
      await writeFile(join(base, name, 'memory.max'), memory);
      await writeFile(join(base, name, 'memory.swap.max'), '0').catch(() => undefined);
      await writeFile(join(base, name, 'pids.max'), String(limits.processes));
    } else {
      await writeFile(join(base, 'memory', name, 'memory.limit_in_bytes'), memory);
      await writeFile(join(base, 'memory', name, 'memory.memsw.limit_in_bytes'), memory).catch(() => undefined);
      await writeFile(join(base, 'pids', name, 'pids.max'), String(limits.processes));
    }
    const joins = folders.map((folder) => join(folder, 'cgroup.procs'));
    for (const file of joins) await access(file, constants.W_OK);
    return { joins, remove: () => removeGroups(made) };
  } catch (error) {
    await removeGroups(made);
    throw error;
  }
}

async function removeGroups(folders: string[]): Promise<void> {
  for (const folder of folders) {
    for (let attempt = 0; attempt < 100; attempt++) {
      for (const id of await members(folder)) killQuietly(id);
      if (
        await rmdir(folder).then(
          () => true,
          (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
        )
      )
        break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function members(folder: string): Promise<number[]> {
  const text = await readFile(join(folder, 'cgroup.procs'), 'utf8').catch(() => '');
  return text
    .split('\n')
    .map(Number)
    .filter((id) => id > 1);
}

function killQuietly(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
