import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { lmStudioHomes } from './home';

/**
 * The file of a model of the LM Studio on this machine, which its API does not name: the one GGUF file of the publisher's
 * folder in `models` that has exactly the size that the API states. Null where there is none, or several.
 */
export async function lmStudioFile(
  { publisher, sizeBytes, format }: { publisher: string | null; sizeBytes: number | null; format: string | null },
  user = homedir(),
): Promise<string | null> {
  if (publisher === null || sizeBytes === null || format !== 'gguf' || !/^[\w.-]+$/.test(publisher)) return null;
  if (/^\.+$/.test(publisher)) return null;
  const found = new Set<string>();
  for (const home of await lmStudioHomes(user)) {
    const folder = join(home, 'models', publisher);
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    for (const name of names.filter((path) => path.toLowerCase().endsWith('.gguf'))) {
      const facts = await stat(join(folder, name)).catch(() => null);
      if (facts?.isFile() && facts.size === sizeBytes) found.add(join(folder, name));
    }
  }
  const [only, ...others] = found;
  return only !== undefined && others.length === 0 ? only : null;
}
