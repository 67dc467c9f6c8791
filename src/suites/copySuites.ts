import { said } from '../l10n/said';
import { randomUUID } from 'node:crypto';
import { cp, realpath, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EditRefused } from './edit/places';

/**
 * Copies a folder of suites to `suites` in the workspace and returns that path. All at once: nobody, and no half-copied
 * folder after a failure, ever sees only some of them. Throws `EditRefused` when there is a `suites` already.
 */
export async function copySuites(from: string, workspace: string): Promise<string> {
  const target = join(workspace, 'suites');
  if (await exists(target)) throw new EditRefused(said`This workspace already has its own suites folder.`);
  const unfinished = join(workspace, `.suites-${randomUUID()}`);
  try {
    await cp(await realpath(from), unfinished, { recursive: true, dereference: true });
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
  return target;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
